package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.Size;
import io.ef21.compress.Traits;
import io.ef21.data.InvalidInputException;
import io.ef21.objective.Loss;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.Moved;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.Correction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that move are the bytes that are counted, and Spark adds no more than a stated amount per task. */
class SparkBytesTest {
    /** What a task result may weigh beside the messages: Spark's metrics, and 64 bytes of scalars per client. */
    private static final int PER_TASK = 1536;

    @ParameterizedTest
    @CsvSource({"quantize:4, 2", "quantize:4, 20", "identity, 4", "topk:0.01, 20"})
    void sparkMovesLittleMoreThanThePayload(String compressor, int partitions) {
        TrainingOptions options = WideModelsTest.options("ef21", compressor, "step:quantize:6", "l2:0.001", false);
        JavaSparkContext spark = TestSpark.context();
        try (RowSource source = RowSource.generated(spark, WideModelsTest.DATA);
                SparkEngine engine = new SparkEngine(
                        spark,
                        SparkClients.onRows(
                                source, WideModelsTest.deal(), new Loss.Logistic(), new Regularizer.None(), partitions),
                        1)) {
            List<Moved> moved = new ArrayList<>();
            List<RoundRecord> records = new ArrayList<>();
            new Training(options).run(engine, record -> {
                records.add(record);
                moved.add(engine.moved(true));
            });
            int last = records.size() - 1;
            long payload = records.get(last).uplinkBytes() - records.get(0).uplinkBytes();
            long results = moved.get(last).results() - moved.get(0).results();
            long tasks = moved.get(last).tasks() - moved.get(0).tasks();
            assertEquals((long) last * partitions, tasks);
            assertTrue(
                    results <= 1.2 * payload + PER_TASK * tasks,
                    "%d bytes in %d tasks for a payload of %d".formatted(results, tasks, payload));
            assertTrue(results >= payload, "the payload is in the results");
        }
    }

    @Test
    void theLedgerIsTheSumOfTheMessages() {
        TrainingOptions options = WideModelsTest.options("ef21", "quantize:3", "exact", "l2:0.001", false);
        int blocks = 0;
        int bits = 0;
        try (LocalEngine engine = LocalEngine.of(WideModelsTest.objectives(), 1)) {
            for (int support : engine.population().supports()) {
                blocks += (support + 15) / 16;
                bits += 3 * support;
            }
            RoundRecord first =
                    io.ef21.Problems.run(engine, options.withRounds(0)).at(0);
            // header, bits and block length, two bytes per scale, and the levels filled up to bytes
            int headers = 20 * 4;
            int padding = Arrays.stream(engine.population().supports())
                    .map(support -> (8 - 3 * support % 8) % 8)
                    .sum();
            assertEquals(headers + 2L * blocks + (bits + padding) / 8, first.uplinkBytes());
            assertEquals((16.0 * blocks + bits) / 20, first.uplinkBits());
        }
    }

    /** Sends the mean of the vector to every column there is: not to be used where clients own some columns only. */
    private record Smearing() implements Compressor {
        private static final long serialVersionUID = 1L;

        @Override
        public Correction compress(double[] v, long key) {
            double[] mean = new double[v.length];
            Arrays.fill(mean, Arrays.stream(v).average().orElse(0));
            return new Correction.Dense(mean);
        }

        @Override
        public Traits traits(int d) {
            return Traits.projection(1.0 / d)
                    .with(Property.DETERMINISTIC, Property.HOMOGENEOUS)
                    .sized(Size.ofEntries(1), 32);
        }

        @Override
        public String toString() {
            return "smearing";
        }
    }

    @Test
    void aCompressorThatLeavesTheSupport_isRefusedOnCompactColumns() {
        TrainingOptions base = WideModelsTest.options("ef21", "identity", "exact", "l2:0.001", false);
        TrainingOptions options = new TrainingOptions(
                base.method(),
                new Smearing(),
                base.valueBits(),
                false,
                false,
                base.downlink(),
                base.serverRegularizer(),
                true,
                base.stepSize(),
                3,
                0,
                0,
                0);
        try (LocalEngine engine = LocalEngine.of(WideModelsTest.objectives(), 1)) {
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> new Training(options).run(engine, record -> {}));
            assertTrue(String.valueOf(refused.getMessage()).contains("smearing needs clients that own all columns"));
        }
        try (LocalEngine engine = LocalEngine.of(io.ef21.Problems.oneHot(300, 3, new Regularizer.L2(0.1)), 1)) {
            assertEquals(
                    3, new Training(options).run(engine, record -> {}).last().round());
        }
    }
}
