package io.ef21.update;

import io.ef21.kernel.FloatVectors;

/**
 * The Hessian B that L-BFGS approximates, in the form sigma I + sum_i (b_i b_i' - a_i a_i'), b_i = y_i / sqrt(s_i'y_i) and
 * a_i = B_i s_i / sqrt(s_i'B_i s_i), B_i the matrix before pair i (Nocedal and Wright 2006, section 7.2, "unrolling the
 * BFGS formula"). The a_i are kept as coefficients over (s_1.., y_1..), so that no vector is formed but the rows that are
 * asked for. Immutable; the basis is shared.
 */
final class QuadraticModel {
    private final double identity;
    private final float[][] basis;
    /** Coefficients over the basis of a_1, b_1, a_2, b_2, ... */
    private final double[][] terms;

    private QuadraticModel(double identity, float[][] basis, double[][] terms) {
        this.identity = identity;
        this.basis = basis;
        this.terms = terms;
    }

    /**
     * The matrix from pairs.
     *
     * @param identity sigma
     * @param basis s_1 .. s_k, y_1 .. y_k; may be empty
     * @param gram inner products over the basis
     */
    static QuadraticModel of(double identity, float[][] basis, double[][] gram) {
        int k = basis.length / 2;
        double[][] terms = new double[2 * k][];
        for (int i = 0; i < k; i++) {
            double[] step = gram[i];
            double[] image = new double[2 * k];
            image[i] = identity;
            for (int t = 0; t < 2 * i; t++) {
                double along = sign(t) * dot(terms[t], step);
                for (int l = 0; l < 2 * k; l++) {
                    image[l] += along * terms[t][l];
                }
            }
            double scale = 1 / Math.sqrt(dot(image, step));
            for (int l = 0; l < 2 * k; l++) {
                image[l] *= scale;
            }
            terms[2 * i] = image;
            terms[2 * i + 1] = new double[2 * k];
            terms[2 * i + 1][k + i] = 1 / Math.sqrt(step[k + i]);
        }
        return new QuadraticModel(identity, basis, terms);
    }

    /** The entry of column j in each of a_1, b_1, a_2, b_2, ...; their signs alternate, beginning with minus. */
    double[] row(int j) {
        double[] row = new double[terms.length];
        for (int t = 0; t < row.length; t++) {
            double sum = 0;
            for (int l = 0; l < basis.length; l++) {
                sum += terms[t][l] * basis[l][j];
            }
            row[t] = sum;
        }
        return row;
    }

    /** The sign with which a term enters. */
    static int sign(int term) {
        return term % 2 == 0 ? -1 : 1;
    }

    /** sigma. */
    double identity() {
        return identity;
    }

    /** How many terms there are. */
    int rank() {
        return terms.length;
    }

    /** B d. */
    double[] times(double[] d) {
        double[] products = FloatVectors.products(basis, d);
        double[] c = new double[basis.length];
        for (int t = 0; t < terms.length; t++) {
            double along = sign(t) * dot(terms[t], products);
            for (int l = 0; l < c.length; l++) {
                c[l] += along * terms[t][l];
            }
        }
        return FloatVectors.combination(c, basis, identity, d);
    }

    private static double dot(double[] v, double[] w) {
        double sum = 0;
        for (int l = 0; l < v.length; l++) {
            sum += v[l] * w[l];
        }
        return sum;
    }
}
