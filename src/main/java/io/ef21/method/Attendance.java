package io.ef21.method;

import io.ef21.kernel.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;

/** Who answers in one round, drawn once for all clients. Immutable, and small enough to travel with the round. */
public sealed interface Attendance extends Serializable {
    /** Whether a client answers. */
    boolean includes(int client);

    /** Everyone does. */
    record All() implements Attendance {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean includes(int client) {
            return true;
        }
    }

    /**
     * Each does with a probability, independent of the others.
     *
     * @param p in (0, 1]
     * @param key of the round
     */
    record Independent(double p, long key) implements Attendance {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean includes(int client) {
            return CounterRandom.uniform(key, client) < p;
        }
    }

    /**
     * Those with the smallest numbers do, of equal numbers the first clients.
     *
     * @param key of the round
     * @param largest number among them
     * @param last client that answers with this number
     */
    record Smallest(long key, long largest, int last) implements Attendance {
        private static final long serialVersionUID = 1L;

        /** The tau smallest of n, tau in 1 .. n. */
        static Smallest of(int tau, int clients, long key) {
            long[] numbers = new long[clients];
            Arrays.setAll(numbers, client -> CounterRandom.bits(key, client));
            long[] sorted = numbers.clone();
            Arrays.sort(sorted);
            return among(numbers, sorted[tau - 1], tau, key);
        }

        /** Equal numbers of 64 bits are rare, but tau clients answer all the same. */
        private static Smallest among(long[] numbers, long largest, int tau, long key) {
            int left = tau;
            for (long number : numbers) {
                left -= number < largest ? 1 : 0;
            }
            int last = -1;
            for (int client = 0; left > 0; client++) {
                if (numbers[client] == largest) {
                    last = client;
                    left--;
                }
            }
            return new Smallest(key, largest, last);
        }

        @Override
        public boolean includes(int client) {
            long number = CounterRandom.bits(key, client);
            return number < largest || (number == largest && client <= last);
        }
    }
}
