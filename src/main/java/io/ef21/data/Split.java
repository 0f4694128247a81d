package io.ef21.data;

import io.ef21.kernel.CounterRandom;

/**
 * Which client owns which row: rows get positions, and the clients own consecutive blocks of floor(rows / clients)
 * positions, the remainder going to the last client (the split of the EF21 paper's code).
 *
 * @param rows rows in all
 * @param clients at most rows
 * @param shuffled false: a row's position is its place in the file; true: a pseudorandom permutation of the places
 * @param seed of the permutation
 */
public record Split(long rows, int clients, boolean shuffled, long seed) implements Owners {
    private static final long serialVersionUID = 1L;
    private static final long PURPOSE = 0x53504c4954L;

    /**
     * @throws InvalidInputException if there are more clients than rows
     */
    public Split {
        if (clients < 1 || clients > rows) {
            throw new InvalidInputException(
                    "--clients must be between 1 and the number of rows, %d (got %d)".formatted(rows, clients));
        }
    }

    @Override
    public long position(long row) {
        return shuffled ? permuted(row) : row;
    }

    @Override
    public int owner(long position, RowBlock block, int row) {
        return client(position);
    }

    /** The client that owns a position. */
    public int client(long position) {
        return (int) Math.min(clients - 1, position / (rows / clients));
    }

    /** The first position of a client. */
    public long firstPosition(int client) {
        return client * (rows / clients);
    }

    /** The number of rows of a client. */
    public long rowsOf(int client) {
        long each = rows / clients;
        return client < clients - 1 ? each : rows - each * (clients - 1);
    }

    /** A balanced Feistel network over the next power of four, walked until it falls below the number of rows. */
    private long permuted(long row) {
        int half = Math.max(1, (65 - Long.numberOfLeadingZeros(Math.max(1, rows - 1))) / 2);
        long mask = (1L << half) - 1;
        long key = CounterRandom.key(seed, PURPOSE);
        long value = row;
        do {
            long left = value >>> half;
            long right = value & mask;
            for (int round = 0; round < 4; round++) {
                long next = left ^ (CounterRandom.bits(CounterRandom.key(key, round), right) & mask);
                left = right;
                right = next;
            }
            value = (left << half) | right;
        } while (value >= rows);
        return value;
    }
}
