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
    public long nonzeros() {
        return original.nonzeros();
    }

    @Override
    public double evaluate(double[] z, double[] gradient) {
        double value = original.evaluate(times(z), gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] *= scale[j];
        }
        return value;
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

    private double[] times(double[] z) {
        double[] x = new double[z.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = scale[j] * z[j];
        }
        return x;
    }
}
