package io.ef21.auto;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The compressors of a run whose user named none: few bits per coordinate, so few that more would not save rounds. On wide data
 * an entropy-coded {@link io.ef21.compress.Grid}, on narrow data and for small clients a quantizer.
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

    /** Steps of grids up, with the bits per entry and the extra rounds, relative, measured at 20 clients on wide data. */
    private static final double[][] GRIDS_UP = {
        {0.1, 4.9, 0}, {0.35, 2.9, 0.01}, {0.7, 2.3, 0.04}, {1.0, 1.9, 0.12}, {1.4, 1.5, 0.45}
    };

    /** The same down. */
    private static final double[][] GRIDS_DOWN = {
        {0.1, 4.6, 0}, {0.3, 3.0, 0.01}, {0.5, 2.4, 0.03}, {0.7, 1.95, 0.07}, {1.0, 1.6, 0.1}, {1.4, 1.25, 0.25}
    };

    private static final String GRID = "grid:";
    private static final double GRID_UP = 0.7;
    private static final double GRID_UP_OF_FEW = 0.35;
    private static final double GRID_DOWN = 0.5;

    /** From so many clients on their noise averages out. */
    private static final int MANY = 16;

    /** Up to so many columns, a message or two packets long, a few bits more are no price. */
    private static final int NARROW = 1 << 12;

    /** Of an entropy-coded message the first 80 bytes are frequencies and states: little beside so many entries. */
    private static final int CODABLE = 1 << 10;

    /** From so many columns on a client, Top-k has been seen to keep up with quantizers. */
    private static final int SPARSIFIABLE = 20_000;

    /** Fractions that Top-k may keep, with the extra rounds measured on wide data, and bits per entry sent. */
    private static final double[][] TOP_K = {{0.1, 0.1}, {0.03, 0.6}, {0.01, 2.4}};

    private static final double BITS_PER_ENTRY = 38;

    /**
     * What could be sent.
     *
     * @param bits per entry
     * @param extra rounds, relative
     */
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
        boolean coded = columns > NARROW && totalSupport / Math.max(1, clients) >= CODABLE;
        if (link == null) {
            return coded ? grids(clients, columns) : withoutLink(clients, columns);
        }
        double noise = Math.pow(20.0 / Math.min(clients, 20), 0.3);
        Candidate bestUp = null;
        Candidate bestDown = null;
        double least = Double.POSITIVE_INFINITY;
        for (Candidate up : uplinks(totalSupport / Math.max(1, clients), coded)) {
            for (Candidate down : coded ? grids(GRIDS_DOWN) : quantizers(EXTRA_DOWN)) {
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
        int fewer = (int) Math.ceil(Math.log((double) MANY / Math.min(MANY, clients)) / Math.log(4));
        int up = Math.min(MOST, 4 + (narrow ? 3 : 0) + Math.min(2, fewer));
        int down = narrow ? MOST : 6;
        return new BitChoice(
                Compressors.parse("quantize:" + up),
                Compressors.parse("quantize:" + down),
                "%d bits up, as the noise of %d clients averages out, %d down; %d columns are %s"
                        .formatted(up, clients, down, columns, narrow ? "few: more bits are no price" : "many"));
    }

    private static BitChoice grids(int clients, int columns) {
        double up = clients >= MANY ? GRID_UP : GRID_UP_OF_FEW;
        return new BitChoice(
                Compressors.parse(GRID + up),
                Compressors.parse(GRID + GRID_DOWN),
                "steps of %s root mean squares up, as the noise of %d clients averages out, %s down; %d columns are many: entropy-coded"
                        .formatted(up, clients, GRID_DOWN, columns));
    }

    private static List<Candidate> uplinks(long meanSupport, boolean coded) {
        List<Candidate> candidates = new ArrayList<>(coded ? grids(GRIDS_UP) : quantizers(EXTRA_UP));
        if (meanSupport >= SPARSIFIABLE) {
            for (double[] top : TOP_K) {
                candidates.add(new Candidate("topk:" + top[0], top[0] * BITS_PER_ENTRY, top[1]));
            }
        }
        return candidates;
    }

    private static List<Candidate> grids(double[][] measured) {
        List<Candidate> candidates = new ArrayList<>();
        for (double[] grid : measured) {
            candidates.add(new Candidate(GRID + grid[0], grid[1], grid[2]));
        }
        return candidates;
    }

    private static List<Candidate> quantizers(double[] extra) {
        List<Candidate> candidates = new ArrayList<>();
        for (int bits = FEWEST; bits <= MOST; bits++) {
            double withScale = bits + 16 / (bits >= 4 ? 64.0 : 16.0);
            candidates.add(new Candidate("quantize:" + bits, withScale, extra[bits - FEWEST]));
        }
        return candidates;
    }
}
