package io.ef21.spark;

import io.ef21.run.RoundRecord;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one engine: each carries a description, the job group of the fit and the engine's tag, and only while it is
 * started, so that the thread's own description and group are as before between any two of them. Not thread-safe.
 *
 * <p>The group is the thread's, as {@link FitGroup} or the user have set it; without, it is the {@link #fit} itself.
 *
 * <p>There are no accumulators. Where states are made, one would count again what Spark computes again. Where messages are
 * collected it would count once, but Spark sends it back with every task's result, 120 bytes each as measured, which can
 * be more than the messages of the task. What it would show, the ledger knows without.
 */
final class FitJobs {
    private static final String TITLE = "EF21: ";
    private static final String READING = "reading the data";

    private final JavaSparkContext spark;
    private final String fit = "ef21-" + UUID.randomUUID();
    private @Nullable RoundRecord last;

    /**
     * What starts jobs.
     *
     * @param <T> what comes of them
     * @param <E> what it throws
     */
    @FunctionalInterface
    interface Jobs<T, E extends Exception> {
        T run() throws E;
    }

    FitJobs(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** The name of this fit: the tag of its jobs. */
    String fit() {
        return fit;
    }

    /**
     * Runs jobs that read data before there is an engine; their group is the thread's.
     *
     * @throws ClientFailure if someone cancels them
     */
    static <T, E extends Exception> T reading(SparkContext spark, Jobs<T, E> jobs) throws E {
        try (ThreadProperties properties = new ThreadProperties(JavaSparkContext.fromSparkContext(spark))) {
            properties.with(ThreadProperties.DESCRIPTION, TITLE + READING);
            return unlessCancelled(READING, jobs);
        }
    }

    /** Runs the jobs that bring the data to the clients. */
    <T, E extends Exception> T reading(Jobs<T, E> jobs) throws E {
        return run(READING, jobs);
    }

    /**
     * Runs jobs of this fit.
     *
     * @param what they are for, as in "the fit was cancelled during ..."
     * @throws ClientFailure if someone cancels them
     */
    <T, E extends Exception> T run(String what, Jobs<T, E> jobs) throws E {
        return unlessCancelled(what, () -> marked(TITLE + what, jobs));
    }

    /** Runs the job of a round; its description says how far the round before had come. What it throws is Spark's. */
    <T, E extends Exception> T round(int round, Jobs<T, E> jobs) throws E {
        // an engine may serve one training after the other
        RoundRecord before = last != null && last.round() == round - 1 ? last : null;
        return marked(RoundTitle.of(round, before), jobs);
    }

    /** Notes what a round showed, and tells the listeners of the context. */
    void recorded(RoundRecord record) {
        last = record;
        spark.sc().listenerBus().post(new RoundEnded(fit, record));
    }

    /** Ends the jobs that still run. */
    void cancel() {
        spark.cancelJobsWithTag(fit);
    }

    private <T, E extends Exception> T marked(String description, Jobs<T, E> jobs) throws E {
        try (ThreadProperties properties = new ThreadProperties(spark).inGroup(fit)) {
            properties.with(ThreadProperties.DESCRIPTION, description).with(TransportMeter.MARK, fit);
            spark.addJobTag(fit);
            return jobs.run();
        } finally {
            spark.removeJobTag(fit);
        }
    }

    private static <T, E extends Exception> T unlessCancelled(String what, Jobs<T, E> jobs) throws E {
        try {
            return jobs.run();
        } catch (Exception e) {
            if (ClientFailure.isCancelled(e)) {
                throw ClientFailure.translated(what, e);
            }
            throw e;
        }
    }
}
