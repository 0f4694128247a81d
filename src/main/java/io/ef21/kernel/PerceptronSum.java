package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The softmax loss of a multilayer perceptron with its gradient, summed over rows of a sparse matrix. Layer l maps a to W a
 * + b; hidden layers are followed by the sigmoid function. In the model, layer by layer, W lies column after column and b
 * after it, as in Spark's {@code MultilayerPerceptronClassificationModel}: the entries that an input meets lie side by side.
 * Thread-safe.
 */
public final class PerceptronSum {
    /** Rows whose activations are in cache together. */
    private static final int BLOCK_ROWS = 64;

    private final SparseMatrix a;
    private final int[] sizes;
    private final double[] model;
    private final double[] gradient;
    private final int[] offsets;
    private final double[][] activations;
    private final double[][] slopes;
    private final double[] scratch;
    private final double[] decayed;

    private PerceptronSum(SparseMatrix a, int[] sizes, double[] model, double[] gradient, int capacity) {
        int layers = sizes.length - 1;
        this.a = a;
        this.sizes = sizes;
        this.model = model;
        this.gradient = gradient;
        this.offsets = new int[layers];
        this.activations = new double[layers][];
        this.slopes = new double[layers][];
        int widest = 0;
        for (int l = 0; l < layers; l++) {
            offsets[l] = l == 0 ? 0 : offsets[l - 1] + (sizes[l - 1] + 1) * sizes[l];
            activations[l] = new double[capacity * sizes[l + 1]];
            slopes[l] = new double[capacity * sizes[l + 1]];
            widest = Math.max(widest, activations[l].length);
        }
        this.scratch = new double[widest];
        this.decayed = new double[widest];
    }

    /**
     * The length of a model.
     *
     * @param sizes of the layers: inputs, hidden layers, classes
     * @throws ArithmeticException if it is beyond an int
     */
    public static int length(int... sizes) {
        int length = 0;
        for (int l = 0; l + 1 < sizes.length; l++) {
            length = Math.addExact(length, Math.multiplyExact(Math.addExact(sizes[l], 1), sizes[l + 1]));
        }
        return length;
    }

    /**
     * Adds the gradient to {@code gradient}, and returns sum_i w_i times the loss of row i, over some rows.
     *
     * @param labels classes from 0, one per row of the matrix
     * @param weights w, one per row of the matrix; null for 1
     * @param rows ascending; a row may occur more than once
     * @param sizes of the layers: columns of the matrix, hidden layers, classes
     * @param model of {@link #length}
     * @param gradient as the model; added to, not cleared
     */
    public static double lossAndGradient(
            SparseMatrix a,
            int[] labels,
            double @Nullable [] weights,
            int[] rows,
            int[] sizes,
            double[] model,
            double[] gradient) {
        int capacity = Math.min(BLOCK_ROWS, rows.length);
        PerceptronSum sum = new PerceptronSum(a, sizes, model, gradient, capacity);
        Batched batched = new Batched(capacity, weights != null);
        SoftmaxPointwise pointwise = new SoftmaxPointwise();
        double[][] margins = new double[sizes[sizes.length - 1]][capacity];
        double loss = 0;
        for (int from = 0; from < rows.length; from += BLOCK_ROWS) {
            int count = Math.min(BLOCK_ROWS, rows.length - from);
            double[] values = batched.take(a, labels, weights, rows, from, count);
            sum.forward(batched.first, values, rows, from, count, margins);
            loss += pointwise.slopes(count, batched.labels, batched.weights, 0, margins);
            sum.backward(batched.first, values, rows, from, count, margins);
        }
        return loss;
    }

    private void forward(int[] first, double[] values, int[] rows, int from, int count, double[][] margins) {
        int last = sizes.length - 2;
        for (int l = 0; l <= last; l++) {
            int in = sizes[l];
            int out = sizes[l + 1];
            int bias = offsets[l] + in * out;
            double[] z = activations[l];
            for (int i = 0; i < count; i++) {
                System.arraycopy(model, bias, z, i * out, out);
                if (l == 0) {
                    int row = rows[from + i];
                    for (int p = a.starts()[row]; p < a.starts()[row + 1]; p++) {
                        addScaled(values[p - first[i]], model, a.columns()[p] * out, z, i * out, out);
                    }
                } else {
                    for (int k = 0; k < in; k++) {
                        addScaled(activations[l - 1][i * in + k], model, offsets[l] + k * out, z, i * out, out);
                    }
                }
            }
            if (l < last) {
                sigmoid(count * out, z);
            }
        }
        for (int c = 0; c < margins.length; c++) {
            for (int i = 0; i < count; i++) {
                margins[c][i] = activations[last][i * margins.length + c];
            }
        }
    }

    /** From the slopes of the margins back to the first layer. */
    private void backward(int[] first, double[] values, int[] rows, int from, int count, double[][] margins) {
        int last = sizes.length - 2;
        for (int c = 0; c < margins.length; c++) {
            for (int i = 0; i < count; i++) {
                slopes[last][i * margins.length + c] = margins[c][i];
            }
        }
        for (int l = last; l >= 0; l--) {
            int in = sizes[l];
            int out = sizes[l + 1];
            int bias = offsets[l] + in * out;
            double[] s = slopes[l];
            for (int i = 0; i < count; i++) {
                addScaled(1, s, i * out, gradient, bias, out);
                if (l == 0) {
                    int row = rows[from + i];
                    for (int p = a.starts()[row]; p < a.starts()[row + 1]; p++) {
                        addScaled(values[p - first[i]], s, i * out, gradient, a.columns()[p] * out, out);
                    }
                } else {
                    for (int k = 0; k < in; k++) {
                        double unit = activations[l - 1][i * in + k];
                        addScaled(unit, s, i * out, gradient, offsets[l] + k * out, out);
                        double slope = dot(model, offsets[l] + k * out, s, i * out, out);
                        slopes[l - 1][i * in + k] = slope * unit * (1 - unit);
                    }
                }
            }
        }
    }

    /** z becomes 1 / (1 + e^-z). */
    private void sigmoid(int count, double[] z) {
        Decay.of(count, z, scratch, decayed);
        for (int j = 0; j < count; j++) {
            z[j] = (z[j] >= 0 ? 1 : decayed[j]) / (1 + decayed[j]);
        }
    }

    private static void addScaled(double scale, double[] x, int fromX, double[] y, int fromY, int count) {
        for (int j = 0; j < count; j++) {
            y[fromY + j] += scale * x[fromX + j];
        }
    }

    private static double dot(double[] x, int fromX, double[] y, int fromY, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += x[fromX + j] * y[fromY + j];
        }
        return sum;
    }
}
