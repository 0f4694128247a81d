package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Problems;
import io.ef21.data.Columns;
import io.ef21.objective.Objective;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.LocalEngine;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** A client's function that writes down each evaluation and may misbehave in it; the values are those of another one. */
public record Faulty(Objective inner, int client, Journal journal, Fault fault) implements Objective {
    /** Wide enough that the exact downlink is broadcast, and 20 clients on own columns. */
    public static final TrainingOptions WIDE = WideModelsTest.options("ef21", "topk:0.1", "exact", "l2:0.001", false);

    /** What goes wrong. */
    @FunctionalInterface
    public interface Fault extends Serializable {
        void strike(Journal journal, int round, int client);
    }

    /** Nothing goes wrong. */
    static void none(Journal journal, int round, int client) {}

    public static List<Objective> clients(Journal journal, Fault fault) {
        List<Objective> faulty = new ArrayList<>();
        for (Objective objective : WideModelsTest.objectives()) {
            faulty.add(new Faulty(objective, faulty.size(), journal, fault));
        }
        return faulty;
    }

    static CheckpointOptions checkpoints(Path folder, int interval) {
        return new CheckpointOptions(
                new org.apache.hadoop.fs.Path(folder.toUri()), interval, CheckpointOptions.Resume.NEVER, true);
    }

    /** What the local engine computes without faults. */
    static Problems.Run reference(TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(WideModelsTest.objectives(), 2)) {
            return Problems.run(engine, options);
        }
    }

    /** Trains on Spark; leaves no cached RDD, however it ends. */
    public static Problems.Run train(
            JavaSparkContext spark,
            List<Objective> clients,
            TrainingOptions options,
            CheckpointOptions checkpoints,
            RoundListener listener) {
        try {
            List<RoundRecord> records = new ArrayList<>();
            try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, clients, 5), 0)) {
                Outcome outcome = new Training(options, checkpoints).run(engine, record -> {
                    records.add(record);
                    listener.round(record);
                });
                return new Problems.Run(outcome, records);
            }
        } finally {
            assertEquals(Map.of(), spark.getPersistentRDDs(), "cached RDDs are left");
        }
    }

    @Override
    public double evaluate(double[] x, double[] gradient) {
        int round = journal.round();
        journal.evaluation(round);
        fault.strike(journal, round, client);
        return inner.evaluate(x, gradient);
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public Columns columns() {
        return inner.columns();
    }

    @Override
    public long rows() {
        return inner.rows();
    }

    @Override
    public long nonzeros() {
        return inner.nonzeros();
    }

    @Override
    public long fingerprint() {
        return inner.fingerprint();
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        inner.addCurvature(v, product);
    }

    @Override
    public double curvatureShift() {
        return inner.curvatureShift();
    }
}
