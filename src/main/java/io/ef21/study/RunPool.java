package io.ef21.study;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs runs side by side, one per thread, each of them on its thread alone. What the store has is not run again; what fails
 * is a result as well, and is tried again the next time. Not thread-safe.
 */
final class RunPool {
    private final Trainer trainer;
    private final RunStore store;
    private final int threads;
    private final Consumer<String> news;
    private final Map<String, RunFacts> finished = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, Curve> curves = new HashMap<>();
    private int reused;
    private int ran;

    RunPool(Trainer trainer, RunStore store, int threads, Consumer<String> news) {
        this.trainer = trainer;
        this.store = store;
        this.threads = threads;
        this.news = news;
    }

    /** Runs those that are not finished; returns when all are. */
    void run(Collection<PlannedRun> wanted) throws IOException {
        int before = reused;
        Map<String, PlannedRun> missing = new LinkedHashMap<>();
        for (PlannedRun run : wanted) {
            String key = store.key(run);
            if (finished.containsKey(key) || failures.containsKey(key) || missing.containsKey(key)) {
                continue;
            }
            RunFacts facts = store.find(run);
            if (facts == null) {
                missing.put(key, run);
            } else {
                finished.put(key, facts);
                reused++;
            }
        }
        if (reused > before) {
            news.accept("reused, as they are finished: %d runs".formatted(reused - before));
        }
        if (!missing.isEmpty()) {
            runSideBySide(missing);
        }
    }

    private void runSideBySide(Map<String, PlannedRun> missing) throws IOException {
        news.accept("to run: %d, %d at a time".formatted(missing.size(), Math.min(threads, missing.size())));
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, missing.size()), RunPool::thread);
        try {
            CompletionService<Done> completion = new ExecutorCompletionService<>(pool);
            missing.forEach((key, run) -> completion.submit(() -> done(key, run)));
            long start = System.nanoTime();
            for (int i = 1; i <= missing.size(); i++) {
                note(completion.take().get(), i, missing.size(), (System.nanoTime() - start) / 1e9);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between runs", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * A run that has just ended.
     *
     * @param facts null where it failed
     */
    private record Done(String key, PlannedRun run, @Nullable RunFacts facts, String failure) {}

    private Done done(String key, PlannedRun run) throws IOException {
        RunFacts facts;
        try {
            facts = trainer.train(run.options(), store.history(run));
        } catch (RuntimeException | OutOfMemoryError e) {
            String message = e.getMessage();
            return new Done(key, run, null, message == null ? e.toString() : message);
        }
        store.finish(run, facts);
        return new Done(key, run, facts, "");
    }

    private void note(Done done, int count, int all, double seconds) {
        RunFacts facts = done.facts();
        String ending;
        if (facts == null) {
            failures.put(done.key(), done.failure());
            ending = "failed: " + done.failure();
        } else {
            finished.put(done.key(), facts);
            ran++;
            ending = facts.diverged() ? "diverged" : "done";
        }
        news.accept("%d of %d, %.0f s, about %.0f s left: %s: %s"
                .formatted(
                        count,
                        all,
                        seconds,
                        seconds / count * (all - count),
                        done.run().text(),
                        ending));
    }

    /** The result of a run that is over. */
    RunResult result(PlannedRun run, Study study) throws IOException {
        String key = store.key(run);
        RunFacts facts = finished.get(key);
        if (facts == null) {
            return new RunResult(run, null, failures.getOrDefault(key, "it was not run"), Curve.NONE);
        }
        Curve curve = curves.get(key);
        if (curve == null) {
            curve = Curve.of(History.read(store.history(run)), facts, study.link());
            curves.put(key, curve);
        }
        return new RunResult(run, facts, "", curve);
    }

    /** How many runs were finished before. */
    int reused() {
        return reused;
    }

    /** How many were run. */
    int ran() {
        return ran;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ef21-run");
        thread.setDaemon(true);
        return thread;
    }
}
