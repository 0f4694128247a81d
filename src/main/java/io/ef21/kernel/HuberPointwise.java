package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Huber's loss (1964) of the residual r = z - y: r^2 / 2 where |r| is at most delta, delta (|r| - delta / 2) beyond. Its
 * slope s is r cut off at -delta and delta, and the loss is s (r - s / 2) on both branches. Thread-safe: immutable.
 *
 * @param delta positive, in the unit of the labels
 */
public record HuberPointwise(double delta) implements Pointwise {
    @Override
    public double slopes(int count, double[] labels, double @Nullable [] weights, double[] margins) {
        return weights == null ? slopes(count, labels, margins) : weighted(count, labels, weights, margins);
    }

    @Override
    public double slopes(int count, double[] labels, double[] margins) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (int end = count - 3; i < end; i += 4) {
            s0 += replace(i, labels, margins);
            s1 += replace(i + 1, labels, margins);
            s2 += replace(i + 2, labels, margins);
            s3 += replace(i + 3, labels, margins);
        }
        for (; i < count; i++) {
            s0 += replace(i, labels, margins);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private double weighted(int count, double[] labels, double[] weights, double[] margins) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i] * replace(i, labels, margins);
            margins[i] *= weights[i];
        }
        return sum;
    }

    /** Replaces a margin by its slope; returns its loss. */
    private double replace(int i, double[] labels, double[] margins) {
        double r = margins[i] - labels[i];
        double s = Math.max(-delta, Math.min(delta, r));
        margins[i] = s;
        return s * (r - 0.5 * s);
    }
}
