package io.ef21.run;

import io.ef21.method.Report;
import org.jspecify.annotations.Nullable;

/** Adds up where the time of a run goes, also across a resume. Not thread-safe. */
final class Clock {
    private final long start = System.nanoTime();
    private final double before;
    private double compute;
    private double compress;
    private double server;
    private long servingSince;

    /**
     * @param last record of the run that goes on; null for a new one
     */
    Clock(@Nullable RoundRecord last) {
        this.before = last == null ? 0 : last.seconds();
        this.compute = last == null ? 0 : last.computeSeconds();
        this.compress = last == null ? 0 : last.compressSeconds();
        this.server = last == null ? 0 : last.serverSeconds();
    }

    /** The clients have answered; the server begins. */
    void answered(Gathered gathered) {
        for (Report report : gathered.reports()) {
            compute += report.computeNanos() / 1e9;
            compress += report.compressNanos() / 1e9;
        }
        server += gathered.addingSeconds();
        serving();
    }

    /** The server begins. */
    void serving() {
        servingSince = System.nanoTime();
    }

    /** The server is done. */
    void served() {
        server += (System.nanoTime() - servingSince) / 1e9;
    }

    double computeSeconds() {
        return compute;
    }

    double compressSeconds() {
        return compress;
    }

    double serverSeconds() {
        return server;
    }

    double seconds() {
        return before + (System.nanoTime() - start) / 1e9;
    }
}
