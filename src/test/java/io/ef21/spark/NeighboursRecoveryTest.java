package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.gossip.BeerTraining;
import io.ef21.gossip.Gossiping;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a server, too, a fault costs time or ends the run with a sentence; it never changes a bit. */
@Tag("full")
class NeighboursRecoveryTest {
    private static final int CLIENTS = 12;
    private static final int ROUNDS = 17;
    private static final TrainingOptions OPTIONS =
            Gossiping.options("topk:0.1", "0.05", ROUNDS, ValueBits.FLOAT).withEvaluation(0);

    @TempDir
    private Path folder;

    private static List<Objective> objectives() {
        return Problems.oneHot(400, CLIENTS, new Regularizer.L2(0.01));
    }

    private static List<Objective> clients(Journal journal, Faulty.Fault fault) {
        List<Objective> faulty = new ArrayList<>();
        for (Objective objective : objectives()) {
            faulty.add(new Faulty(objective, faulty.size(), journal, fault));
        }
        return faulty;
    }

    private static Gossiping.Run train(JavaSparkContext spark, List<Objective> clients, RoundListener listener) {
        List<RoundRecord> records = new ArrayList<>();
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, clients, 4), 0);
                SparkNeighbours neighbours = new SparkNeighbours(engine)) {
            Outcome outcome = new BeerTraining(OPTIONS, Gossiping.mixing("ring", CLIENTS)).run(neighbours, record -> {
                records.add(record);
                listener.round(record);
            });
            return new Gossiping.Run(outcome, records);
        } finally {
            assertEquals(Map.of(), spark.getPersistentRDDs(), "cached RDDs are left");
        }
    }

    private static void assertAsWithoutFaults(Gossiping.Run run) {
        Gossiping.Run expected = Gossiping.local(objectives(), "ring", OPTIONS);
        assertEquals(
                expected.records().stream().map(RoundRecord::withoutTime).toList(),
                run.records().stream().map(RoundRecord::withoutTime).toList());
        assertArrayEquals(expected.outcome().model(), run.outcome().model());
    }

    @Test
    void aTaskThatFailsOnce_isRunAgain() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(
                TestSpark.session("local[2,4]").sparkContext());
        Journal journal = Journal.in(folder);
        Gossiping.Run run = train(
                spark,
                clients(journal, (journalOfRun, round, client) -> {
                    if (round == 7 && client == 5 && journalOfRun.once("fault")) {
                        throw new IllegalStateException("a fault");
                    }
                }),
                journal);
        assertAsWithoutFaults(run);
        int[] evaluations = journal.evaluations(ROUNDS + 1);
        assertTrue(evaluations[7] > CLIENTS, "the fault did not strike");
        assertTrue(evaluations[7] <= CLIENTS + CLIENTS / 4, "only the partition that failed is computed again");
    }

    @Test
    void aClientThatAlwaysThrows_isNamed() {
        Journal journal = Journal.in(folder);
        ClientFailure failure = assertThrows(
                ClientFailure.class,
                () -> train(
                        TestSpark.context(),
                        clients(journal, (journalOfRun, round, client) -> {
                            if (round == 7 && client == 5) {
                                throw new IllegalStateException("a fault");
                            }
                        }),
                        journal));
        assertEquals(
                "client 5 failed in round 7 (partition 1): java.lang.IllegalStateException: a fault",
                failure.getMessage());
    }

    /** Of the round before alone, as its letters are in files of the shuffle; then back to the last cut. */
    @ParameterizedTest
    @ValueSource(ints = {3, 12, 16})
    void statesOfAPartitionLost_areComputedAgain(int after) {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        Gossiping.Run run = train(spark, clients(journal, Faulty::none), record -> {
            journal.round(record);
            if (record.round() == after) {
                int states = spark.getPersistentRDDs().values().stream()
                        .filter(rdd -> ("ef21 states after round " + after).equals(rdd.name()))
                        .mapToInt(JavaRDD::id)
                        .findFirst()
                        .orElseThrow();
                SparkEnv.get().blockManager().removeBlock(new RDDBlockId(states, 2), true);
            }
        });
        assertAsWithoutFaults(run);
        int again = Arrays.stream(journal.evaluations(ROUNDS + 1)).sum() - CLIENTS * (ROUNDS + 1);
        assertTrue(again >= CLIENTS / 4, "nothing was lost: " + again);
    }

    @ParameterizedTest
    @CsvSource({"5, true", "13, false"})
    void allCachedBlocksDropped_areComputedAgainWhereTheDataReach(int after, boolean survives) {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        List<Objective> clients = clients(journal, Faulty::none);
        RoundListener drop = record -> {
            journal.round(record);
            if (record.round() == after) {
                spark.getPersistentRDDs().values().forEach(JavaRDD::unpersist);
            }
        };
        if (survives) {
            assertAsWithoutFaults(train(spark, clients, drop));
            assertTrue(
                    Arrays.stream(journal.evaluations(ROUNDS + 1)).sum() > CLIENTS * (ROUNDS + 1), "nothing was lost");
        } else {
            ClientFailure failure = assertThrows(ClientFailure.class, () -> train(spark, clients, drop));
            assertEquals(
                    "round 14 cannot be computed: client states were lost on all executors that held a copy; without a"
                            + " server nothing is saved, so run it again",
                    failure.getMessage());
        }
    }
}
