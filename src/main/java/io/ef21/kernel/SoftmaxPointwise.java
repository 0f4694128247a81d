package io.ef21.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The softmax loss and its derivatives for a block of margins, one array per class.
 *
 * <p>For margins m_c and the label y: with a = max_c m_c and s = sum_c e^(m_c - a), loss = log(s) + a - m_y and slope_c =
 * e^(m_c - a) / s - [c = y], where the slope of the label is minus the sum of the others, so that nothing cancels; below
 * a loss of log 2 the loss is -log1p(slope_y). Exponentials are those of {@link Decay}, cut off at e^-40: absolute errors
 * below 4.3e-18 per class come from that, other errors are relative, below 1e-13.
 */
final class SoftmaxPointwise {
    private final double[] top = new double[Matrix.BLOCK_ROWS];
    private final double[] t = new double[Matrix.BLOCK_ROWS];
    private final double[] own = new double[Matrix.BLOCK_ROWS];
    private final double[] total = new double[Matrix.BLOCK_ROWS];
    private final double[] others = new double[Matrix.BLOCK_ROWS];

    /**
     * Replaces margins by slopes and returns the sum of the losses. Not thread-safe: one instance per call stack.
     *
     * @param labels classes from 0; those of the block begin at {@code from}
     * @param weights of the rows, which losses and slopes are multiplied by, from {@code from} on; null for 1
     * @param margins by class, then by row of the block
     */
    double slopes(int count, int[] labels, double @Nullable [] weights, int from, double[][] margins) {
        System.arraycopy(margins[0], 0, top, 0, count);
        for (int c = 1; c < margins.length; c++) {
            raise(count, margins[c], top);
        }
        for (int i = 0; i < count; i++) {
            own[i] = top[i] - margins[labels[from + i]][i];
        }
        Arrays.fill(total, 0, count, 0);
        for (double[] m : margins) {
            subtract(count, m, top, t);
            Decay.of(count, t, t, m);
            add(count, m, total);
        }
        for (double[] m : margins) {
            divide(count, total, m);
        }
        for (int i = 0; i < count; i++) {
            margins[labels[from + i]][i] = 0;
        }
        Arrays.fill(others, 0, count, 0);
        for (double[] m : margins) {
            add(count, m, others);
        }
        double loss = 0;
        for (int i = 0; i < count; i++) {
            double p = others[i];
            margins[labels[from + i]][i] = -p;
            double term = p < 0.5 ? -StrictMath.log1p(-p) : StrictMath.log(total[i]) + own[i];
            loss += weights == null ? term : weights[from + i] * term;
        }
        for (double[] m : margins) {
            weigh(count, weights, from, m);
        }
        return loss;
    }

    private static void weigh(int count, double @Nullable [] weights, int from, double[] m) {
        for (int i = 0; weights != null && i < count; i++) {
            m[i] *= weights[from + i];
        }
    }

    private static void raise(int count, double[] m, double[] top) {
        for (int i = 0; i < count; i++) {
            top[i] = Math.max(top[i], m[i]);
        }
    }

    private static void subtract(int count, double[] m, double[] top, double[] t) {
        for (int i = 0; i < count; i++) {
            t[i] = top[i] - m[i];
        }
    }

    private static void add(int count, double[] m, double[] sum) {
        for (int i = 0; i < count; i++) {
            sum[i] += m[i];
        }
    }

    private static void divide(int count, double[] total, double[] m) {
        for (int i = 0; i < count; i++) {
            m[i] /= total[i];
        }
    }
}
