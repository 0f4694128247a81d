package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.method.Methods;
import io.ef21.wire.ValueBits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory of classic error feedback holds what was left out, the step size included. */
class Ef14MemoryTest {
    @ParameterizedTest
    @CsvSource({"DOUBLE, false", "DOUBLE, true", "FLOAT, false", "FLOAT, true"})
    void virtualIterate_movesLikeGradientDescent(ValueBits bits, boolean byRows) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 40; instance++) {
            Laws.virtualIterateDescends(train(random, Problem.random(random), "theory:2", bits, byRows, 100));
        }
    }

    /** (1/T) sum |grad f|^2 <= 4 delta_0 / (gamma T) + 2 L^2 gamma^2 beta/theta mean |grad f_i|^2 for gamma <= 1/2L. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void gradients_vanishUpToTheirDissimilarity(boolean byRows) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 40; instance++) {
            Quadratics quadratics = Quadratics.random(random, random.nextInt(1, 9), random.nextInt(2, 20));
            Problem problem = Problem.of(quadratics);
            double infimum = quadratics.infimum(quadratics.weights(byRows));
            double whole = problem.smoothness(byRows);
            String step = Double.toString(random.nextDouble(0.05, 0.5) / whole);
            Trace trace = train(random, problem, step, ValueBits.DOUBLE, byRows, 150);
            double xi = Laws.xi(Laws.alpha(trace));
            double squares = 0;
            double sum = 0;
            for (int t = 0; t < trace.last(); t++) {
                double[] gradient = trace.gradient(t);
                sum += Vectors.dot(gradient, gradient);
                for (int i = 0; i < trace.n(); i++) {
                    double[] share = trace.rounds().get(t).gradients()[i];
                    squares += trace.weights()[i] * Vectors.dot(share, share);
                }
                double gap = whole * trace.gamma() * xi;
                double bound = 4 * (trace.value(0) - infimum) / trace.gamma() + 2 * gap * gap * squares;
                assertTrue(sum <= bound * (1 + Laws.SLACK), sum + " > " + bound + ", round " + t);
            }
        }
    }

    @Test
    void memory_ofWhatWasSentWhole_isEmpty() {
        SplittableRandom random = new SplittableRandom(3);
        Problem problem = Problem.random(random);
        int d = problem.dimension();
        Trace trace = Trace.of(problem.objectives(), Trace.options("ef14", "topk:" + d, "theory", 50));
        for (Trace.Round round : trace.rounds()) {
            assertTrue(Vectors.maxNorm(round.memories()) == 0);
        }
    }

    private static Trace train(
            SplittableRandom random, Problem problem, String step, ValueBits bits, boolean byRows, int rounds) {
        int k = random.nextInt(1, problem.dimension() + 1);
        return Trace.of(
                problem.objectives(),
                Trace.options(Methods.parse("ef14"), "topk:" + k, step, rounds, bits, false, byRows));
    }
}
