package io.ef21.objective;

import io.ef21.data.Columns;

/**
 * z -> f_i(S z): a client's function in scaled variables.
 *
 * @param original f_i
 * @param scale S on the client's columns; not to be modified
 */
public record ScaledObjective(Objective original, double[] scale) implements Objective {
    private static final long serialVersionUID = 1L;

    @Override
    public int dimension() {
        return original.dimension();
    }

    @Override
    public Columns columns() {
        return original.columns();
    }

    @Override
    public long rows() {
        return original.rows();
    }

    @Override
    public double weight() {
        return original.weight();
    }

    @Override
    public long nonzeros() {
        return original.nonzeros();
    }

    @Override
    public double evaluate(double[] z, double[] gradient) {
        double value = original.evaluate(times(z), gradient);
        scale(gradient);
        return value;
    }

    @Override
    public boolean hasSamples() {
        return original.hasSamples();
    }

    @Override
    public long samples() {
        return original.samples();
    }

    @Override
    public double sample(Batch batch, double[] z, double[] gradient) {
        double value = original.sample(batch, times(z), gradient);
        scale(gradient);
        return value;
    }

    /** mu times the smallest S_j^2: z'SHSz >= mu ||Sz||^2. */
    @Override
    public double strongConvexity() {
        double smallest = Double.POSITIVE_INFINITY;
        for (double factor : scale) {
            smallest = Math.min(smallest, factor * factor);
        }
        return scale.length == 0 ? 0 : original.strongConvexity() * smallest;
    }

    @Override
    public boolean isSmooth() {
        return original.isSmooth();
    }

    @Override
    public void addCurvature(double[] v, double[] product) {
        double[] scaled = times(v);
        double[] curved = new double[v.length];
        original.addCurvature(scaled, curved);
        double shift = original.curvatureShift();
        for (int j = 0; j < v.length; j++) {
            product[j] += scale[j] * (curved[j] + shift * scaled[j]);
        }
    }

    /** The multiple of the identity is none in scaled variables: it is in the matrix. */
    @Override
    public double curvatureShift() {
        return 0;
    }

    private void scale(double[] gradient) {
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] *= scale[j];
        }
    }

    private double[] times(double[] z) {
        double[] x = new double[z.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = scale[j] * z[j];
        }
        return x;
    }
}
