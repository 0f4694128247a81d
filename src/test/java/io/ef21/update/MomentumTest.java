package io.ef21.update;

import static io.ef21.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.DenseEigen;
import io.ef21.Draws;
import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heavy ball, Nesterov and FISTA, written down here as in the papers, iterate by iterate. */
class MomentumTest {
    private static final int ROUNDS = 60;
    private static final double ROUNDING = 1e-10;

    /** A random problem with a step that is safe for it. */
    private record Instance(QuadraticObjective f, Penalty penalty, double gamma, double[] start) {
        static Instance random(SplittableRandom random) {
            int d = random.nextInt(1, 15);
            QuadraticObjective f = Quadratics.random(random, 1, d).clients().get(0);
            Penalty penalty = Walk.penalty(random, d);
            double gamma = 1 / (DenseEigen.largest(f.matrix()) + penalty.curvature());
            return new Instance(f, penalty, gamma, Draws.GAUSSIAN.vector(random, d));
        }

        Walk walk(Stepper stepper) {
            return new Walk(f, penalty, stepper, start);
        }

        double[] gradient(double[] z) {
            double[] gradient = new double[z.length];
            f.evaluate(z, gradient);
            penalty.addGradient(z, gradient);
            return gradient;
        }

        double[] prox(double[] v) {
            double[] out = v.clone();
            for (int j = 0; j < v.length; j++) {
                out[j] = penalty.prox(j, v[j], gamma);
            }
            return out;
        }

        double tolerance() {
            return ROUNDING * (1 + Vectors.norm(start) + Vectors.norm(f.linear()));
        }
    }

    @Test
    void heavyBall_isPolyaksRecursion() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60; i++) {
            Instance instance = Instance.random(random);
            double momentum = random.nextDouble();
            Walk walk = instance.walk(new HeavyBallStep(instance.start().length, instance.gamma(), momentum));
            double[] before = instance.start();
            double[] now = instance.start();
            for (int t = 0; t < ROUNDS; t++) {
                assertClose(now, walk.at(), instance.tolerance(), "z^" + t);
                double[] next = now.clone();
                Vectors.add(-instance.gamma(), instance.gradient(now), next);
                Vectors.add(momentum, Vectors.minus(now, before), next);
                before = now;
                now = instance.prox(next);
                walk.round();
            }
        }
    }

    @Test
    void nesterov_extrapolatesProximalSteps() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            Instance instance = Instance.random(random);
            double momentum = random.nextDouble();
            // x^0 = 0, where runs start
            Instance fromZero = new Instance(
                    instance.f(), instance.penalty(), instance.gamma(), new double[instance.start().length]);
            Walk walk = fromZero.walk(ExtrapolatedStep.constant(fromZero.start().length, fromZero.gamma(), momentum));
            double[] x = fromZero.start();
            double[] z = x;
            for (int t = 0; t < ROUNDS; t++) {
                assertClose(z, walk.at(), instance.tolerance(), "z^" + t);
                double[] next = z.clone();
                Vectors.add(-instance.gamma(), instance.gradient(z), next);
                next = instance.prox(next);
                z = next.clone();
                Vectors.add(momentum, Vectors.minus(next, x), z);
                x = next;
                walk.round();
            }
        }
    }

    @Test
    void fista_isBecksAndTeboulles_startedAgainWhenItTurns() {
        SplittableRandom random = new SplittableRandom(3);
        int restarts = 0;
        int longest = 0;
        for (int i = 0; i < 60; i++) {
            Instance drawn = Instance.random(random);
            int d = drawn.start().length;
            Instance instance = new Instance(drawn.f(), drawn.penalty(), drawn.gamma(), new double[d]);
            Walk walk = instance.walk(ExtrapolatedStep.fista(d, instance.gamma()));
            double[] x = new double[d];
            double[] z = x;
            double t = 1;
            int since = 0;
            for (int k = 0; k < ROUNDS; k++) {
                assertClose(z, walk.at(), drawn.tolerance(), "z^" + k);
                double[] next = z.clone();
                Vectors.add(-instance.gamma(), instance.gradient(z), next);
                next = instance.prox(next);
                double turn = Vectors.dot(Vectors.minus(z, next), Vectors.minus(next, x));
                if (Math.abs(turn)
                        < 1e-15 * Vectors.dot(drawn.f().linear(), drawn.f().linear())) {
                    break; // the sign is rounding: it is over
                }
                double beta = 0;
                if (turn > 0) {
                    t = 1;
                    restarts++;
                    since = 0;
                } else {
                    double following = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
                    beta = (t - 1) / following;
                    t = following;
                    longest = Math.max(longest, ++since);
                }
                z = next.clone();
                Vectors.add(beta, Vectors.minus(next, x), z);
                x = next;
                walk.round();
            }
        }
        assertTrue(restarts > 30 && longest > 10, restarts + " restarts, " + longest + " steps without");
    }

    /** With Polyak's optimal constants the error is at most (1 + t (1 + rho)) rho^t of the first, rho = sqrt(B). */
    @Test
    void heavyBall_hasItsLinearRate() {
        double[] curvatures = {1, 3, 10, 47, 100};
        double rho = (10.0 - 1) / (10.0 + 1);
        double gamma = 4 / ((10.0 + 1) * (10.0 + 1));
        double[] start = {1, -1, 1, 1, -1};
        Walk walk = new Walk(
                diagonal(curvatures),
                new Penalty(new Regularizer.None(), null),
                new HeavyBallStep(5, gamma, rho * rho),
                start);
        double first = Vectors.norm(start);
        for (int t = 0; t < 150; t++) {
            double bound = (1 + t * (1 + rho)) * Math.pow(rho, t);
            double error = Vectors.norm(walk.at()) / first;
            assertTrue(error <= bound * (1 + ROUNDING), "round " + t + ": " + error);
            assertTrue(error >= 1e-3 * Math.pow(rho, t), "no rate is better: round " + t + ": " + error);
            walk.round();
        }
    }

    /** f(x^t) - f* <= (1 - 1/sqrt(kappa))^t (f(x^0) - f* + mu/2 ||x^0 - x*||^2). */
    @Test
    void nesterov_hasItsLinearRate() {
        SplittableRandom random = new SplittableRandom(4);
        double[] one = {1};
        for (int i = 0; i < 20; i++) {
            int d = random.nextInt(2, 15);
            Quadratics quadratics = Quadratics.random(random, 1, d);
            double root = Math.sqrt(quadratics.pl(one) / quadratics.smoothness(one));
            double gamma = 1 / quadratics.smoothness(one);
            double infimum = quadratics.infimum(one);
            double[] minimiser = quadratics.minimiser(one);
            QuadraticObjective f = quadratics.clients().get(0);
            Walk walk = new Walk(
                    f,
                    new Penalty(new Regularizer.None(), null),
                    ExtrapolatedStep.constant(d, gamma, (1 - root) / (1 + root)),
                    new double[d]);
            double start = -infimum + quadratics.pl(one) / 2 * Vectors.dot(minimiser, minimiser);
            for (int t = 1; t < 200; t++) {
                double[] gradient = new double[d];
                f.evaluate(walk.at(), gradient);
                double[] x = walk.at().clone();
                Vectors.add(-gamma, gradient, x);
                double gap = f.evaluate(x, gradient) - infimum;
                assertTrue(gap <= Math.pow(1 - root, t) * start + 1e-12 * start, "round " + t + ": " + gap);
                walk.round();
            }
        }
    }

    /** O'Donoghue and Candes: a restart every e sqrt(8 kappa) steps divides f - f* by e^2; gradient steps need kappa. */
    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e4})
    void fista_takesRoundsLikeTheRootOfTheConditionNumber(double kappa) {
        int d = 20;
        double[] curvatures = new double[d];
        for (int j = 0; j < d; j++) {
            curvatures[j] = Math.pow(kappa, -j / (d - 1.0));
        }
        QuadraticObjective f = diagonal(curvatures);
        double[] start = new double[d];
        Arrays.fill(start, 1);
        Penalty none = new Penalty(new Regularizer.None(), null);
        // x^0 = 0 in FISTA's memory: the first extrapolation has t = 1, so it does not matter
        Walk walk = new Walk(f, none, ExtrapolatedStep.fista(d, 1), start);
        double first = walk.value();
        int rounds = (int) (Math.E * Math.sqrt(8 * kappa) * Math.log(1e8) / 2);
        for (int t = 0; t < rounds; t++) {
            walk.round();
        }
        assertTrue(walk.value() <= 1e-8 * first, walk.value() + " after " + rounds);
        Walk plain = new Walk(f, none, new GradientStep(1), start);
        for (int t = 0; t < rounds; t++) {
            plain.round();
        }
        assertTrue(kappa < 1e3 || plain.value() > 1e-6 * first, "gradient steps " + plain.value());
    }

    private static QuadraticObjective diagonal(double[] curvatures) {
        double[][] matrix = new double[curvatures.length][curvatures.length];
        for (int j = 0; j < curvatures.length; j++) {
            matrix[j][j] = curvatures[j];
        }
        return new QuadraticObjective(matrix, new double[curvatures.length], 1);
    }
}
