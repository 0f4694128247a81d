package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.gossip.Gossiping;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.Moved;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters through a shuffle say what letters within a JVM say: histories and models are the same, bit for bit. */
class NeighboursAgreeTest {
    /** Beyond a cut of the lineage. */
    private static final int ROUNDS = 13;

    @ParameterizedTest
    @CsvSource({
        "1, ring, topk:0.1, 1.0",
        "2, torus:3x4, scaled(qsgd:2), 9",
        "5, ring, randk:0.2:shared, 9",
        "5, star, quantize:4, 1.0",
        "5, complete, topk:3, 9"
    })
    void enginesAgree(int partitions, String graph, String compressor, String batch) {
        List<Objective> objectives = Problems.oneHot(400, 12, new Regularizer.L2(0.01));
        TrainingOptions options =
                Gossiping.options(compressor, "theory:8", ROUNDS, ValueBits.FLOAT, "graph", graph, "batch-size", batch);
        Gossiping.Run local = Gossiping.local(objectives, graph, options);
        JavaSparkContext spark = TestSpark.context();
        Gossiping.Run distributed;
        Moved moved;
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, objectives, partitions), 0);
                SparkNeighbours neighbours = new SparkNeighbours(engine)) {
            distributed = Gossiping.run(neighbours, Gossiping.mixing(graph, 12), options);
            moved = engine.moved(true);
        }
        assertEquals(strip(local), strip(distributed));
        assertArrayEquals(local.outcome().model(), distributed.outcome().model());
        RoundRecord last = local.outcome().last();
        assertTrue(last.objective() < local.records().get(0).objective(), last.toString());
        // the letters of the last round are on their way when it ends
        assertTrue(moved.shuffled() > last.uplinkBytes() * (ROUNDS - 1) / ROUNDS / 2, moved + ", " + last);
        assertEquals(Map.of(), spark.getPersistentRDDs(), "cached RDDs are left");
    }

    private static List<RoundRecord> strip(Gossiping.Run run) {
        return run.records().stream().map(RoundRecord::withoutTime).toList();
    }
}
