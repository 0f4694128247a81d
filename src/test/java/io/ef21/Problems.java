package io.ef21;

import io.ef21.compress.Compressors;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.LibsvmReader;
import io.ef21.data.OneHotRows;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import io.ef21.data.Shard;
import io.ef21.data.Split;
import io.ef21.method.Downlink;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.Choices;
import io.ef21.run.Engine;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Problems and options that tests start from. */
public final class Problems {
    private Problems() {}

    /** Options as in the oracle: value bits 64, exact start, uniform weights, regularizer at the clients. */
    public static TrainingOptions options(String method, String compressor, String stepSize, int rounds) {
        return new TrainingOptions(
                Methods.parse(method),
                Compressors.parse(compressor),
                ValueBits.DOUBLE,
                true,
                false,
                Downlink.EXACT,
                new Regularizer.None(),
                false,
                StepSizeRule.parse(stepSize),
                rounds,
                0,
                1,
                0);
    }

    /**
     * What a user gets who names a method of the catalogue and nothing else but rounds, with exact evaluations in every tenth
     * round; Adam has a step of 0.01, and methods for proximal steps have one to take.
     */
    public static TrainingOptions published(String method, int rounds) {
        String auto = Choices.AUTO;
        Choices choices = new Choices(
                method, MethodOptions.NONE, auto, auto, auto, auto, method.endsWith("adam") ? "0.01" : auto, "");
        return new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.FLOAT,
                false,
                false,
                choices.chosenDownlink(),
                choices.chosenMethod().serving().proximal() ? Regularizer.parse("l1:1e-3") : new Regularizer.None(),
                false,
                choices.chosenStepSize(),
                rounds,
                0,
                10,
                3,
                choices.acceleration(),
                0,
                0);
    }

    /**
     * What a user gets who names a method, or leaves it to {@link Choices}, and a compressor: everything else auto, exact
     * evaluations in every tenth round.
     */
    public static TrainingOptions untuned(
            String method, String compressor, Regularizer regularizer, int rounds, double tol) {
        String auto = Choices.AUTO;
        Choices choices = new Choices(method, MethodOptions.NONE, compressor, auto, auto, auto, auto, "");
        return new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.FLOAT,
                false,
                false,
                choices.chosenDownlink(),
                regularizer,
                false,
                choices.chosenStepSize(),
                rounds,
                0,
                10,
                3,
                choices.acceleration(),
                tol,
                0);
    }

    /** Logistic regression on a LIBSVM file, split contiguously, regularizer at the clients. */
    public static List<Objective> logistic(Path file, int clients, Regularizer regularizer) throws IOException {
        return linear(
                new Loss.Logistic(), LibsvmReader.read(file.toString(), 0, new Configuration()), clients, regularizer);
    }

    /** Logistic regression on generated rows. */
    public static List<Objective> oneHot(int rows, int clients, Regularizer regularizer) {
        return oneHot(new Loss.Logistic(), rows, clients, regularizer);
    }

    /** A loss of labels -1 and +1 on generated rows. */
    public static List<Objective> oneHot(Loss loss, int rows, int clients, Regularizer regularizer) {
        return linear(loss, List.of(new OneHotRows(1, rows).block(0, rows)), clients, regularizer);
    }

    private static List<Objective> linear(Loss loss, List<RowBlock> blocks, int clients, Regularizer regularizer) {
        RowSummary summary = blocks.stream().map(RowSummary::of).reduce(RowSummary.EMPTY, RowSummary::and);
        BinaryLabels labels = BinaryLabels.of(summary.labels(), "the data");
        Split split = new Split(summary.rows(), clients, false, 0);
        List<Objective> objectives = new ArrayList<>();
        for (Shard shard : new Deal(split, summary.width(), false, labels).shards(blocks)) {
            objectives.add(RegularizedObjective.of(loss.on(shard), regularizer));
        }
        return objectives;
    }

    /** A run, with all its records. */
    public record Run(Outcome outcome, List<RoundRecord> records) {
        public RoundRecord at(int round) {
            return records.get(round);
        }
    }

    /** Trains and keeps every record. */
    public static Run run(Engine engine, TrainingOptions options) {
        List<RoundRecord> records = new ArrayList<>();
        Outcome outcome = new Training(options).run(engine, records::add);
        return new Run(outcome, records);
    }
}
