package io.ef21.run;

import io.ef21.method.Report;

/**
 * What moved so far, cumulative, kept apart by kind.
 *
 * @param uplinkBits honest bits of all clients: values, indices, flags, start-up
 * @param uplinkPaperBits 32 bits per value of all clients, rounds from 1 on (the papers do not count the opening)
 * @param uplinkBytes encoded messages of all clients
 * @param downlinkBytes encoded downlinks, per receiver
 * @param setupBytes vectors and scalars for the constants, both ways, all clients
 * @param evaluationBytes exact gradients, all clients
 * @param samples gradients of single samples that methods asked for, all clients
 */
public record Ledger(
        long uplinkBits,
        long uplinkPaperBits,
        long uplinkBytes,
        long downlinkBytes,
        long setupBytes,
        long evaluationBytes,
        long samples) {
    /** Nothing moved. */
    public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0);

    /** Everything that moved, to all clients: evaluations apart, which no run needs. */
    long total(int clients) {
        return uplinkBytes + clients * downlinkBytes + setupBytes;
    }

    /** With the messages of a round, and its exact gradients. */
    Ledger plusRound(int round, Gathered gathered, Population population) {
        long bits = 0;
        long paperBits = 0;
        long bytes = 0;
        long asked = 0;
        for (Report report : gathered.reports()) {
            bits += report.honestBits();
            paperBits += round == 0 ? 0 : report.paperBits();
            bytes += report.bytes();
            asked += report.samples();
        }
        Ledger charged = plusUplink(bits, paperBits, bytes, asked);
        return gathered.gradient() == null ? charged : charged.plusEvaluation(population.totalSupport() * Double.BYTES);
    }

    /** With messages of a round. */
    public Ledger plusUplink(long bits, long paperBits, long bytes, long asked) {
        return new Ledger(
                uplinkBits + bits,
                uplinkPaperBits + paperBits,
                uplinkBytes + bytes,
                downlinkBytes,
                setupBytes,
                evaluationBytes,
                samples + asked);
    }

    /** With a downlink. */
    Ledger plusDownlink(long bytes) {
        return new Ledger(
                uplinkBits, uplinkPaperBits, uplinkBytes, downlinkBytes + bytes, setupBytes, evaluationBytes, samples);
    }

    /** With bytes spent on constants. */
    public Ledger plusSetup(long bytes) {
        return new Ledger(
                uplinkBits, uplinkPaperBits, uplinkBytes, downlinkBytes, setupBytes + bytes, evaluationBytes, samples);
    }

    /** With bytes spent on an exact evaluation. */
    public Ledger plusEvaluation(long bytes) {
        return new Ledger(
                uplinkBits, uplinkPaperBits, uplinkBytes, downlinkBytes, setupBytes, evaluationBytes + bytes, samples);
    }
}
