package io.ef21.objective;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.GaussianMatrix;
import java.io.Serializable;

/** A distribution of vectors with mean 0 and E||xi||^2 = sigma^2. Immutable; {@code toString} tells it apart. */
public sealed interface Noise extends Serializable {
    /** Adds scale times a draw to {@code sum}: a function of the key. */
    void add(long key, double scale, double[] sum);

    /**
     * Refuses what is no deviation.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    static void requireDeviation(double sigma) {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("needs a nonnegative deviation for its noise");
        }
    }

    /** The mean of as many independent draws as a batch is large. */
    default double[] mean(Batch batch, int dimension) {
        double[] mean = new double[dimension];
        for (int p = 0; p < batch.size(); p++) {
            add(CounterRandom.key(batch.key(), p), 1.0 / batch.size(), mean);
        }
        return mean;
    }

    /**
     * Independent normal entries.
     *
     * @param sigma root of the expected squared length, nonnegative
     */
    record Normal(double sigma) implements Noise {
        private static final long serialVersionUID = 1L;

        @Override
        public void add(long key, double scale, double[] sum) {
            double deviation = scale * sigma / Math.sqrt(sum.length);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += deviation * GaussianMatrix.normal(key, j);
            }
        }
    }

    /**
     * One of sigma sqrt(3/10) {(2, 0), (0, 1), (-2, -1)}, each as likely: its mean is 0, but that of its largest entry is
     * (0, sigma/sqrt(30)), where EF21-SGD stalls (Fatkhullin, Tyurin and Richtarik, Momentum provably improves error
     * feedback!, Theorem 1).
     *
     * @param sigma root of the expected squared length, nonnegative
     */
    record ThreePoint(double sigma) implements Noise {
        private static final long serialVersionUID = 1L;
        private static final double[] FIRST = {2, 0, -2};
        private static final double[] SECOND = {0, 1, -1};

        @Override
        public void add(long key, double scale, double[] sum) {
            int point = CounterRandom.index(key, 0, FIRST.length);
            double unit = scale * sigma * Math.sqrt(0.3);
            sum[0] += unit * FIRST[point];
            sum[1] += unit * SECOND[point];
        }
    }
}
