package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.Vectors;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Steps to the minimum of a model with absolute values, against long runs of proximal steps on it. */
class PenalizedStepTest {
    /** The search ends when it moves a hundredth of what it did at first: a small part of the decrease is left. */
    private static final double LEFT = 0.01;

    private static final double ROUNDING = 1e-9;

    /** A model that some pairs give, at some point. */
    private record Problem(double[] z, double[] gradient, Penalty penalty, QuadraticModel model) {
        static Problem random(SplittableRandom random) {
            int d = random.nextInt(1, 15);
            CurvaturePairs pairs = new CurvaturePairs(4);
            for (int i = 0; i < 4; i++) {
                double[] s = Draws.GAUSSIAN.vector(random, d);
                double[] y = new double[d];
                for (int j = 0; j < d; j++) {
                    // a rank-one part couples the entries
                    y[j] = (0.5 + j % 3) * s[j] + 0.2 * Vectors.dot(s, ones(d));
                }
                pairs.add(s, y);
            }
            Penalty penalty = new Penalty(
                    new Regularizer.ElasticNet(random.nextDouble(0.1, 1), 1),
                    random.nextBoolean() ? Walk.scaling(random, d) : null);
            return new Problem(
                    Draws.ZEROS.vector(random, d), Draws.GAUSSIAN.vector(random, d), penalty, pairs.model(1));
        }

        private static double[] ones(int d) {
            double[] ones = new double[d];
            java.util.Arrays.fill(ones, 1);
            return ones;
        }

        double decrease(double[] d) {
            double[] end = z.clone();
            Vectors.add(1, d, end);
            return penalty.value(z)
                    - penalty.value(end)
                    - Vectors.dot(gradient, d)
                    - Vectors.dot(d, model.times(d)) / 2;
        }

        /** By many short proximal steps. */
        double[] minimizer() {
            double bound = model.identity();
            for (int j = 0; j < z.length; j++) {
                double[] row = model.row(j);
                bound += Vectors.dot(row, row);
            }
            double[] d = new double[z.length];
            for (int step = 0; step < 5000; step++) {
                double[] slope = model.times(d);
                Vectors.add(1, gradient, slope);
                for (int j = 0; j < d.length; j++) {
                    d[j] = penalty.prox(j, z[j] + d[j] - slope[j] / bound, 1 / bound) - z[j];
                }
            }
            return d;
        }
    }

    @Test
    void step_reachesTheMinimumOfTheModel_butForASmallPart() {
        SplittableRandom random = new SplittableRandom(1);
        int zeros = 0;
        for (int instance = 0; instance < 200; instance++) {
            Problem problem = Problem.random(random);
            PenalizedStep step = PenalizedStep.of(problem.z(), problem.gradient(), problem.penalty(), problem.model());
            double most = problem.decrease(problem.minimizer());
            double reached = problem.decrease(step.change());
            assertEquals(reached, step.decrease(), ROUNDING * (1 + most));
            assertTrue(reached >= (1 - LEFT) * most - ROUNDING, reached + " of " + most);
            for (int j = 0; j < problem.z().length; j++) {
                double end = problem.z()[j] + step.change()[j];
                assertTrue(end == 0 || Math.abs(end) > ROUNDING, "a zero is one to the last bit: " + end);
                zeros += end == 0 && problem.z()[j] != 0 ? 1 : 0;
            }
        }
        assertTrue(zeros > 20, zeros + " entries became zero");
    }

    /** Entry 1 does not descend by itself: the step of entry 0 makes it. */
    @Test
    void anEntryThatTheFirstWorkingSetLacks_isTakenIn() {
        CurvaturePairs pairs = new CurvaturePairs(2);
        pairs.add(new double[] {1, 1}, new double[] {1.9, 1.9});
        pairs.add(new double[] {1, -1}, new double[] {0.1, -0.1});
        Penalty penalty = new Penalty(new Regularizer.ElasticNet(0.1, 1), null);
        PenalizedStep step = PenalizedStep.of(new double[2], new double[] {-1, 0.05}, penalty, pairs.model(1));
        // B = (1, 0.9; 0.9, 1): at d = (0.9, 0) the slope of entry 1 is 0.86, so it goes below zero
        assertTrue(step.change()[0] > 0.9, "entry 0: " + step.change()[0]);
        assertTrue(step.change()[1] < -0.5, "entry 1: " + step.change()[1]);
    }

    @Test
    void atTheMinimum_nothingMoves() {
        Penalty penalty = new Penalty(new Regularizer.ElasticNet(1, 1), null);
        QuadraticModel model = new CurvaturePairs(1).model(1);
        PenalizedStep step = PenalizedStep.of(new double[] {0, 2}, new double[] {0.5, -1}, penalty, model);
        assertArrayEquals(new double[2], step.change());
        assertEquals(0, step.decrease());
    }
}
