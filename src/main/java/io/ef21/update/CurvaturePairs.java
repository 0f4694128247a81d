package io.ef21.update;

import io.ef21.kernel.FloatVectors;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The limited-memory BFGS matrix (Nocedal 1980) from the last few pairs (s, y), in the form that needs inner products
 * only (Chen, Wang and Zhou 2014): the two-loop recursion runs on coefficients over the basis (s_1.., y_1.., G), so a
 * direction costs one pass over all vectors for the products and one for the combination.
 *
 * <p>It starts from a multiple of the identity, ||s|| / ||y|| of the newest pair: the geometric mean of the two step sizes
 * of Barzilai and Borwein (1988). The usual s'y / y'y is the shorter of the two; noise in y shortens it further, and after
 * a first step along the stiffest direction it is too short for all others. On wide data the mean takes a tenth fewer
 * rounds, on narrow data as many.
 *
 * <p>Pairs are kept as floats, and all products are those of the floats: half the memory, and a direction that is exact
 * for a pair that is off by 6e-8 relative. Not thread-safe.
 */
final class CurvaturePairs {
    /** Below this curvature relative to ||s||^2 a pair is noise. */
    private static final double LEAST_CURVATURE = 1e-4;

    private final int memory;
    private final boolean shorter;
    private final List<float[]> s = new ArrayList<>();
    private final List<float[]> y = new ArrayList<>();
    /** Inner products over (s_1.., y_1..). */
    private double[][] gram = {};

    CurvaturePairs(int memory) {
        this(memory, false);
    }

    /**
     * No pairs.
     *
     * @param memory pairs to keep
     * @param shorter whether to start from s'y / y'y: where steps are cut off, longer ones cost rounds
     */
    CurvaturePairs(int memory, boolean shorter) {
        this.memory = memory;
        this.shorter = shorter;
    }

    int size() {
        return s.size();
    }

    void forget() {
        s.clear();
        y.clear();
        gram = new double[0][];
    }

    /** Keeps a pair if it has curvature; drops the oldest beyond the memory. */
    void add(double[] step, double[] difference) {
        float[] narrowStep = FloatVectors.narrow(step);
        float[] narrowDifference = FloatVectors.narrow(difference);
        double[] own = FloatVectors.products(new float[][] {narrowStep, narrowDifference}, narrowStep);
        if (!(own[1] > LEAST_CURVATURE * own[0]) || own[0] < Float.MIN_NORMAL) {
            return;
        }
        s.add(narrowStep);
        y.add(narrowDifference);
        boolean full = s.size() > Math.max(1, memory);
        if (full) {
            s.remove(0);
            y.remove(0);
        }
        grow(full);
    }

    /** Replaces every y by what a function makes of its pair (s, y); pairs without curvature then are dropped. */
    void revise(BinaryOperator<double[]> revised) {
        List<float[]> steps = List.copyOf(s);
        List<float[]> differences = List.copyOf(y);
        forget();
        for (int i = 0; i < steps.size(); i++) {
            double[] step = FloatVectors.widen(steps.get(i));
            add(step, revised.apply(step, FloatVectors.widen(differences.get(i))));
        }
    }

    /** -H G, H the inverse of the approximate Hessian. */
    double[] direction(double[] gradient, double firstScale) {
        int k = memory == 0 ? 0 : s.size();
        if (k == 0) {
            return FloatVectors.combination(new double[0], new float[0][], -gradientScale(firstScale), gradient);
        }
        float[][] basis = basis();
        double[] withGradient = FloatVectors.products(basis, gradient);
        double[] c = new double[2 * k];
        double g = -1;
        double[] alpha = new double[k];
        for (int i = k - 1; i >= 0; i--) {
            alpha[i] = along(c, g, withGradient, i) / gram[i][k + i];
            c[k + i] -= alpha[i];
        }
        double scale = scale(k);
        for (int l = 0; l < 2 * k; l++) {
            c[l] *= scale;
        }
        g *= scale;
        for (int i = 0; i < k; i++) {
            double beta = along(c, g, withGradient, k + i) / gram[i][k + i];
            c[i] += alpha[i] - beta;
        }
        return FloatVectors.combination(c, basis, g, gradient);
    }

    /** B, the inverse of H, for models that are minimized otherwise. */
    QuadraticModel model(double firstScale) {
        int k = memory == 0 ? 0 : s.size();
        return k == 0
                ? QuadraticModel.of(1 / gradientScale(firstScale), new float[0][], new double[0][])
                : QuadraticModel.of(1 / scale(k), basis(), gram);
    }

    /** The length of a gradient step. */
    private double gradientScale(double firstScale) {
        return s.isEmpty() ? firstScale : gram[0][1] / gram[1][1];
    }

    private double scale(int k) {
        double along = shorter ? gram[k - 1][2 * k - 1] : Math.sqrt(gram[k - 1][k - 1] * gram[2 * k - 1][2 * k - 1]);
        return along / gram[2 * k - 1][2 * k - 1];
    }

    private double along(double[] c, double g, double[] withGradient, int i) {
        double sum = g * withGradient[i];
        for (int l = 0; l < c.length; l++) {
            sum += c[l] * gram[l][i];
        }
        return sum;
    }

    private float[][] basis() {
        float[][] basis = new float[2 * s.size()][];
        for (int i = 0; i < s.size(); i++) {
            basis[i] = s.get(i);
            basis[s.size() + i] = y.get(i);
        }
        return basis;
    }

    /** Products of the newest pair; the others move up, without the oldest if that was dropped. */
    private void grow(boolean dropped) {
        int k = s.size();
        int before = dropped ? k : k - 1;
        int skip = dropped ? 1 : 0;
        double[][] grown = new double[2 * k][2 * k];
        for (int i = 0; i < k - 1; i++) {
            for (int l = 0; l < k - 1; l++) {
                grown[i][l] = gram[i + skip][l + skip];
                grown[i][k + l] = gram[i + skip][before + l + skip];
                grown[k + i][l] = gram[before + i + skip][l + skip];
                grown[k + i][k + l] = gram[before + i + skip][before + l + skip];
            }
        }
        float[][] basis = basis();
        for (int newest : new int[] {k - 1, 2 * k - 1}) {
            double[] products = FloatVectors.products(basis, basis[newest]);
            for (int i = 0; i < 2 * k; i++) {
                grown[i][newest] = products[i];
                grown[newest][i] = products[i];
            }
        }
        gram = grown;
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(s.size());
        for (int i = 0; i < s.size(); i++) {
            Vectors.write(out, s.get(i));
            Vectors.write(out, y.get(i));
        }
    }

    void readFrom(DataInputStream in) throws IOException {
        forget();
        for (int count = in.readInt(); count > 0; count--) {
            s.add(Vectors.readFloats(in));
            y.add(Vectors.readFloats(in));
            grow(false);
        }
    }
}
