package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Vectors;
import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.kernel.CounterRandom;
import io.ef21.method.Coins;
import io.ef21.method.Keys;
import io.ef21.method.Sampling;
import io.ef21.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the papers' recursions are made of, in plain loops: gradients, batches, compressed vectors and means, with the draws
 * of a run.
 *
 * @param asked the run
 * @param problem the clients, of all columns each
 * @param gamma the step size
 */
record Textbook(Asked asked, Problem problem, double gamma) {
    /** A method: x^{t+1} - x^t. */
    @FunctionalInterface
    interface Recursion {
        double[] move(double[] x, int t);
    }

    /** What a client has in the place of its gradient; asked for once a round. */
    @FunctionalInterface
    interface Estimate {
        double[] of(int client, int t, double[] x);
    }

    /** Fails unless a run goes through the models of a recursion. */
    static void assertFollows(Trace trace, Asked asked, Problem problem, Function<Textbook, Recursion> paper) {
        Textbook book = new Textbook(asked, problem, trace.gamma());
        List<double[]> expected = book.iterates(paper.apply(book), trace.last());
        double farthest = 0;
        for (int t = 0; t <= trace.last(); t++) {
            farthest = Math.max(farthest, Vectors.norm(expected.get(t)));
            Vectors.assertClose(expected.get(t), trace.model(t), 1e-11 * farthest, "x^t of round " + t);
        }
        assertTrue(farthest > 0);
    }

    /** x^0 .. x^rounds. */
    List<double[]> iterates(Recursion recursion, int rounds) {
        List<double[]> all = new ArrayList<>(List.of(new double[d()]));
        for (int t = 0; t < rounds; t++) {
            double[] x = all.get(t).clone();
            Vectors.add(1, recursion.move(all.get(t), t), x);
            all.add(x);
        }
        return all;
    }

    /** n. */
    int n() {
        return problem.objectives().size();
    }

    /** d. */
    int d() {
        return problem.dimension();
    }

    /** L_i. */
    double[] constants() {
        return problem.constants();
    }

    /** A vector of zeros for every client. */
    double[][] zeros() {
        return new double[n()][d()];
    }

    /** The mean over all clients. */
    double[] mean(double[][] vectors) {
        double[] mean = new double[d()];
        for (double[] v : vectors) {
            Vectors.add(1.0 / n(), v, mean);
        }
        return mean;
    }

    /** grad f_i(x). */
    double[] gradient(int i, double[] x) {
        double[] gradient = new double[d()];
        problem.objectives().get(i).evaluate(x, gradient);
        return gradient;
    }

    /** The gradient at x over a batch of round t. */
    double[] batch(Sampling sampling, int draw, int i, int t, double[] x) {
        double[] gradient = new double[d()];
        Objective f = problem.objectives().get(i);
        f.sample(Keys.batch(sampling, asked.seed(), t, i, draw, f.samples()), x, gradient);
        return gradient;
    }

    /** C(v). */
    double[] c(int i, int t, double[] v) {
        return compressed(asked.options().compressor(), Keys.compression(asked.seed(), t), i, v);
    }

    /** Another compressor of the method, with draws of its own. */
    double[] c(Compressor other, int part, int i, int t, double[] v) {
        return compressed(other, Keys.part(Keys.compression(asked.seed(), t), part), i, v);
    }

    /** The downlink's compressor, which draws nothing. */
    double[] down(double[] v) {
        Compressor compressor =
                Objects.requireNonNull(asked.options().downlink().compressor());
        return compressor.compress(v, 0).toDense();
    }

    /** The coin of a round. */
    double coin(int t) {
        return Coins.of(asked.seed(), t);
    }

    /** Whether a client answers. */
    boolean present(int i, int t) {
        return Keys.present(asked.method().participation(), asked.seed(), t, i, n());
    }

    private static double[] compressed(Compressor compressor, long roundKey, int i, double[] v) {
        boolean shared = compressor.traits(v.length).has(Property.SHARED_SEED);
        return compressor
                .compress(v, shared ? roundKey : CounterRandom.key(roundKey, i))
                .toDense();
    }
}
