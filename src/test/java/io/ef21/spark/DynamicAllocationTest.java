package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.run.RoundListener;
import io.ef21.run.TrainingOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark takes executors that hold states away from a run that pauses between two rounds. */
@Tag("full")
class DynamicAllocationTest {
    private static final String MASTER = "local-cluster[2,1,1024]";
    private static final String ALLOCATION = "spark.dynamicAllocation.";
    /** How long an executor may idle: one that holds cached blocks (for ever by default), and any other. */
    private static final String HOLDING = ALLOCATION + "cachedExecutorIdleTimeout";

    private static final String IDLE = ALLOCATION + "executorIdleTimeout";
    private static final Map<String, String> LIMITED = Map.of(HOLDING, "2s", IDLE, "2s");
    private static final TrainingOptions OPTIONS = Faulty.WIDE.withRounds(34);
    private static final int CLIENTS = 20;

    @TempDir
    private Path folder;

    @TempDir
    private Path saved;

    private final Removals removals = new Removals();
    private Map<String, String> settings = Map.of();
    private JavaSparkContext spark;

    @AfterEach
    void stop() {
        TestSpark.session(MASTER).stop();
        settings.keySet().forEach(System::clearProperty);
    }

    @ParameterizedTest
    @CsvSource({"1, 14, 0", "1, 14, 4", "2, 14, 4", "2, 5, 0"})
    void executorsWithStatesRemoved_changeNothing(int removed, int after, int interval) {
        start(2 - removed, LIMITED);
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(
                spark,
                Faulty.clients(journal, Faulty::none),
                OPTIONS,
                interval == 0 ? null : Faulty.checkpoints(saved, interval),
                pauseUntilRemoved(journal, removed, after));
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
        int again = Arrays.stream(journal.evaluations(OPTIONS.rounds() + 1)).sum() - CLIENTS * (OPTIONS.rounds() + 1);
        System.err.printf(
                "%d removed after round %d, interval %d: %.2f rounds computed again%n",
                removed, after, interval, again / (double) CLIENTS);
        int sinceCut = 1 + (interval == 0 ? after % SparkEngine.TRUNCATE_EVERY : after % interval);
        assertTrue(again <= CLIENTS * (sinceCut + 1), again + " evaluations again");
    }

    @Test
    void allExecutorsRemoved_withoutFilesIsSaid() {
        start(0, LIMITED);
        Journal journal = Journal.in(folder);
        ClientFailure failure = assertThrows(
                ClientFailure.class,
                () -> Faulty.train(
                        spark,
                        Faulty.clients(journal, Faulty::none),
                        OPTIONS,
                        null,
                        pauseUntilRemoved(journal, 2, 14)));
        assertEquals(
                "round 15 cannot be computed: client states were lost on all executors that held a copy; set"
                        + " --checkpoint-dir to survive this",
                failure.getMessage());
    }

    /** This also shows that executors hold states while the other tests pause. */
    @Test
    void executorsWithStates_areKeptUnlessTheirTimeIsLimited() {
        start(0, Map.of(IDLE, "2s"));
        Journal journal = Journal.in(folder);
        Problems.Run run = Faulty.train(spark, Faulty.clients(journal, Faulty::none), OPTIONS, null, record -> {
            journal.round(record);
            if (record.round() == 14) {
                assertNull(removals.next(10), "an executor was removed");
            }
        });
        WideModelsTest.compare(Faulty.reference(OPTIONS), run);
    }

    /** Two executors, of which Spark may take all but the fewest. */
    private void start(int fewest, Map<String, String> patience) {
        settings = new HashMap<>(patience);
        settings.put("spark.executor.cores", "1");
        settings.put(ALLOCATION + "enabled", "true");
        settings.put(ALLOCATION + "shuffleTracking.enabled", "true");
        settings.put(ALLOCATION + "shuffleTracking.timeout", "2s");
        settings.put(ALLOCATION + "minExecutors", Integer.toString(fewest));
        settings.put(ALLOCATION + "initialExecutors", "2");
        settings.put(ALLOCATION + "maxExecutors", "2");
        settings.forEach(System::setProperty);
        spark = JavaSparkContext.fromSparkContext(TestSpark.session(MASTER).sparkContext());
        spark.sc().addSparkListener(removals);
        ExecutorLossTest.awaitExecutors(spark);
    }

    private RoundListener pauseUntilRemoved(Journal journal, int count, int after) {
        return record -> {
            journal.round(record);
            if (record.round() == after) {
                for (int i = 0; i < count; i++) {
                    String reason = removals.next(60);
                    assertNotNull(reason, "no executor was removed");
                    assertTrue(reason.contains("killed by driver"), reason);
                }
            }
        };
    }

    /** Why executors were removed. */
    private static final class Removals extends SparkListener {
        private final LinkedBlockingQueue<String> reasons = new LinkedBlockingQueue<>();

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            reasons.add(removed.reason());
        }

        String next(int seconds) {
            try {
                return reasons.poll(seconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
