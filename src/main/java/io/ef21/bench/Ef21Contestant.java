package io.ef21.bench;

import io.ef21.data.Columns;
import io.ef21.data.Deal;
import io.ef21.data.Layout;
import io.ef21.data.Split;
import io.ef21.objective.Loss;
import io.ef21.objective.Regularizer;
import io.ef21.run.Moved;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A training of this package.
 *
 * @param name of the contestant
 * @param options the regularizer at the server; the rounds are set per fit
 * @param clients n
 * @param partitions of Spark, at most n
 * @param shuffled how rows are dealt
 * @param layout how clients keep their rows
 * @param treeDepth of the aggregation; 0 chooses
 */
public record Ef21Contestant(
        String name,
        TrainingOptions options,
        int clients,
        int partitions,
        boolean shuffled,
        Layout layout,
        int treeDepth)
        implements Contestant {

    @Override
    public Prepared prepare(JavaSparkContext spark, BenchData.Rows rows) {
        Split split = new Split(rows.size().rows(), clients, shuffled, options.seed());
        Deal deal = new Deal(split, rows.features(), true, rows.labels(), layout);
        SparkEngine engine = new SparkEngine(
                spark,
                SparkClients.onRows(rows.source(), deal, new Loss.Logistic(), new Regularizer.None(), partitions),
                treeDepth);
        return new WithEngine(options, engine, rows.heldOut());
    }

    private record WithEngine(TrainingOptions options, SparkEngine engine, HeldOutRows heldOut) implements Prepared {
        @Override
        public Fit fit(int rounds) {
            Training training = new Training(options.withRounds(rounds));
            List<RoundRecord> records = new ArrayList<>();
            Moved before = engine.moved(true);
            try (HeapWatch heap = new HeapWatch()) {
                long start = System.nanoTime();
                Outcome outcome = training.run(engine, records::add);
                double seconds = (System.nanoTime() - start) / 1e9;
                return new Fit(
                        rounds,
                        records.stream().mapToDouble(RoundRecord::objective).toArray(),
                        records.stream()
                                .mapToDouble(record -> (double)
                                        traffic(before, record.moved(), record).total())
                                .toArray(),
                        seconds,
                        traffic(before, engine.moved(true), outcome.last()),
                        heap.measured(),
                        heldOutLoss(outcome));
            }
        }

        @Override
        public void close() {
            engine.close();
        }

        private Traffic traffic(Moved before, Moved after, RoundRecord record) {
            return new Traffic(
                    record.setupBytes(),
                    record.uplinkBytes() + record.evaluationBytes(),
                    record.downlinkBytes() * engine.population().clients(),
                    after.shuffled() - before.shuffled(),
                    after.results() - before.results());
        }

        private double heldOutLoss(Outcome outcome) {
            Columns columns = outcome.setting().population().columns();
            double[] model = outcome.model();
            return heldOut.logLoss(column -> {
                int place = column < columns.features() ? columns.place(column) : -1;
                return place < 0 ? 0 : model[place];
            });
        }
    }
}
