package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.method.Methods;
import io.ef21.wire.ValueBits;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The theorems of EF21 and of Error Feedback Reloaded, with their own step sizes, in every round. */
class Ef21TheoremsTest {
    private static final int INSTANCES = 40;
    private static final int ROUNDS = 150;

    @ParameterizedTest
    @CsvSource({"ef21, false", "ef21, true", "ef21+, false", "ef21+, true"})
    void distortion_contractsAtEveryClient(String method, boolean byRows) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.random(random);
            String step = List.of("theory", "theory:8", "classic").get(instance % 3);
            Laws.distortionContracts(train(random, problem, method, step, byRows, ROUNDS / 3), problem.constants());
        }
    }

    /** EF21, Theorem 2. */
    @ParameterizedTest
    @CsvSource({"ef21, false", "ef21, true", "ef21+, false", "ef21+, true"})
    void classicStep_makesGradientsVanish(String method, boolean byRows) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.random(random);
            Trace trace = train(random, problem, method, "classic", byRows, ROUNDS);
            Laws.potentialDescends(trace);
            Laws.gradientsVanishOnAverage(trace, lowest(trace));
        }
    }

    /** Error Feedback Reloaded, Theorem 3: a longer step, a weighted distortion. */
    @ParameterizedTest
    @CsvSource({"ef21, false", "ef21, true", "ef21+, false", "ef21+, true"})
    void theoryStep_makesGradientsVanish(String method, boolean byRows) {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.random(random);
            Trace trace = train(random, problem, method, "theory", byRows, ROUNDS);
            Laws.potentialDescends(trace, problem.constants());
            Laws.gradientsVanishOnAverage(trace, lowest(trace), problem.constants());
        }
    }

    /** EF21, Theorem 3, on well and badly conditioned problems, strongly convex and rank-deficient ones. */
    @ParameterizedTest
    @CsvSource({"ef21, false", "ef21, true", "ef21+, false"})
    void plStep_contractsTheLyapunovFunction(String method, boolean byRows) {
        SplittableRandom random = new SplittableRandom(4);
        int limitedByMu = 0;
        for (int instance = 0; instance < INSTANCES; instance++) {
            int d = random.nextInt(2, 16);
            int rank = instance % 4 == 0 ? random.nextInt(1, d + 1) : d;
            double ridge = instance % 2 == 0 ? 0.1 : 20;
            Quadratics quadratics = Quadratics.random(random, random.nextInt(1, 9), d, rank, 30, ridge);
            Problem problem = Problem.of(quadratics);
            double[] weights = quadratics.weights(byRows);
            double mu = quadratics.pl(weights);
            int k = random.nextInt(1, d + 1);
            double alpha = (double) k / d;
            double smooth = 1
                    / (problem.smoothness(byRows)
                            + problem.quadraticMean(byRows) * Math.sqrt(2 * Laws.beta(alpha) / Laws.theta(alpha)));
            double gamma = Math.min(smooth, Laws.theta(alpha) / (2 * mu));
            limitedByMu += gamma < smooth ? 1 : 0;
            TrainingOptions options = Trace.options(
                    Methods.parse(method),
                    "topk:" + k,
                    Double.toString(gamma),
                    ROUNDS,
                    ValueBits.DOUBLE,
                    false,
                    byRows);
            Trace trace = Trace.of(problem.objectives(), options);
            Laws.lyapunovFunctionContracts(trace, excess(quadratics, weights), mu);
        }
        assertTrue(limitedByMu > INSTANCES / 10 && limitedByMu < INSTANCES, "steps limited by mu: " + limitedByMu);
    }

    /** The tests above would be empty if the runs did not move. */
    @Test
    void theoryStep_makesProgress() {
        SplittableRandom random = new SplittableRandom(5);
        for (int instance = 0; instance < 10; instance++) {
            Problem problem = Problem.of(Quadratics.random(random, 5, 8));
            Trace trace = train(random, problem, "ef21", "theory", false, 20 * ROUNDS);
            assertTrue(Vectors.norm(trace.gradient(trace.last())) < 1e-3 * Vectors.norm(trace.gradient(0)));
        }
    }

    private static Trace train(
            SplittableRandom random, Problem problem, String method, String step, boolean byRows, int rounds) {
        int k = random.nextInt(1, problem.dimension() + 1);
        boolean exactStart = random.nextInt(4) == 0;
        return Trace.of(
                problem.objectives(),
                Trace.options(Methods.parse(method), "topk:" + k, step, rounds, ValueBits.DOUBLE, exactStart, byRows));
    }

    /** A value that f does take: in place of the infimum it makes the bounds stronger. */
    private static double lowest(Trace trace) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int t = 0; t <= trace.last(); t++) {
            lowest = Math.min(lowest, trace.value(t));
        }
        return lowest;
    }

    /** f(x) - f* = 1/2 (x - x*)'A(x - x*), without cancellation. */
    private static ToDoubleFunction<double[]> excess(Quadratics quadratics, double[] weights) {
        double[] minimiser = quadratics.minimiser(weights);
        double[][] matrix = quadratics.matrix(weights);
        return x -> {
            double[] off = Vectors.minus(x, minimiser);
            double sum = 0;
            for (int i = 0; i < off.length; i++) {
                sum += 0.5 * off[i] * Vectors.dot(matrix[i], off);
            }
            return sum;
        };
    }
}
