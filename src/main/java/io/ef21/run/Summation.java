package io.ef21.run;

import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Uplink;
import io.ef21.wire.Correction;
import io.ef21.wire.InvalidMessageException;
import io.ef21.wire.Wire;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How contributions of clients are added: sum_i w_i c_i on the server's columns, along the canonical tree.
 *
 * @param weights w_i, summing to 1
 * @param shares of the messages, summing to 1: the w_i, but for EF21-W
 * @param size the number of the server's columns
 * @param supports the number of columns of every client
 * @param positions where they are among the server's; null for a client that owns all
 */
public record Summation(double[] weights, double[] shares, int size, int[] supports, int[] @Nullable [] positions)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** n. */
    public int clients() {
        return weights.length;
    }

    /** w_i times a client's message. */
    CanonicalTree.Leaf message(Uplink uplink) {
        int client = uplink.report().client();
        try {
            List<Wire.Part> parts = Wire.decode(uplink.message(), supports[client]);
            return new Contribution(parts, shares[client], positions[client]);
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("client " + client + " sent a bad message: " + e.getMessage(), e);
        }
    }

    /** w_i times a vector on a client's columns. */
    CanonicalTree.Leaf vector(int client, double[] vector) {
        List<Wire.Part> parts = List.of(new Wire.Part(1.0, new Correction.Dense(vector)));
        return new Contribution(parts, weights[client], positions[client]);
    }

    /**
     * A sum of messages as the mean of those who own a column: what leaves the sum as it is where all of them have it. The
     * vector itself where all clients own all columns.
     */
    double[] amongOwners(double[] sum) {
        double[] owned = new double[size];
        boolean all = true;
        for (int i = 0; i < shares.length; i++) {
            int[] own = positions[i];
            all &= own == null;
            for (int j = 0; j < supports[i]; j++) {
                owned[own == null ? j : own[j]] += shares[i];
            }
        }
        if (all) {
            return sum;
        }
        double[] mean = new double[size];
        for (int j = 0; j < size; j++) {
            mean[j] = owned[j] == 0 ? 0 : sum[j] / owned[j];
        }
        return mean;
    }

    /** The same with other shares. */
    Summation sharing(double[] others) {
        return new Summation(weights, others, size, supports, positions);
    }

    /** What a client multiplies its gradient by, so that its share of it is its weight; null where both are the same. */
    double @Nullable [] factors() {
        if (shares == weights) {
            return null;
        }
        double[] factors = new double[weights.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = weights[i] / shares[i];
        }
        return factors;
    }

    /** The sum of one number per client, each with the share of its message. */
    double shared(double[] values) {
        double[] terms = new double[values.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = shares[i] * values[i];
        }
        return CanonicalTree.sum(terms);
    }

    /** The sum of one number per client, each with its weight. */
    double mean(double[] values) {
        double[] terms = new double[values.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = weights[i] * values[i];
        }
        return CanonicalTree.sum(terms);
    }
}
