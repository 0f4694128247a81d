package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Dense;
import io.ef21.kernel.GaussianMatrix;
import io.ef21.kernel.Orthonormal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Compression that clients do together: what all of them hold in the end, phase by phase. */
class JointCompressorsTest {
    private static final int ROWS = 12;
    private static final int COLUMNS = 9;
    private static final int CLIENTS = 5;
    private static final JointCompressor.Shape SHAPE = new JointCompressor.Shape(ROWS, COLUMNS);

    /** A round: the mean over clients in every phase, and what is heard in the end. */
    private static double[][] round(JointCompressor compressor, double[][] vectors, double[] carry, long key) {
        double[][] heard = new double[compressor.phases()][];
        for (int phase = 0; phase < heard.length; phase++) {
            double[] mean = null;
            for (int i = 0; i < vectors.length; i++) {
                double[] sent = compressor.send(phase, vectors[i], SHAPE, heard, carry, key, i);
                mean = mean == null ? new double[sent.length] : mean;
                for (int j = 0; j < sent.length; j++) {
                    mean[j] += sent[j] / vectors.length;
                }
            }
            heard[phase] = mean;
        }
        return heard;
    }

    private static double[][] vectors() {
        double[][] vectors = new double[CLIENTS][];
        Arrays.setAll(vectors, i -> Vectors.uniform(61 + i, ROWS * COLUMNS));
        return vectors;
    }

    private static double[] mean(double[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (double[] v : vectors) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += v[j] / vectors.length;
            }
        }
        return mean;
    }

    /** PowerSGD sees nothing but the mean of the matrices, and of full rank loses nothing. */
    @Test
    void powerSgd_isThatOfTheMean() {
        double[][] vectors = vectors();
        double[] mean = mean(vectors);
        for (int rank : new int[] {1, 3, 9, 20}) {
            PowerSgd power = new PowerSgd(rank);
            double[] joint = power.result(SHAPE, round(power, vectors, new double[0], 7));
            double[] alone = power.result(SHAPE, round(power, new double[][] {mean}, new double[0], 7));
            assertArrayEquals(alone, joint, 1e-12);
            assertArrayEquals(power.compress(mean, ROWS, COLUMNS, 7).toDense(), alone, 1e-15);
            if (rank >= COLUMNS) {
                assertArrayEquals(mean, joint, 1e-12);
            }
        }
    }

    /** Warm starts are the power method: on one matrix, round after round, the error comes down to that of the best rank r. */
    @Test
    void powerSgd_warmStartsConvergeToTheBestRank() {
        // U diag(8, 4, 2, 1, ...) V' with orthonormal U, V
        double[] u = Orthonormal.columns(GaussianMatrix.draw(1, ROWS, COLUMNS, 1), ROWS, COLUMNS);
        double[] v = Orthonormal.columns(GaussianMatrix.draw(2, COLUMNS, COLUMNS, 1), COLUMNS, COLUMNS);
        double[] matrix = new double[ROWS * COLUMNS];
        double tail = 0;
        for (int k = 0; k < COLUMNS; k++) {
            double singular = Math.scalb(8.0, -k);
            tail += k >= 2 ? singular * singular : 0;
            for (int i = 0; i < ROWS; i++) {
                for (int j = 0; j < COLUMNS; j++) {
                    matrix[i * COLUMNS + j] += singular * u[i * COLUMNS + k] * v[j * COLUMNS + k];
                }
            }
        }
        PowerSgd power = new PowerSgd(2);
        double[] carry = new double[0];
        double error = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 30; t++) {
            double[][] heard = round(power, new double[][] {matrix}, carry, t);
            carry = power.carry(heard);
            double next = Dense.squaredDistance(power.result(SHAPE, heard), matrix);
            assertTrue(next <= error * (1 + 1e-12), "round " + t);
            error = next;
        }
        assertEquals(tail, error, 1e-9 * tail);
    }

    @Test
    void powerSgd_ofNothing_isNothing() {
        PowerSgd power = new PowerSgd(3);
        double[][] zeros = new double[CLIENTS][ROWS * COLUMNS];
        assertArrayEquals(new double[ROWS * COLUMNS], power.result(SHAPE, round(power, zeros, new double[0], 7)));
    }

    /** Integers whose sum fits in the bits; unbiased: 20,000 rounds, 6 standard errors; the error bound of IntSGD. */
    @Test
    void sharedIntegers_addUp() {
        double[][] vectors = vectors();
        double[] mean = mean(vectors);
        SharedInteger integers = new SharedInteger(8, CLIENTS);
        int rounds = 20_000;
        double[] sum = new double[mean.length];
        double squares = 0;
        double perUnit = 0;
        for (int t = 0; t < rounds; t++) {
            double[][] heard = round(integers, vectors, new double[0], CounterRandom.key(5, t));
            for (double integer : heard[1]) {
                assertEquals(Math.rint(integer * CLIENTS), integer * CLIENTS, 1e-9, "a sum of integers");
                assertTrue(Math.abs(integer * CLIENTS) <= 127, "eight bits");
            }
            double[] result = integers.result(SHAPE, heard);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += result[j] / rounds;
            }
            squares += Dense.squaredDistance(result, mean) / rounds;
            perUnit = 25 / Math.sqrt(heard[0][0] * CLIENTS);
        }
        double bound = mean.length / (4 * perUnit * perUnit) / CLIENTS;
        assertTrue(squares <= bound, squares + " above " + bound);
        for (int j = 0; j < sum.length; j++) {
            assertEquals(mean[j], sum[j], 6 * Math.sqrt(bound / mean.length / rounds));
        }
    }
}
