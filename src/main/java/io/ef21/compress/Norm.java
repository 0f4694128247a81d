package io.ef21.compress;

import io.ef21.kernel.Norms;
import java.io.Serializable;

/**
 * A p-norm.
 *
 * @param p from 1 to infinity
 */
public record Norm(double p) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The Euclidean norm. */
    public static final Norm TWO = new Norm(2);

    /** The largest magnitude. */
    public static final Norm MAX = new Norm(Double.POSITIVE_INFINITY);

    public Norm {
        if (!(p >= 1)) {
            throw new IllegalArgumentException("p must be at least 1");
        }
    }

    /** Reads {@code inf} or a number. */
    static Norm parse(String text) {
        return text.equals("inf") ? MAX : new Norm(Double.parseDouble(text));
    }

    /** The norm of a vector. */
    double of(double[] v) {
        return Norms.p(v, p);
    }

    /** The most that a norm of exponent min(p, 2) can exceed the Euclidean norm by: d^(1/r), r = min(p, 2). */
    double spread(int d) {
        return Math.pow(d, 1 / Math.min(p, 2));
    }

    @Override
    public String toString() {
        if (Double.isInfinite(p)) {
            return "inf";
        }
        return p == Math.rint(p) ? Long.toString((long) p) : Double.toString(p);
    }
}
