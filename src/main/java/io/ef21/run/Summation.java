package io.ef21.run;

import io.ef21.compress.InvalidMessageException;
import io.ef21.compress.Wire;
import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Uplink;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How contributions of clients are added: sum_i w_i c_i on the server's columns, along the canonical tree.
 *
 * @param weights w_i, summing to 1
 * @param size the number of the server's columns
 * @param supports the number of columns of every client
 * @param positions where they are among the server's; null for a client that owns all
 */
public record Summation(double[] weights, int size, int[] supports, int[] @Nullable [] positions)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** n. */
    public int clients() {
        return weights.length;
    }

    /** Adds w_i times a client's message. */
    void addMessage(Uplink uplink, double[] accumulator) {
        int client = uplink.report().client();
        int[] own = positions[client];
        try {
            for (Wire.Part part : Wire.decode(uplink.message(), supports[client])) {
                double scale = part.scale() * weights[client];
                if (own == null) {
                    part.correction().addTo(accumulator, scale);
                } else {
                    part.correction().addTo(accumulator, scale, own);
                }
            }
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("client " + client + " sent a bad message: " + e.getMessage(), e);
        }
    }

    /** Adds w_i times a vector on a client's columns. */
    void addVector(int client, double[] vector, double[] accumulator) {
        int[] own = positions[client];
        double weight = weights[client];
        for (int j = 0; j < vector.length; j++) {
            accumulator[own == null ? j : own[j]] += weight * vector[j];
        }
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
