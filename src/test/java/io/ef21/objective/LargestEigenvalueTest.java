package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.DenseEigen;
import io.ef21.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanczos against dense decompositions. */
class LargestEigenvalueTest {
    @Test
    void gramMatrices_ofManyShapes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 150; instance++) {
            int d = random.nextInt(1, 60);
            // fewer rows than columns: rank-deficient
            double[][] rows = new double[random.nextInt(1, 2 * d + 1)][];
            double density = random.nextDouble(0.1, 1);
            boolean signed = random.nextBoolean();
            for (int r = 0; r < rows.length; r++) {
                rows[r] = Draws.GAUSSIAN.vector(random, d);
                for (int j = 0; j < d; j++) {
                    double kept = random.nextDouble() < density ? rows[r][j] : 0;
                    rows[r][j] = signed ? kept : Math.abs(kept);
                }
            }
            double[][] matrix = new double[d][d];
            DenseEigen.addGram(matrix, rows, Math.pow(10, random.nextInt(-8, 9)));
            checkAgainstDense(matrix);
        }
    }

    @Test
    void oneColumn_isItsOwnEigenvalue() {
        for (double value : new double[] {0, 1, 1e-300, 3e200}) {
            assertEquals(value, largest(new double[][] {{value}}), 1e-15 * value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void zeroMatrix_hasZero(int d) {
        assertEquals(0, largest(new double[d][d]));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 50})
    void multiplesOfTheIdentity(int d) {
        double[] spectrum = new double[d];
        Arrays.fill(spectrum, 7);
        assertEquals(7, largest(diagonal(spectrum)), 1e-14);
    }

    /** The start vector must not be orthogonal to vectors that sum to zero. */
    @Test
    void differencesOfColumns_areFound() {
        double[][] matrix = {{1, -1, 0}, {-1, 1, 0}, {0, 0, 0.1}};
        assertEquals(2, largest(matrix), 2e-8);
    }

    /** The relative gap between the two largest eigenvalues; the others lie well below. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-12})
    void clusteredTop_isResolved(double gap) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 40; instance++) {
            double[] spectrum = random.doubles(random.nextInt(2, 40), 0, 0.5).toArray();
            spectrum[0] = 1;
            spectrum[1] = 1 - gap;
            assertEquals(1, largest(rotated(random, spectrum)), LargestEigenvalue.ACCURACY);
        }
    }

    /** Spectra that crowd towards the top, as the Hessians of one-hot data do not, but a user's data may. */
    @ParameterizedTest
    @CsvSource({"10, 0.01", "40, 0.001", "60, 0.0001"})
    void crowdedTop_isResolved(int d, double width) {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < 10; instance++) {
            double[] spectrum = random.doubles(d, 1 - width, 1).toArray();
            spectrum[0] = 1;
            assertEquals(1, largest(rotated(random, spectrum)), LargestEigenvalue.ACCURACY);
        }
    }

    @Test
    void multiplicityTwo_isFound() {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 40; instance++) {
            double[] spectrum = random.doubles(random.nextInt(2, 30), 0, 1).toArray();
            spectrum[0] = 1;
            spectrum[1] = 1;
            checkAgainstDense(rotated(random, spectrum));
        }
    }

    @Test
    void value_isReproducible() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] matrix = rotated(random, random.doubles(30, 0, 1).toArray());
        assertEquals(largest(matrix), largest(matrix));
    }

    private static void checkAgainstDense(double[][] matrix) {
        double expected = DenseEigen.largest(matrix);
        double found = largest(matrix);
        assertEquals(expected, found, LargestEigenvalue.ACCURACY * expected);
        assertTrue(found <= expected * (1 + 1e-13), "Ritz values approach from below");
    }

    private static double largest(double[][] matrix) {
        return LargestEigenvalue.of(matrix.length, v -> {
            double[] product = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v.length; j++) {
                    product[i] += matrix[i][j] * v[j];
                }
            }
            return product;
        });
    }

    private static double[][] diagonal(double[] spectrum) {
        double[][] matrix = new double[spectrum.length][spectrum.length];
        for (int j = 0; j < spectrum.length; j++) {
            matrix[j][j] = spectrum[j];
        }
        return matrix;
    }

    /** Q'DQ with a random orthogonal Q. */
    private static double[][] rotated(SplittableRandom random, double[] spectrum) {
        int d = spectrum.length;
        double[][] gaussian = new double[d][];
        for (int i = 0; i < d; i++) {
            gaussian[i] = Draws.GAUSSIAN.vector(random, d);
        }
        double[][] q =
                new QRDecomposition(new Array2DRowRealMatrix(gaussian)).getQ().getData();
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                q[i][j] *= Math.sqrt(spectrum[i]);
            }
        }
        double[][] matrix = new double[d][d];
        DenseEigen.addGram(matrix, q, 1);
        return matrix;
    }
}
