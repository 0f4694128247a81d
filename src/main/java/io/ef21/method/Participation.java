package io.ef21.method;

import io.ef21.data.InvalidInputException;
import java.io.Serializable;

/** Which clients answer in a round. Everyone hears every step. */
public sealed interface Participation extends Serializable {
    /** All of them. */
    Participation FULL = new Full();

    /**
     * Who answers in a round.
     *
     * @param clients n
     * @param key of the round
     */
    Attendance draw(int clients, long key);

    /**
     * Refuses a number of clients.
     *
     * @throws InvalidInputException if there are fewer than are to answer
     */
    void requireFits(int clients);

    /** The probability that a client answers. */
    double probability(int clients);

    /** All of them. */
    record Full() implements Participation {
        private static final long serialVersionUID = 1L;

        @Override
        public Attendance draw(int clients, long key) {
            return new Attendance.All();
        }

        @Override
        public void requireFits(int clients) {
            // any number does
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
        public Attendance draw(int clients, long key) {
            return new Attendance.Independent(p, key);
        }

        @Override
        public void requireFits(int clients) {
            // any number does
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

        @Override
        public Attendance draw(int clients, long key) {
            return tau >= clients ? new Attendance.All() : Attendance.Smallest.of(tau, clients, key);
        }

        @Override
        public void requireFits(int clients) {
            if (tau > clients) {
                throw new InvalidInputException("--participation " + tau + " asks for more clients than the " + clients
                        + " there are: use full, or a smaller number");
            }
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
