package io.ef21.run;

import static io.ef21.Vectors.dot;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static io.ef21.Vectors.squaredDistance;
import static io.ef21.Vectors.times;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.method.Knob;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that theory makes fall by a factor in every round, on quadratics, where nothing is drawn. */
class LyapunovTest {
    private static final int INSTANCES = 15;
    private static final int ROUNDS = 120;

    /** Gradient descent: f(x^t) - f* <= (1 - mu / L)^t (f(x^0) - f*). */
    @Test
    void gradientDescent_isLinear() {
        forQuadratics((quadratics, problem, random) -> {
            Trace trace = Asked.of("gd").rounds(ROUNDS).on(problem);
            assertContracts(trace, excess(quadratics, trace), 1 - mu(quadratics) / problem.smoothness(false));
        });
    }

    /** Three-point compressors: f - f* + gamma/A G with gamma = min(1/(L + L_q sqrt(2B/A)), A/(2 mu)). */
    @ParameterizedTest
    @CsvSource({"lag, 0.5", "lag, 10", "clag, 0.5", "clag, 100", "3pcv4, 0", "ef21, 0"})
    void threePointCompressors_contract(String method, double zeta) {
        forQuadratics((quadratics, problem, random) -> {
            double d = problem.dimension();
            double alpha = 2 / d;
            double a =
                    switch (method) {
                        case "lag" -> 1;
                        case "3pcv4" -> Laws.theta(1 - (1 - alpha) * (1 - 1 / d));
                        default -> Laws.theta(alpha);
                    };
            double b =
                    switch (method) {
                        case "lag" -> zeta;
                        case "clag" -> Math.max(Laws.beta(alpha), zeta);
                        case "3pcv4" -> Laws.beta(1 - (1 - alpha) * (1 - 1 / d));
                        default -> Laws.beta(alpha);
                    };
            double mu = mu(quadratics);
            double gamma = Math.min(
                    1 / (problem.smoothness(false) + problem.quadraticMean(false) * Math.sqrt(2 * b / a)),
                    a / (2 * mu));
            Asked asked =
                    switch (method) {
                        case "ef21" -> Asked.of(method);
                        case "3pcv4" -> Asked.of(method, Knob.SECOND, "topk:1");
                        default -> Asked.of(method, Knob.TRIGGER, zeta);
                    };
            Trace trace = asked.step(gamma).rounds(ROUNDS).on(problem);
            IntToDoubleFunction gap = excess(quadratics, trace);
            assertContracts(trace, t -> gap.applyAsDouble(t) + gamma / a * trace.distortion(t), 1 - gamma * mu);
        });
    }

    /** EF21-W: f - f* + gamma/theta G_W with gamma = min(1/(L + sqrt(2) L_m xi), theta/(2 mu)). */
    @ParameterizedTest
    @ValueSource(strings = {"topk:2", "nearest:b=2"})
    void weightedClients_contract(String compressor) {
        forQuadratics((quadratics, problem, random) -> {
            double alpha = compressor.startsWith("topk") ? 2.0 / problem.dimension() : 8 / 9.0;
            double theta = Laws.theta(alpha);
            double mu = mu(quadratics);
            double mean = problem.arithmeticMean(false);
            double gamma =
                    Math.min(1 / (problem.smoothness(false) + Math.sqrt(2) * mean * Laws.xi(alpha)), theta / (2 * mu));
            Trace trace = Asked.of("ef21-w")
                    .compressor(compressor)
                    .step(gamma)
                    .rounds(ROUNDS)
                    .on(problem);
            IntToDoubleFunction gap = excess(quadratics, trace);
            assertContracts(
                    trace,
                    t -> {
                        double distortion = 0;
                        for (int i = 0; i < trace.n(); i++) {
                            double share = problem.constants()[i] / (mean * trace.n());
                            double[] scaled = times(
                                    1 / (trace.n() * share),
                                    trace.rounds().get(t).gradients()[i]);
                            distortion += share * squaredDistance(trace.kept(t, 0)[i], scaled);
                        }
                        return gap.applyAsDouble(t) + gamma / theta * distortion;
                    },
                    1 - gamma * mu);
        });
    }

    /** The tight rate of EF21 and EF14 with one client, at the step that makes it best. */
    @ParameterizedTest
    @ValueSource(strings = {"ef21", "ef14"})
    void oneClient_contractsAtTheTightRate(String method) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Quadratics quadratics = Quadratics.random(random, 1, random.nextInt(2, 10));
            Problem problem = Problem.of(quadratics);
            int d = problem.dimension();
            int k = random.nextInt(1, d);
            double s = Math.sqrt(1 - (double) k / d);
            double l = problem.smoothness(false);
            double mu = mu(quadratics);
            double gamma = 2 / (l + mu) * (1 - s) / (1 + s);
            double lambda = gamma
                    / (l + mu)
                    * ((1 - s) * (l - mu)
                            + (1 + s) * Math.sqrt((l - mu) * (l - mu) + 16 * l * mu * s / ((1 + s) * (1 + s))));
            double rho = s + 0.25 * (1 + s) * (l - mu) * lambda;
            Trace trace = Asked.of(method)
                    .compressor("topk:" + k)
                    .step(gamma)
                    .rounds(ROUNDS)
                    .on(problem);
            double[] minimiser = quadratics.minimiser(new double[] {1});
            assertContracts(
                    trace,
                    t -> method.equals("ef21")
                            ? trace.distortion(t) + s * dot(trace.gradient(t), trace.gradient(t))
                            : ofMemory(trace, minimiser, s, t),
                    rho);
        }
    }

    /** ||x - x* - e||^2 + ||e||^2 / s, e before the round. */
    private static double ofMemory(Trace trace, double[] minimiser, double s, int t) {
        double[] off = minus(trace.model(t), minimiser);
        double[] error =
                t == 0 ? new double[off.length] : trace.rounds().get(t - 1).memories()[0];
        return squaredDistance(off, error) + dot(error, error) / s;
    }

    /** One client without memory: f - f* falls by 1 - (1 - q_t) mu / L, q_t what the compressor left out. */
    @ParameterizedTest
    @ValueSource(strings = {"topk:1", "randk:2", "sign", "natural"})
    void compressedDescent_fallsByWhatItKeeps(String compressor) {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Quadratics quadratics = Quadratics.random(random, 1, random.nextInt(3, 12));
            Problem problem = Problem.of(quadratics);
            double l = problem.smoothness(false);
            Trace trace = Asked.of("cgd")
                    .compressor(compressor)
                    .step(1 / l)
                    .rounds(ROUNDS)
                    .seed(instance)
                    .on(problem);
            IntToDoubleFunction gap = excess(quadratics, trace);
            double product = gap.applyAsDouble(0);
            for (int t = 0; t < trace.last(); t++) {
                double[] gradient = trace.gradient(t);
                double left = squaredDistance(trace.rounds().get(t).sent()[0], gradient) / dot(gradient, gradient);
                assertTrue(left <= 1);
                product *= 1 - (1 - left) * mu(quadratics) / l;
                double now = gap.applyAsDouble(t + 1);
                assertTrue(
                        now <= product * (1 + Laws.SLACK) + 1e-26 * gap.applyAsDouble(0),
                        now + " > " + product + ", round " + (t + 1));
            }
        }
    }

    /** (1/n) sum ||e_i||^2 <= xi^2 gamma^2 max ||grad f_i||^2 for EF14, whatever the step. */
    @ParameterizedTest
    @ValueSource(strings = {"topk:1", "topk:2", "sign", "nearest:b=2"})
    void memories_stayBounded(String compressor) {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < INSTANCES; instance++) {
            Problem problem = Problem.logistic(
                    random, random.nextInt(1, 6), random.nextInt(3, 12), new Regularizer.Nonconvex(0.1));
            double d = problem.dimension();
            double alpha =
                    switch (compressor) {
                        case "topk:1", "sign" -> 1 / d;
                        case "topk:2" -> 2 / d;
                        default -> 8 / 9.0;
                    };
            Trace trace = Asked.of("ef14").compressor(compressor).step(0.3).on(problem);
            double largest = 0;
            for (int t = 0; t <= trace.last(); t++) {
                double sum = 0;
                for (int i = 0; i < trace.n(); i++) {
                    double[] gradient = trace.rounds().get(t).gradients()[i];
                    double[] error = trace.rounds().get(t).memories()[i];
                    largest = Math.max(largest, dot(gradient, gradient));
                    sum += dot(error, error) / trace.n();
                }
                double reach = Laws.xi(alpha) * trace.gamma();
                assertTrue(sum <= reach * reach * largest * (1 + Laws.SLACK), "round " + t);
            }
        }
    }

    @FunctionalInterface
    private interface Check {
        void on(Quadratics quadratics, Problem problem, SplittableRandom random);
    }

    private static void forQuadratics(Check check) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < INSTANCES; instance++) {
            double ridge = instance % 2 == 0 ? 0.1 : 20;
            int d = random.nextInt(3, 12);
            Quadratics quadratics = Quadratics.random(random, random.nextInt(1, 8), d, d, 30, ridge);
            check.on(quadratics, Problem.of(quadratics), random);
        }
    }

    /** x and g round at 1e-16 of their size, which the functions square. */
    private static void assertContracts(Trace trace, IntToDoubleFunction psi, double factor) {
        double start = psi.applyAsDouble(0);
        double before = start;
        for (int t = 1; t <= trace.last(); t++) {
            double now = psi.applyAsDouble(t);
            double allowed = factor * before * (1 + Laws.SLACK) + 1e-26 * start;
            assertTrue(now <= allowed, now + " > " + allowed + ", round " + t);
            before = now;
        }
        assertTrue(norm(trace.model(trace.last())) > 0 && before < start);
    }

    /** f(x^t) - f* = 1/2 (x - x*)'A(x - x*), without cancellation. */
    private static IntToDoubleFunction excess(Quadratics quadratics, Trace trace) {
        double[] weights = trace.weights();
        double[] minimiser = quadratics.minimiser(weights);
        double[][] matrix = quadratics.matrix(weights);
        return t -> {
            double[] off = Vectors.minus(trace.model(t), minimiser);
            double sum = 0;
            for (int i = 0; i < off.length; i++) {
                sum += 0.5 * off[i] * dot(matrix[i], off);
            }
            return sum;
        };
    }

    private static double mu(Quadratics quadratics) {
        return quadratics.pl(quadratics.weights(false));
    }
}
