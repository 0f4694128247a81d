package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.compress.Compressors;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.Split;
import io.ef21.data.ZipfRows;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.LocalEngine;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients on their own columns, few bits both ways: both engines, every tree and every partitioning give the same bits. */
class WideModelsTest {
    private static final int CLIENTS = 20;
    static final GeneratedRows DATA = new ZipfRows(3, 1500, 2_000_000_000, 12, 1.2);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ef21, quantize:4, step:quantize:6, l2:0.001, false, 4, 1",
        "ef21, quantize:3, step:quantize:4, l1:0.001, true, 7, 2",
        "ef21, topk:0.1, exact, elasticnet:0.01:0.5, false, 20, 3",
        "ef21, identity, exact, none, false, 2, 2",
        "ef21+, topk:500, step:topk:0.2, nonconvex:0.01, false, 5, 1",
        "ef21, grid:0.7, step:grid:0.5, l2:0.001, false, 4, 2",
        "ef21+, grid:1.4, step:grid:0.1, l2:0.001, true, 3, 1",
        "ef14, topk:40, step:quantize:5, l2:0.001, false, 3, 2",
        "dcgd, quantize:8, exact, l2:0.001, false, 4, 0"
    })
    void enginesAgree(
            String method,
            String compressor,
            String downlink,
            String regularizer,
            boolean narrow,
            int partitions,
            int depth) {
        TrainingOptions options = options(method, compressor, downlink, regularizer, narrow);
        Problems.Run expected = reference(options);
        compare(expected, spark(TestSpark.context(), options, partitions, depth));
        assertTrue(expected.outcome().last().objective() < expected.at(0).objective());
    }

    @ParameterizedTest
    @CsvSource({"auto, l2:0.001, false, 4, 1", "quantize:3, none, true, 7, 2", "topk:0.2, l1:0.001, false, 20, 3"})
    void enginesAgree_onUntunedRuns(String compressor, String regularizer, boolean narrow, int partitions, int depth) {
        TrainingOptions options = Problems.untuned("auto", compressor, Regularizer.parse(regularizer), 25, 0)
                .withStatePrecision(narrow);
        Problems.Run expected = reference(options);
        compare(expected, spark(TestSpark.context(), options, partitions, depth));
        assertNotNull(expected.outcome().setting().scaling());
        assertTrue(expected.outcome().last().objective() < expected.at(0).objective());
    }

    @Test
    void onlyColumnsThatOccur_areAnywhere() {
        TrainingOptions options = options("ef21", "quantize:4", "step:quantize:6", "l2:0.001", false);
        Problems.Run run = spark(TestSpark.context(), options, 4, 1);
        int active = run.outcome().model().length;
        long support = run.outcome().setting().population().totalSupport();
        assertEquals(2_000_000_000, run.outcome().setting().population().features());
        assertTrue(active < 18_000, active + " columns");
        RoundRecord last = run.outcome().last();
        double bits = 8.0 * last.uplinkBytes() / (last.round() + 1);
        assertTrue(bits <= 4.5 * support, bits / support + " bits per support coordinate");
        assertTrue(8.0 * last.downlinkBytes() / last.round() <= 6.5 * active);
    }

    @Test
    void savedOnSpark_resumesLocallyAndOnAnyPartitioning_toTheSameBits() {
        TrainingOptions options = options("ef21", "quantize:4", "step:quantize:6", "l2:0.001", false);
        Problems.Run expected = reference(options);
        compare(expected, saved(options.withRounds(12), 6, CheckpointOptions.Resume.NEVER), 13);
        compare(expected, saved(options.withRounds(17), 3, CheckpointOptions.Resume.REQUIRE), 18);
        compare(expected, saved(options, 20, CheckpointOptions.Resume.REQUIRE), options.rounds() + 1);
        try (LocalEngine engine = LocalEngine.of(objectives(), 2)) {
            List<RoundRecord> records = new ArrayList<>();
            new Training(options, checkpoints(CheckpointOptions.Resume.REQUIRE)).run(engine, records::add);
            assertEquals(strip(expected.records()), strip(records));
        }
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty(), "cached RDDs are left");
    }

    @Test
    @Tag("full")
    void mastersDoNotMatter() {
        TrainingOptions options = options("ef21", "quantize:4", "step:quantize:6", "l2:0.001", false);
        Problems.Run expected = reference(options);
        for (String master : List.of("local[1]", "local[2]", "local-cluster[2,1,1024]", "local-cluster[3,1,1024]")) {
            JavaSparkContext spark =
                    JavaSparkContext.fromSparkContext(TestSpark.session(master).sparkContext());
            for (int partitions : new int[] {1, 2, 7, CLIENTS}) {
                compare(expected, spark(spark, options, partitions, 1 + partitions % 3));
            }
            TestSpark.session(master).stop();
        }
    }

    private Problems.Run saved(TrainingOptions options, int partitions, CheckpointOptions.Resume resume) {
        JavaSparkContext spark = TestSpark.context();
        try (RowSource source = RowSource.generated(spark, DATA);
                SparkEngine engine = new SparkEngine(
                        spark,
                        SparkClients.onRows(source, deal(), new Loss.Logistic(), new Regularizer.None(), partitions),
                        0)) {
            List<RoundRecord> records = new ArrayList<>();
            Outcome outcome = new Training(options, checkpoints(resume)).run(engine, records::add);
            return new Problems.Run(outcome, records);
        }
    }

    private CheckpointOptions checkpoints(CheckpointOptions.Resume resume) {
        return new CheckpointOptions(new org.apache.hadoop.fs.Path(folder.toUri()), 4, resume, true);
    }

    static TrainingOptions options(
            String method, String compressor, String downlink, String regularizer, boolean narrow) {
        return new TrainingOptions(
                Methods.parse(method),
                Compressors.parse(compressor),
                ValueBits.FLOAT,
                false,
                narrow,
                Downlink.parse(downlink),
                Regularizer.parse(regularizer),
                true,
                StepSizeRule.parse("theory"),
                23,
                0,
                0,
                3);
    }

    static Deal deal() {
        return new Deal(new Split(DATA.rows(), CLIENTS, false, 0), DATA.features(), true, new BinaryLabels(-1, 1));
    }

    static List<Objective> objectives() {
        return deal().shards(List.of(DATA.block(0, 700), DATA.block(700, DATA.rows()))).stream()
                .map(new Loss.Logistic()::on)
                .toList();
    }

    static Problems.Run reference(TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(objectives(), 2)) {
            return Problems.run(engine, options);
        }
    }

    static Problems.Run spark(JavaSparkContext spark, TrainingOptions options, int partitions, int depth) {
        try (RowSource source = RowSource.generated(spark, DATA);
                SparkEngine engine = new SparkEngine(
                        spark,
                        SparkClients.onRows(source, deal(), new Loss.Logistic(), new Regularizer.None(), partitions),
                        depth)) {
            return Problems.run(engine, options);
        }
    }

    static void compare(Problems.Run expected, Problems.Run actual) {
        compare(expected, actual, expected.records().size());
        assertArrayEquals(expected.outcome().model(), actual.outcome().model());
    }

    private static void compare(Problems.Run expected, Problems.Run actual, int rounds) {
        assertEquals(strip(expected.records()).subList(0, rounds), strip(actual.records()));
    }

    private static List<RoundRecord> strip(List<RoundRecord> records) {
        return records.stream().map(RoundRecord::withoutTime).toList();
    }
}
