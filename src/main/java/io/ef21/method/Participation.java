package io.ef21.method;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CounterRandom;
import java.io.Serializable;

/** Which clients answer in a round. Everyone hears every step. */
public sealed interface Participation extends Serializable {
    /** All of them. */
    Participation FULL = new Full();

    /**
     * Whether a client answers.
     *
     * @param key of the round
     */
    boolean includes(int client, int clients, long key);

    /** The probability that a client answers. */
    double probability(int clients);

    /** All of them. */
    record Full() implements Participation {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean includes(int client, int clients, long key) {
            return true;
        }

        @Override
        public double probability(int clients) {
            return 1;
        }

        @Override
        public String toString() {
            return "full";
        }
    }

    /**
     * Each with a probability, independent of the others.
     *
     * @param p in (0, 1]
     */
    record Bernoulli(double p) implements Participation {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean includes(int client, int clients, long key) {
            return CounterRandom.uniform(key, client) < p;
        }

        @Override
        public double probability(int clients) {
            return p;
        }

        @Override
        public String toString() {
            return Double.toString(p);
        }
    }

    /**
     * A uniform subset of so many ("tau-nice").
     *
     * @param tau at least 1
     */
    record Nice(int tau) implements Participation {
        private static final long serialVersionUID = 1L;

        /** A client is among the tau with the smallest numbers. */
        @Override
        public boolean includes(int client, int clients, long key) {
            long mine = CounterRandom.bits(key, client);
            int before = 0;
            for (int other = 0; other < clients; other++) {
                long theirs = CounterRandom.bits(key, other);
                before += theirs < mine || (theirs == mine && other < client) ? 1 : 0;
            }
            return before < tau;
        }

        @Override
        public double probability(int clients) {
            return Math.min(1, (double) tau / clients);
        }

        @Override
        public String toString() {
            return Integer.toString(tau);
        }
    }

    /**
     * {@code full}, a probability with a decimal point, or a count.
     *
     * @throws InvalidInputException if it is none
     */
    static Participation parse(String text) {
        if (text.equals("full")) {
            return FULL;
        }
        try {
            if (text.indexOf('.') >= 0) {
                double p = Double.parseDouble(text);
                if (p > 0 && p <= 1) {
                    return p == 1 ? FULL : new Bernoulli(p);
                }
            } else {
                int tau = Integer.parseInt(text);
                if (tau >= 1) {
                    return new Nice(tau);
                }
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException(refusal(text), e);
        }
        throw new InvalidInputException(refusal(text));
    }

    private static String refusal(String text) {
        return "--participation must be full, a probability with a decimal point in (0, 1] such as 0.5, or a number of"
                + " clients such as 10 (got '" + text + "')";
    }
}
