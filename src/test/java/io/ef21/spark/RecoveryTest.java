package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.ScarceDisk;
import io.ef21.objective.Objective;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In a single JVM, a fault costs time or ends the run with a sentence; it never changes a bit. */
class RecoveryTest {
    private static final TrainingOptions OPTIONS = Faulty.WIDE.withRounds(27);
    private static final int CLIENTS = 20;

    @TempDir
    private Path folder;

    @TempDir
    private Path saved;

    @Test
    void aTaskThatFailsOnce_isRunAgain() {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(
                TestSpark.session("local[2,4]").sparkContext());
        Journal journal = Journal.in(folder);
        Problems.Run run =
                Faulty.train(spark, Faulty.clients(journal, RecoveryTest::throwOnceInRound7), OPTIONS, null, journal);
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
        int[] evaluations = journal.evaluations(OPTIONS.rounds() + 1);
        assertTrue(evaluations[7] > CLIENTS, "the fault did not strike");
        assertTrue(evaluations[7] <= CLIENTS + CLIENTS / 5, "only the partition that failed is computed again");
        evaluations[7] = CLIENTS;
        assertArrayEquals(evaluationsWithoutFaults(), evaluations);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatAlwaysThrows_isNamed(boolean withFolder) {
        Journal journal = Journal.in(folder);
        ClientFailure failure = assertThrows(
                ClientFailure.class,
                () -> Faulty.train(
                        TestSpark.context(),
                        Faulty.clients(journal, RecoveryTest::throwInRound7),
                        OPTIONS,
                        withFolder ? Faulty.checkpoints(saved, 4) : null,
                        journal));
        assertEquals(
                "client 13 failed in round 7 (partition 3): java.lang.IllegalStateException: a fault",
                failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"5, 0, true", "14, 0, false", "5, 4, true", "14, 4, true", "15, 4, true", "16, 4, true"})
    void allCachedBlocksDropped_areComputedAgainWhereFilesOrDataReach(int after, int interval, boolean survives) {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        List<Objective> clients = Faulty.clients(journal, Faulty::none);
        CheckpointOptions checkpoints = interval == 0 ? null : Faulty.checkpoints(saved, interval);
        RoundListener drop = record -> {
            journal.round(record);
            if (record.round() == after) {
                spark.getPersistentRDDs().values().forEach(JavaRDD::unpersist);
            }
        };
        if (survives) {
            WideModelsTest.compare(Faulty.reference(OPTIONS), Faulty.train(spark, clients, OPTIONS, checkpoints, drop));
            int again = Arrays.stream(journal.evaluations(OPTIONS.rounds() + 1)).sum() - CLIENTS * 28;
            int sinceCut = 1 + (interval == 0 ? after : after % interval);
            assertEquals(CLIENTS * sinceCut, again, "evaluations again");
        } else {
            ClientFailure failure =
                    assertThrows(ClientFailure.class, () -> Faulty.train(spark, clients, OPTIONS, checkpoints, drop));
            assertEquals(
                    "round 15 cannot be computed: client states were lost on all executors that held a copy; set"
                            + " --checkpoint-dir to survive this",
                    failure.getMessage());
        }
    }

    @Test
    void statesOfOnePartitionLostRightAfterACheckpoint_comeFromItsFile() {
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(
                TestSpark.context(),
                Faulty.clients(journal, RecoveryTest::dropStatesOfPartition3InRound8),
                OPTIONS,
                Faulty.checkpoints(saved, 4),
                journal);
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
        assertArrayEquals(evaluationsWithoutFaults(), journal.evaluations(OPTIONS.rounds() + 1));
    }

    /** In the first task of the round: partition 3 comes later. */
    private static void dropStatesOfPartition3InRound8(Journal journal, int round, int client) {
        if (round == 8 && client == 0) {
            // not through the session, which Spark 3.5 keeps from tasks
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate());
            int states = spark.getPersistentRDDs().values().stream()
                    .filter(rdd -> "ef21 states after round 7".equals(rdd.name()))
                    .mapToInt(JavaRDD::id)
                    .findFirst()
                    .orElseThrow();
            BlockId block = new RDDBlockId(states, 3);
            BlockManager blocks = SparkEnv.get().blockManager();
            assertTrue(blocks.getStatus(block).isDefined(), "it was cached");
            blocks.removeBlock(block, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"server, 400", "server, -1", "states, 400", "states, -1", "manifest, 300"})
    void aFullDisk_isAWarning(String file, int bytes) {
        JavaSparkContext spark = TestSpark.context();
        CheckpointOptions checkpoints = new CheckpointOptions(
                        ScarceDisk.path(saved), 4, CheckpointOptions.Resume.AUTO, false)
                .on(ScarceDisk.configuration());
        List<String> warnings = new ArrayList<>();
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, WideModelsTest.objectives(), 5), 0)) {
            List<RoundRecord> records = new ArrayList<>();
            Outcome outcome = new Training(OPTIONS, checkpoints).run(engine, new RoundListener() {
                @Override
                public void warning(String what) {
                    warnings.add(what);
                }

                @Override
                public void round(RoundRecord record) {
                    records.add(record);
                    if (record.round() == 10) {
                        ScarceDisk.fill(file, bytes);
                    }
                    if (record.round() == 18) {
                        ScarceDisk.free();
                    }
                }
            });
            WideModelsTest.compare(Faulty.reference(OPTIONS), new Problems.Run(outcome, records));
        } finally {
            ScarceDisk.free();
        }
        assertEquals(
                List.of(12, 16).stream()
                        .map(round ->
                                "cannot write the checkpoint before round %d to %s/round-%010d: No space left on device"
                                        .formatted(round, checkpoints.folder(), round))
                        .toList(),
                warnings);
    }

    @Test
    void checkpointsThatFailForLong_letNoLineageGrow() throws IOException {
        TrainingOptions options = OPTIONS.withRounds(130);
        JavaSparkContext spark = TestSpark.context();
        Path store = saved.resolve("store");
        CheckpointOptions checkpoints = new CheckpointOptions(
                new org.apache.hadoop.fs.Path(store.toUri()), 10, CheckpointOptions.Resume.NEVER, false);
        int[] lineage = new int[131];
        Problems.Run run = Faulty.train(spark, WideModelsTest.objectives(), options, checkpoints, record -> {
            if (record.round() == 3) {
                replaceByAFile(store);
            }
            lineage[record.round()] = spark.getPersistentRDDs().values().stream()
                    .mapToInt(rdd -> (int) rdd.toDebugString().lines().count())
                    .max()
                    .orElse(0);
        });
        WideModelsTest.compare(Faulty.reference(options), run);
        assertTrue(lineage[95] > lineage[50], "lineage grows where neither files nor memory cut it");
        assertTrue(lineage[130] < lineage[50], lineage[130] + " lines of lineage");
    }

    private static void replaceByAFile(Path store) {
        try {
            Files.delete(store);
            Files.writeString(store, "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void twoTrainingsAtOnceAndOneAfter_doNotTouchEachOther() throws Exception {
        JavaSparkContext spark = TestSpark.context();
        TrainingOptions one = OPTIONS;
        TrainingOptions other = WideModelsTest.options("ef21+", "quantize:4", "step:quantize:6", "l1:0.001", true)
                .withRounds(25);
        CompletableFuture<Problems.Run> first = CompletableFuture.supplyAsync(() -> trainKeepingOthers(spark, one));
        CompletableFuture<Problems.Run> second = CompletableFuture.supplyAsync(() -> trainKeepingOthers(spark, other));
        WideModelsTest.compare(Faulty.reference(one), first.get());
        WideModelsTest.compare(Faulty.reference(other), second.get());
        assertEquals(Map.of(), spark.getPersistentRDDs(), "cached RDDs are left");
        WideModelsTest.compare(Faulty.reference(other), WideModelsTest.spark(spark, other, 4, 2));
        assertEquals(Map.of(), spark.getPersistentRDDs(), "cached RDDs are left");
    }

    private static Problems.Run trainKeepingOthers(JavaSparkContext spark, TrainingOptions options) {
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, WideModelsTest.objectives(), 3), 0)) {
            return Problems.run(engine, options);
        }
    }

    private static void throwOnceInRound7(Journal journal, int round, int client) {
        if (round == 7 && client == 13 && journal.once("thrown")) {
            throw new IllegalStateException("a fault");
        }
    }

    private static void throwInRound7(Journal journal, int round, int client) {
        if (round == 7 && client == 13) {
            throw new IllegalStateException("a fault");
        }
    }

    private static int[] evaluationsWithoutFaults() {
        int[] evaluations = new int[OPTIONS.rounds() + 1];
        Arrays.fill(evaluations, CLIENTS);
        return evaluations;
    }
}
