package io.ef21.bench;

import io.ef21.kernel.SparseMatrix;
import java.util.Arrays;
import org.apache.spark.ml.linalg.BLAS;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;

/** Rows as Spark's logistic regression keeps them: blocks of 1 MB in compressed row form. */
final class SparkBlocks {
    private static final double BLOCK_BYTES = 1 << 20;

    private final org.apache.spark.ml.linalg.SparseMatrix[] blocks;
    private final double[][] labels;

    private SparkBlocks(org.apache.spark.ml.linalg.SparseMatrix[] blocks, double[][] labels) {
        this.blocks = blocks;
        this.labels = labels;
    }

    static SparkBlocks of(SparseMatrix rows, double[] rowLabels, int features) {
        int rowsPerBlock = (int) Math.max(1, BLOCK_BYTES / (12.0 * rows.nonzeros() / rows.rows()));
        int count = (rows.rows() + rowsPerBlock - 1) / rowsPerBlock;
        org.apache.spark.ml.linalg.SparseMatrix[] blocks = new org.apache.spark.ml.linalg.SparseMatrix[count];
        double[][] labels = new double[count][];
        for (int b = 0; b < count; b++) {
            int from = b * rowsPerBlock;
            int to = Math.min(rows.rows(), from + rowsPerBlock);
            int first = rows.starts()[from];
            int[] starts = new int[to - from + 1];
            Arrays.setAll(starts, i -> rows.starts()[from + i] - first);
            double[] values = new double[starts[to - from]];
            Arrays.setAll(values, p -> rows.entries().value(first + p));
            blocks[b] = new org.apache.spark.ml.linalg.SparseMatrix(
                    to - from,
                    features,
                    starts,
                    Arrays.copyOfRange(rows.columns(), first, rows.starts()[to]),
                    values,
                    true);
            labels[b] = Arrays.copyOfRange(rowLabels, from, to);
        }
        return new SparkBlocks(blocks, labels);
    }

    /** What BinaryLogisticBlockAggregator does with unit weights and no intercept. */
    double lossAndGradient(DenseVector x, DenseVector gradient) {
        double loss = 0;
        for (int b = 0; b < blocks.length; b++) {
            double[] margins = new double[blocks[b].numRows()];
            DenseVector vector = new DenseVector(margins);
            BLAS.gemv(1.0, blocks[b], x, 1.0, vector);
            for (int i = 0; i < margins.length; i++) {
                double label = labels[b][i] > 0 ? 1 : 0;
                double margin = margins[i];
                loss += label > 0 ? logOnePlusExp(-margin) : logOnePlusExp(-margin) + margin;
                margins[i] = 1.0 / (1.0 + Math.exp(-margin)) - label;
            }
            BLAS.gemv(1.0, blocks[b].transpose(), vector, 1.0, gradient);
        }
        return loss;
    }

    /**
     * What MultinomialLogisticBlockAggregator does with unit weights and no intercept, without its copy of the gradient.
     *
     * @param x class c of column j at {@code j * classes + c}
     * @param gradient class by class
     */
    double softmax(double[] x, double[] gradient, int classes) {
        double loss = 0;
        int features = x.length / classes;
        DenseMatrix model = new DenseMatrix(classes, features, x).transpose();
        DenseMatrix sums = new DenseMatrix(features, classes, gradient);
        double[] p = new double[classes];
        for (int b = 0; b < blocks.length; b++) {
            int rows = blocks[b].numRows();
            double[] m = new double[rows * classes];
            DenseMatrix margins = new DenseMatrix(rows, classes, m);
            BLAS.gemm(1.0, blocks[b], model, 1.0, margins);
            for (int i = 0; i < rows; i++) {
                int label = (int) labels[b][i];
                double top = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < classes; c++) {
                    top = Math.max(top, m[i + c * rows]);
                }
                double own = m[i + label * rows] - top;
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    p[c] = Math.exp(m[i + c * rows] - top);
                    sum += p[c];
                }
                loss += Math.log(sum) - own;
                for (int c = 0; c < classes; c++) {
                    m[i + c * rows] = p[c] / sum - (c == label ? 1 : 0);
                }
            }
            BLAS.gemm(1.0, blocks[b].transpose(), margins, 1.0, sums);
        }
        return loss;
    }

    private static double logOnePlusExp(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }
}
