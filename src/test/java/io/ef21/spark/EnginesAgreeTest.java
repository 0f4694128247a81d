package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.compress.Compressors;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.OneHotRows;
import io.ef21.data.Split;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the clients live changes nothing: the same records and the same model, bit for bit. */
class EnginesAgreeTest {
    private static final int ROWS = 2003;
    private static final int CLIENTS = 20;
    private static final OneHotRows DATA = new OneHotRows(7, ROWS);
    private static final Regularizer PENALTY = new Regularizer.Nonconvex(0.1);

    @ParameterizedTest
    @CsvSource({
        "gd, identity, 4, false",
        "dcgd, topk:3, 4, false",
        "ef14, topk:3, 4, true",
        "ef21, topk:1, 1, false",
        "ef21, topk:0.1, 4, true",
        "ef21, topk:2, 20, false",
        "ef21+, topk:1, 7, false",
        "ef21, randk:0.1, 7, true",
        "ef21, randk:5:shared, 4, false",
        "ef21, randblock:0.2, 20, false",
        "ef21, sign, 3, true",
        "ef21, natural, 4, false",
        "ef21+, topk:10+natural, 4, true",
        "ef21, scaled(qsgd:4), 7, false",
        "ef21, scaled(sketch:3x0.3:median), 4, false",
        "ef21, 'layers(w=41x3,powersgd:2)', 4, false",
        "ef21, 'fcc(3,topk:2)', 4, false",
        "dcgd, 'induced(topk:5,dithering:b=2:s=8:p=inf)', 4, true",
        "dcgd, qsgd:16:max, 20, false",
        "dcgd, projection:20, 4, false"
    })
    void everyMethodAndPartitioning(String method, String compressor, int partitions, boolean shuffled) {
        TrainingOptions options = options(method, compressor, 25);
        compare(reference(options, shuffled, 2), spark(TestSpark.context(), options, partitions, shuffled));
    }

    /** The scaling travels by broadcast; the safeguard waits, and takes steps back. */
    @ParameterizedTest
    @CsvSource({
        "auto, auto, l2:0.001, 1",
        "auto, quantize:2, l2:0.001, 7",
        "auto, topk:3, nonconvex:0.1, 4",
        "auto, auto, l1:0.002, 20",
        "ef21, topk:0.1, elasticnet:0.01:0.5, 3"
    })
    void untunedRuns(String method, String compressor, String regularizer, int partitions) {
        TrainingOptions options = Problems.untuned(method, compressor, Regularizer.parse(regularizer), 30, 1e-9);
        Problems.Run expected = reference(options, false, 2);
        compare(expected, spark(TestSpark.context(), options, partitions, false));
        assertEquals(method.equals("auto"), expected.outcome().setting().scaling() != null);
        assertTrue(expected.outcome().last().objective() < expected.at(0).objective());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef21", "ef21+", "ef14"})
    void threadsDoNotMatter(String method) {
        TrainingOptions options = options(method, "topk:2", 40);
        compare(reference(options, false, 1), reference(options, false, 3));
    }

    @Test
    void aSecondRunOnTheSameEngineRepeatsTheFirst() {
        TrainingOptions options = options("ef21", "topk:2", 23);
        JavaSparkContext spark = TestSpark.context();
        Deal deal = deal(false);
        try (RowSource source = RowSource.generated(spark, DATA)) {
            try (SparkEngine engine =
                    new SparkEngine(spark, SparkClients.onRows(source, deal, new Loss.Logistic(), PENALTY, 3), 0)) {
                compare(Problems.run(engine, options), Problems.run(engine, options));
            }
        }
        assertEquals(0, spark.getPersistentRDDs().size(), "cached RDDs are left");
    }

    @Test
    @Tag("full")
    void coresAndExecutorsDoNotMatter() {
        for (String master : List.of("local[1]", "local[2]", "local[4]", "local-cluster[2,1,1024]")) {
            JavaSparkContext spark =
                    JavaSparkContext.fromSparkContext(TestSpark.session(master).sparkContext());
            for (String method : List.of("gd", "dcgd", "ef14", "ef21", "ef21+")) {
                TrainingOptions options = options(method, "topk:1", 22);
                Problems.Run expected = reference(options, true, 1);
                for (int partitions : new int[] {1, 7, CLIENTS}) {
                    compare(expected, spark(spark, options, partitions, true));
                }
            }
            TestSpark.session(master).stop();
        }
    }

    private static TrainingOptions options(String method, String compressor, int rounds) {
        return new TrainingOptions(
                Methods.parse(method),
                Compressors.parse(compressor),
                ValueBits.FLOAT,
                false,
                false,
                Downlink.EXACT,
                new Regularizer.L2(1e-3),
                true,
                StepSizeRule.parse("theory:4"),
                rounds,
                0,
                10,
                3);
    }

    private static Deal deal(boolean shuffled) {
        return new Deal(new Split(ROWS, CLIENTS, shuffled, 0), OneHotRows.WIDTH, false, new BinaryLabels(-1, 1));
    }

    private static Problems.Run reference(TrainingOptions options, boolean shuffled, int threads) {
        List<Objective> objectives = deal(shuffled).shards(List.of(DATA.block(0, 777), DATA.block(777, ROWS))).stream()
                .map(shard -> (Objective) new RegularizedObjective(new Loss.Logistic().on(shard), PENALTY))
                .toList();
        try (LocalEngine engine = LocalEngine.of(objectives, threads)) {
            return Problems.run(engine, options);
        }
    }

    private static Problems.Run spark(
            JavaSparkContext spark, TrainingOptions options, int partitions, boolean shuffled) {
        try (RowSource source = RowSource.generated(spark, DATA)) {
            Deal deal = deal(shuffled);
            try (SparkEngine engine = new SparkEngine(
                    spark, SparkClients.onRows(source, deal, new Loss.Logistic(), PENALTY, partitions), 0)) {
                return Problems.run(engine, options);
            }
        }
    }

    private static void compare(Problems.Run expected, Problems.Run actual) {
        assertEquals(
                expected.records().stream().map(RoundRecord::withoutTime).toList(),
                actual.records().stream().map(RoundRecord::withoutTime).toList());
        assertArrayEquals(expected.outcome().model(), actual.outcome().model());
    }
}
