package io.ef21.auto;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The compressors of a run whose user named none: few bits per coordinate, so few that more would not save rounds.
 *
 * <p>The rounds that bits cost beside lossless messages were measured (docs/performance.md), on narrow and on wide data; a
 * quantizer's noise at the server falls with the number of clients. Where a link is given, the pair with the least
 * predicted time is taken: latency + messages of all clients into the driver + twice the downlink out of it (a torrent
 * broadcast), times the rounds.
 *
 * @param uplink what clients send with
 * @param downlink what the step is sent with
 * @param reason for people
 */
public record BitChoice(Compressor uplink, Compressor downlink, String reason) {
    private static final int FEWEST = 2;
    private static final int MOST = 8;

    /** Extra rounds, relative, by bits 2 .. 8 up, at 20 clients. */
    private static final double[] EXTRA_UP = {1.0, 0.2, 0.08, 0.03, 0.02, 0.015, 0.01};

    /** Extra rounds, relative, by bits 2 .. 8 down. */
    private static final double[] EXTRA_DOWN = {4.0, 1.2, 0.35, 0.1, 0.03, 0.02, 0.01};

    /** Up to so many columns, a message or two packets long, a few bits more are no price. */
    private static final int NARROW = 1 << 12;

    /** From so many columns on a client, Top-k has been seen to keep up with quantizers. */
    private static final int SPARSIFIABLE = 20_000;

    /** Fractions that Top-k may keep, with the extra rounds measured on wide data, and bits per entry sent. */
    private static final double[][] TOP_K = {{0.1, 0.1}, {0.03, 0.6}, {0.01, 2.4}};

    private static final double BITS_PER_ENTRY = 38;

    private record Candidate(String specification, double bits, double extra) {}

    /**
     * The choice for a population.
     *
     * @param clients n
     * @param columns of the server
     * @param totalSupport columns of all clients
     * @param link null where nothing is known of it
     */
    public static BitChoice of(int clients, int columns, long totalSupport, @Nullable Link link) {
        if (link == null) {
            return withoutLink(clients, columns);
        }
        double noise = Math.pow(20.0 / Math.min(clients, 20), 0.3);
        Candidate bestUp = null;
        Candidate bestDown = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate up : uplinks(totalSupport / Math.max(1, clients))) {
            for (int bits = FEWEST; bits <= MOST; bits++) {
                Candidate down = quantizer(bits, EXTRA_DOWN);
                double rounds = (1 + noise * up.extra()) * (1 + down.extra());
                double bytes = (up.bits() * totalSupport + 2 * down.bits() * columns) / Byte.SIZE;
                double time = rounds * (link.latency() + bytes / link.bytesPerSecond());
                if (time < least) {
                    least = time;
                    bestUp = up;
                    bestDown = down;
                }
            }
        }
        if (bestUp == null || bestDown == null) {
            throw new IllegalStateException("no candidate has a finite cost on " + link);
        }
        return new BitChoice(
                Compressors.parse(bestUp.specification()),
                Compressors.parse(bestDown.specification()),
                String.format(
                        Locale.ROOT,
                        "least predicted time on the link: %.3g s per round of lossless progress (%.3g s of latency;"
                                + " %.3g + 2 x %.3g bytes)",
                        least,
                        link.latency(),
                        bestUp.bits() * totalSupport / Byte.SIZE,
                        bestDown.bits() * columns / Byte.SIZE));
    }

    private static BitChoice withoutLink(int clients, int columns) {
        boolean narrow = columns <= NARROW;
        // the noise of a quantizer halves with every bit, and with every factor of four in clients
        int fewer = (int) Math.ceil(Math.log(16.0 / Math.min(16, clients)) / Math.log(4));
        int up = Math.min(MOST, 4 + (narrow ? 3 : 0) + Math.min(2, fewer));
        int down = narrow ? MOST : 6;
        return new BitChoice(
                Compressors.parse("quantize:" + up),
                Compressors.parse("quantize:" + down),
                "%d bits up, as the noise of %d clients averages out, %d down; %d columns are %s"
                        .formatted(up, clients, down, columns, narrow ? "few: more bits are no price" : "many"));
    }

    private static List<Candidate> uplinks(long meanSupport) {
        List<Candidate> candidates = new ArrayList<>();
        for (int bits = FEWEST; bits <= MOST; bits++) {
            candidates.add(quantizer(bits, EXTRA_UP));
        }
        if (meanSupport >= SPARSIFIABLE) {
            for (double[] top : TOP_K) {
                candidates.add(new Candidate("topk:" + top[0], top[0] * BITS_PER_ENTRY, top[1]));
            }
        }
        return candidates;
    }

    private static Candidate quantizer(int bits, double[] extra) {
        DoubleUnaryOperator withScale = b -> b + 16 / (b >= 4 ? 64.0 : 16.0);
        return new Candidate("quantize:" + bits, withScale.applyAsDouble(bits), extra[bits - FEWEST]);
    }
}
