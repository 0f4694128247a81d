package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.objective.Objective;
import io.ef21.run.LocalEngine;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that someone wants to end does so soon and frees what it held. */
class CancellationTest {
    private static final TrainingOptions ENDLESS = Faulty.WIDE.withRounds(1_000_000);
    private static final int PROMPTLY = 10;

    @TempDir
    private Path folder;

    @TempDir
    private Path saved;

    /** Tasks that were told to end may still write to the folders. */
    @AfterEach
    void awaitTasks() throws InterruptedException {
        JavaSparkContext spark = TestSpark.context();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROMPTLY);
        while (Arrays.stream(spark.sc().statusTracker().getExecutorInfos()).anyMatch(e -> e.numRunningTasks() > 0)) {
            assertTrue(System.nanoTime() < deadline, "tasks go on");
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelledJobGroup_endsTheRun(boolean withFolder) throws Exception {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        Run run = new Run(() -> {
            spark.setJobGroup("to be cancelled", "", true);
            Faulty.train(
                    spark,
                    Faulty.clients(journal, CancellationTest::dawdle),
                    ENDLESS,
                    withFolder ? Faulty.checkpoints(saved, 1) : null,
                    journal);
        });
        run.awaitRound(journal, 5);
        Throwable end = run.end(() -> spark.sc().cancelJobGroup("to be cancelled"));
        assertEquals(ClientFailure.class, end.getClass(), end.toString());
        assertTrue(
                String.valueOf(end.getMessage()).matches("(?s)the fit was cancelled during (round|the checkpoint) .*"),
                end.getMessage());
        assertEquals(Map.of(), spark.getPersistentRDDs());
    }

    @Test
    void aFitThatIsCancelledByItsOwnGroup_leavesNothing() throws Exception {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        AtomicReference<String> own = new AtomicReference<>("");
        SparkListener groups = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart started) {
                own.set(started.properties().getProperty("spark.jobGroup.id"));
            }
        };
        spark.sc().addSparkListener(groups);
        try {
            Run run = new Run(() ->
                    Faulty.train(spark, Faulty.clients(journal, CancellationTest::dawdle), ENDLESS, null, journal));
            run.awaitRound(journal, 5);
            Throwable end = run.end(() -> spark.sc().cancelJobGroup(own.get()));
            assertEquals(ClientFailure.class, end.getClass(), end.toString());
            assertTrue(
                    String.valueOf(end.getMessage())
                            .matches("(?s)the fit was cancelled during round \\d+: .*" + own.get() + ".*"),
                    end.getMessage());
        } finally {
            spark.sc().removeSparkListener(groups);
        }
        assertEquals(Map.of(), spark.getPersistentRDDs());
    }

    @Test
    void rowsWhoseReadingIsCancelled_leaveNothing() throws Exception {
        JavaSparkContext spark = TestSpark.context();
        Path file = Files.writeString(folder.resolve("rows.libsvm"), "1 1:1\n".repeat(100_000));
        Run run = new Run(() -> {
            spark.setJobGroup("to be cancelled", "", true);
            while (true) {
                try (RowSource source = RowSource.libsvm(spark, file.toString(), 0)) {
                    assertEquals(100_000, source.summary().rows());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        Throwable end = run.end(() -> spark.sc().cancelJobGroup("to be cancelled"));
        assertEquals(ClientFailure.class, end.getClass(), end.toString());
        assertTrue(
                String.valueOf(end.getMessage()).startsWith("the fit was cancelled during reading the data: "),
                end.getMessage());
        assertEquals(Map.of(), spark.getPersistentRDDs());
    }

    @Test
    void anInterruptedRunOnSpark_endsAndItsJobToo() throws Exception {
        JavaSparkContext spark = TestSpark.context();
        Journal journal = Journal.in(folder);
        Run run = new Run(
                () -> Faulty.train(spark, Faulty.clients(journal, CancellationTest::dawdle), ENDLESS, null, journal));
        run.awaitRound(journal, 5);
        run.thread.interrupt();
        Throwable end = run.end(() -> {});
        assertEquals(ClientFailure.class, end.getClass(), end.toString());
        assertTrue(String.valueOf(end.getMessage()).matches("round \\d+ was interrupted"), end.getMessage());
        assertEquals(Map.of(), spark.getPersistentRDDs());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROMPTLY);
        while (spark.statusTracker().getActiveJobIds().length > 0 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertEquals(0, spark.statusTracker().getActiveJobIds().length, "jobs that go on");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptedRunOnTheLocalEngine_ends(int threads) throws Exception {
        Journal journal = Journal.in(folder);
        Run run = new Run(() -> {
            try (LocalEngine engine = LocalEngine.of(Faulty.clients(journal, CancellationTest::dawdle), threads)) {
                new Training(ENDLESS).run(engine, journal);
            }
        });
        run.awaitRound(journal, 5);
        run.thread.interrupt();
        Throwable end = run.end(() -> {});
        assertEquals("interrupted while clients were working", end.getMessage());
    }

    @Test
    void anEngineThatCannotStart_leavesNothing() {
        JavaSparkContext spark = TestSpark.context();
        JavaRDD<Objective> broken = SparkClients.of(spark, WideModelsTest.objectives(), 3)
                .map(objective -> {
                    throw new IllegalStateException("a fault");
                });
        Exception failure = assertThrows(Exception.class, () -> new SparkEngine(spark, broken, 0));
        assertTrue(String.valueOf(failure.getMessage()).contains("a fault"));
        assertEquals(Map.of(), spark.getPersistentRDDs());
        assertEquals(null, spark.getLocalProperty(TransportMeter.MARK));
    }

    /** Takes its time, and leaves the thread's interrupt as it is. */
    private static void dawdle(Journal journal, int round, int client) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    /** A training in a thread of its own. */
    private static final class Run {
        private final CompletableFuture<Void> outcome = new CompletableFuture<>();
        private final Thread thread;

        Run(Runnable training) {
            thread = new Thread(() -> {
                try {
                    training.run();
                    outcome.complete(null);
                } catch (Throwable e) {
                    outcome.completeExceptionally(e);
                }
            });
            thread.start();
        }

        void awaitRound(Journal journal, int round) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (journal.round() < round) {
                assertFalse(outcome.isDone(), () -> "ended early: " + outcome);
                assertTrue(System.nanoTime() < deadline, "no round " + round);
                Thread.sleep(20);
            }
        }

        /** What the run ended with; asks it to end again and again, as there is no job between two rounds. */
        Throwable end(Runnable ask) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PROMPTLY);
            while (System.nanoTime() < deadline) {
                ask.run();
                try {
                    outcome.get(20, TimeUnit.MILLISECONDS);
                    throw new AssertionError("the run ended as if nothing had happened");
                } catch (ExecutionException e) {
                    return e.getCause();
                } catch (TimeoutException e) {
                    // not yet
                }
            }
            throw new AssertionError("the run goes on " + PROMPTLY + " s after it was asked to end");
        }
    }
}
