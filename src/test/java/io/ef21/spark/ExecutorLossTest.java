package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.RoundListener;
import io.ef21.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Executors that are killed cost time or end the run with a sentence; they never change a bit. */
@Tag("full")
class ExecutorLossTest {
    private static final String MASTER = "local-cluster[2,1,1024]";
    private static final TrainingOptions OPTIONS = Faulty.WIDE.withRounds(34);
    private static final int CLIENTS = 20;

    @TempDir
    private Path folder;

    @TempDir
    private Path saved;

    private JavaSparkContext spark;
    private String test;

    @BeforeEach
    void twoExecutors(TestInfo info) throws InterruptedException {
        spark = JavaSparkContext.fromSparkContext(TestSpark.session(MASTER).sparkContext());
        test = info.getTestMethod().orElseThrow().getName() + " " + info.getDisplayName();
        awaitExecutors(spark);
    }

    @AfterAll
    static void stop() {
        TestSpark.session(MASTER).stop();
    }

    @Test
    void aTaskThatFailsOnce_isRunAgain() {
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(
                spark, Faulty.clients(journal, ExecutorLossTest::throwOnceInRound7), OPTIONS, null, journal);
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
        int[] again = again(journal, run);
        assertTrue(again[7] > 0 && again[7] <= CLIENTS / 5, "only the partition that failed is computed again");
        assertEquals(again[7], Arrays.stream(again).sum());
    }

    @ParameterizedTest
    @CsvSource({"17, 4", "17, 0", "5, 0"})
    void anExecutorKilledBetweenRounds_isReplaced(int after, int interval) {
        Journal journal = Journal.in(folder);
        Problems.Run run =
                Faulty.train(spark, Faulty.clients(journal, Faulty::none), OPTIONS, checkpoints(interval), record -> {
                    journal.round(record);
                    if (record.round() == after) {
                        assertEquals(1, kill(1));
                    }
                });
        compare(run, journal, after + 1, interval);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 0})
    void anExecutorKilledInsideARound_isReplaced(int interval) {
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(
                spark,
                Faulty.clients(journal, ExecutorLossTest::dieOnceInRound17),
                OPTIONS,
                checkpoints(interval),
                journal);
        assertFalse(journal.once("died"), "the fault did not strike");
        compare(run, journal, 17, interval);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 0})
    void twoExecutorsKilledOneAfterTheOther_areReplaced(int interval) {
        Journal journal = Journal.in(folder);
        Problems.Run run =
                Faulty.train(spark, Faulty.clients(journal, Faulty::none), OPTIONS, checkpoints(interval), record -> {
                    journal.round(record);
                    if (record.round() == 15) {
                        // the cut in round 20 has to find both, however slowly the other one starts
                        awaitExecutors(spark);
                    }
                    if (record.round() == 6 || record.round() == 21) {
                        awaitExecutors(spark);
                        assertEquals(1, kill(1));
                    }
                });
        compare(run, journal, 22, interval);
    }

    @ParameterizedTest
    @CsvSource({"14, 4", "5, 0"})
    void bothExecutorsKilledAtOnce_areReplacedWhereFilesOrDataReach(int after, int interval) {
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(
                spark, Faulty.clients(journal, Faulty::none), OPTIONS, checkpoints(interval), killBoth(journal, after));
        compare(run, journal, after + 1, interval);
    }

    @Test
    void bothExecutorsKilledAtOnce_withoutFilesIsSaid() {
        Journal journal = Journal.in(folder);
        ClientFailure failure = assertThrows(
                ClientFailure.class,
                () -> Faulty.train(spark, Faulty.clients(journal, Faulty::none), OPTIONS, null, killBoth(journal, 14)));
        assertEquals(
                "round 15 cannot be computed: client states were lost on all executors that held a copy; set"
                        + " --checkpoint-dir to survive this",
                failure.getMessage());
    }

    private static RoundListener killBoth(Journal journal, int after) {
        return record -> {
            journal.round(record);
            if (record.round() == after) {
                assertEquals(2, kill(2));
            }
        };
    }

    /** The same bits; no more rounds computed again than since the last cut; full speed after the next one. */
    private void compare(Problems.Run run, Journal journal, int struck, int interval) {
        int[] again = again(journal, run);
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
        int every = interval == 0 ? SparkEngine.TRUNCATE_EVERY : interval;
        int total = Arrays.stream(again).sum();
        int sinceCut = struck % every + 1;
        assertTrue(again[struck] <= CLIENTS * (sinceCut + 1), again[struck] + " evaluations again");
        assertTrue(total <= 2 * CLIENTS * (every + 1), total + " evaluations again");
        int cut = (struck / every + 1) * every;
        for (int t = cut + 1; t < again.length; t++) {
            assertEquals(0, again[t], "evaluations again in round " + t);
        }
    }

    /** Evaluations beyond one per client, in the job of each round. */
    private int[] again(Journal journal, Problems.Run run) {
        int[] again = journal.evaluations(OPTIONS.rounds() + 1);
        for (int t = 0; t < again.length; t++) {
            again[t] -= CLIENTS;
        }
        System.err.printf(
                "%s: %.2f rounds computed again, the longest round took %.2f s%n",
                test, Arrays.stream(again).sum() / (double) CLIENTS, Journal.longestRound(run.records()));
        return again;
    }

    private CheckpointOptions checkpoints(int interval) {
        return interval == 0 ? null : Faulty.checkpoints(saved, interval);
    }

    /** Kills executors of this JVM's cluster with SIGKILL. */
    static int kill(int count) {
        List<ProcessHandle> executors = ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
                .limit(count)
                .toList();
        executors.forEach(ProcessHandle::destroyForcibly);
        return executors.size();
    }

    static void awaitExecutors(JavaSparkContext spark) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (spark.sc().statusTracker().getExecutorInfos().length < 3) {
            assertTrue(System.nanoTime() < deadline, "no two executors after 60 s");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void throwOnceInRound7(Journal journal, int round, int client) {
        if (round == 7 && client == 13 && journal.once("thrown")) {
            throw new IllegalStateException("a fault");
        }
    }

    private static void dieOnceInRound17(Journal journal, int round, int client) {
        if (round == 17 && client == 13 && journal.once("died")) {
            Runtime.getRuntime().halt(137);
        }
    }
}
