package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps in centred variables are steps on centred data. */
class CenteredStepTest {
    private static final int ROWS = 30;
    private static final int D = 4;
    private static final Penalty NONE = new Penalty(new Regularizer.None(), null);

    /** Least squares with K outputs, variables side by side as softmax has them, intercepts last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientSteps_areThoseOnCenteredRows(int outputs) {
        SplittableRandom random = new SplittableRandom(8);
        double[][] rows = new double[ROWS][D];
        double[][] targets = new double[ROWS][outputs];
        double[] means = new double[D];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < D; j++) {
                rows[i][j] = 3 + random.nextDouble();
                means[j] += rows[i][j] / ROWS;
            }
            for (int c = 0; c < outputs; c++) {
                targets[i][c] = random.nextDouble();
            }
        }
        double[][] centeredRows = new double[ROWS][D];
        double[] perVariable = new double[(D + 1) * outputs];
        for (int j = 0; j < D; j++) {
            for (int i = 0; i < ROWS; i++) {
                centeredRows[i][j] = rows[i][j] - means[j];
            }
            for (int c = 0; c < outputs; c++) {
                perVariable[j * outputs + c] = means[j];
            }
        }
        double gamma = 0.3;
        Stepper ours = new CenteredStep(new GradientStep(gamma), perVariable, outputs);
        double[] x = new double[(D + 1) * outputs];
        double[] reference = new double[x.length];
        for (int t = 0; t < 25; t++) {
            Observation seen = new Observation(x.clone(), gradient(rows, targets, x, outputs), NONE, 0, 0, Double.NaN);
            ours.judge(seen);
            double[] change = ours.change(seen);
            add(change, x);
            ours.moved(change);
            double[] slope = gradient(centeredRows, targets, reference, outputs);
            for (int p = 0; p < slope.length; p++) {
                reference[p] -= gamma * slope[p];
            }
            double[] expected = reference.clone();
            for (int j = 0; j < D; j++) {
                for (int c = 0; c < outputs; c++) {
                    expected[D * outputs + c] -= means[j] * reference[j * outputs + c];
                }
            }
            assertArrayEquals(expected, x, 1e-9);
        }
    }

    private static double[] gradient(double[][] rows, double[][] targets, double[] x, int outputs) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < outputs; c++) {
                double residual = x[D * outputs + c] - targets[i][c];
                for (int j = 0; j < D; j++) {
                    residual += rows[i][j] * x[j * outputs + c];
                }
                for (int j = 0; j < D; j++) {
                    gradient[j * outputs + c] += residual * rows[i][j] / rows.length;
                }
                gradient[D * outputs + c] += residual / rows.length;
            }
        }
        return gradient;
    }

    private static void add(double[] change, double[] x) {
        for (int p = 0; p < x.length; p++) {
            x[p] += change[p];
        }
    }
}
