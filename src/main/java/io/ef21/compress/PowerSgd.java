package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.GaussianMatrix;
import io.ef21.kernel.Norms;
import io.ef21.kernel.Orthonormal;
import io.ef21.wire.Correction;
import io.ef21.wire.Product;

/**
 * PowerSGD of rank r (Vogels et al. 2019, Algorithm 1): a matrix M goes to P Q', where P is an orthonormal basis of M Q_0 and Q = M'
 * P. Jointly, the means of M_i Q_0 and then of M_i' P are formed, and the next round starts from Q_0 = Q. Vectors are sent as they are.
 *
 * <p>Alone, from a Q_0 of normal entries drawn anew, C(M) = P P' M is a projection, and alpha = r / min(rows, columns) in
 * expectation: with M = U S V', the share p_i of the i-th singular direction in the range of S V' Q_0 grows with its singular value (swap two
 * rows of the Gaussian matrix), the p_i sum to r, and by Chebyshev's inequality for sums the mean of sum p_i s_i^2 is at least r /
 * rank(M) sum s_i^2. Attained where all singular values are the same.
 *
 * @param rank r, 1 to 1,000
 */
public record PowerSgd(int rank) implements MatrixCompressor, JointCompressor {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;

    public PowerSgd {
        if (rank < 1 || rank > MOST) {
            throw new IllegalArgumentException("needs a rank of 1 to " + MOST);
        }
    }

    private int rank(int rows, int columns) {
        return Math.min(rank, Math.min(rows, columns));
    }

    @Override
    public Correction compress(double[] v, long key) {
        return new Correction.Dense(Norms.requireFinite(v).clone());
    }

    @Override
    public Correction compress(double[] v, int rows, int columns, long key) {
        Shape shape = new Shape(rows, columns);
        int r = rank(rows, columns);
        return SmallNumbers.safely(v, w -> {
            double[][] heard = new double[phases()][];
            for (int phase = 0; phase < phases(); phase++) {
                heard[phase] = send(phase, w, shape, heard, new double[0], key, 0);
            }
            return new Product(rows, columns, r, Orthonormal.columns(heard[0], rows, r), heard[1]);
        });
    }

    @Override
    public int phases() {
        return 2;
    }

    @Override
    public double[] send(int phase, double[] v, Shape shape, double[][] heard, double[] carry, long key, int client) {
        int rows = shape.rows();
        int columns = shape.columns();
        int r = rank(rows, columns);
        if (phase == 0) {
            double[] start =
                    carry.length == 0 ? GaussianMatrix.draw(key, /* rows= */ columns, /* columns= */ r, 1) : carry;
            return times(v, rows, columns, start, r);
        }
        return transposedTimes(v, rows, columns, Orthonormal.columns(heard[0], rows, r), r);
    }

    @Override
    public double[] result(Shape shape, double[][] heard) {
        int r = rank(shape.rows(), shape.columns());
        double[] basis = Orthonormal.columns(heard[0], shape.rows(), r);
        return new Product(shape.rows(), shape.columns(), r, basis, heard[1]).toDense();
    }

    @Override
    public double[] carry(double[][] heard) {
        return heard[1].clone();
    }

    /** M Q, rows x r. */
    static double[] times(double[] m, int rows, int columns, double[] q, int r) {
        double[] product = new double[rows * r];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double entry = m[i * columns + j];
                for (int k = 0; k < r; k++) {
                    product[i * r + k] += entry * q[j * r + k];
                }
            }
        }
        return product;
    }

    /** M' P, columns x r. */
    static double[] transposedTimes(double[] m, int rows, int columns, double[] p, int r) {
        double[] product = new double[columns * r];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double entry = m[i * columns + j];
                for (int k = 0; k < r; k++) {
                    product[j * r + k] += entry * p[i * r + k];
                }
            }
        }
        return product;
    }

    @Override
    public Traits traits(int d) {
        return new Identity().traits(d).with(Property.MATRICES, Property.SHARED_SEED);
    }

    @Override
    public Traits traits(int rows, int columns) {
        int r = rank(rows, columns);
        long values = (long) r * (rows + columns);
        return Traits.projection((double) r / Math.min(rows, columns))
                .with(Property.HOMOGENEOUS, Property.MATRICES, Property.SHARED_SEED)
                .sized(Size.ofValues(values), 32L * values);
    }

    @Override
    public void requireFits(int features) {
        throw new InvalidInputException(
                "--compressor " + this + " needs matrices: name their shapes, as in layers(w=28x28,b=10," + this + ")");
    }

    @Override
    public String toString() {
        return "powersgd:" + rank;
    }
}
