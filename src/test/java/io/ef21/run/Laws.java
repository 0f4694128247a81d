package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.assertClose;
import static io.ef21.Vectors.maxNorm;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static io.ef21.Vectors.squaredDistance;
import static io.ef21.Vectors.times;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressor;
import io.ef21.compress.TopK;
import io.ef21.method.Client;
import io.ef21.wire.ValueBits;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * What the papers prove about a run, as checks of a {@link Trace}. Constants are worked out here from the formulas of
 * the papers, not taken from the code under test.
 *
 * <p>Compressors are deterministic, so every inequality holds round by round; {@link #SLACK} covers rounding.
 */
final class Laws {
    /** Relative slack of inequalities. */
    static final double SLACK = 1e-9;

    /** Sums of a few hundred terms in another order. */
    static final double ROUNDING = 1e-12;

    private Laws() {}

    /** theta = 1 - sqrt(1 - alpha). */
    static double theta(double alpha) {
        return 1 - Math.sqrt(1 - alpha);
    }

    /** beta = (1 - alpha) / (1 - sqrt(1 - alpha)). */
    static double beta(double alpha) {
        return (1 - alpha) / theta(alpha);
    }

    /** sqrt(beta / theta). */
    static double xi(double alpha) {
        return Math.sqrt(beta(alpha) / theta(alpha));
    }

    /**
     * The server steps along the weighted mean of the clients' g_i, and each g_i is what its client has sent.
     *
     * <p>The server adds up corrections, the clients their own: both sums round at the size of the largest g_i so far.
     */
    static void serverKnowsTheMeanOfTheEstimates(Trace trace) {
        int n = trace.n();
        double[][] heard = new double[n][trace.rounds().get(0).model().length];
        double largest = 0;
        for (int t = 0; t <= trace.last(); t++) {
            Trace.Round round = trace.rounds().get(t);
            for (int i = 0; i < n; i++) {
                largest = Math.max(largest, norm(round.memories()[i]));
                add(1, round.sent()[i], heard[i]);
                assertClose(round.memories()[i], heard[i], ROUNDING * largest, "g_" + i + " as sent, round " + t);
            }
            if (t < trace.last()) {
                double[] step = minus(round.model(), trace.rounds().get(t + 1).model());
                double[] estimate = times(1 / trace.gamma(), step);
                double[] mean = trace.mean(round.memories());
                // x^{t+1} rounds at the size of x
                double model = norm(trace.rounds().get(t + 1).model()) / trace.gamma();
                assertClose(mean, estimate, ROUNDING * largest + 1e-15 * model, "g^t, round " + t);
            }
        }
    }

    /** ||grad f|| is at most what the record certifies, up to rounding at the size of the largest gradient so far. */
    static void gradientNormIsBelowTheCertificate(Trace trace) {
        double largest = 0;
        for (int t = 0; t <= trace.last(); t++) {
            largest = Math.max(largest, maxNorm(trace.rounds().get(t).gradients()));
            assertBelow(
                    norm(trace.gradient(t)),
                    trace.records().get(t).gradNormBound() + ROUNDING * largest,
                    "gradient norm, round " + t);
        }
    }

    /** ||grad f|| <= ||g|| + sqrt(G) as recorded, and the record tells the truth about f, grad f and G. */
    static void recordsAreTrueAndCertified(Trace trace) {
        double largest = 0;
        for (int t = 0; t <= trace.last(); t++) {
            RoundRecord record = trace.records().get(t);
            double[] gradient = trace.gradient(t);
            largest = Math.max(
                    largest,
                    Math.max(norm(gradient), maxNorm(trace.rounds().get(t).memories())));
            double scale = 0;
            for (double loss : trace.rounds().get(t).losses()) {
                scale += Math.abs(loss);
            }
            assertEquals(trace.value(t), record.objective(), ROUNDING * scale);
            assertEquals(norm(gradient), Math.sqrt(record.gradNormSq()), ROUNDING * largest);
            assertEquals(Math.sqrt(trace.distortion(t)), Math.sqrt(record.distortion()), ROUNDING * largest);
            // the server's g has drifted from the mean of the g_i by roundings at the size of the largest
            double drift = ROUNDING * largest;
            assertBelow(norm(gradient), record.gradNormBound() + drift, "gradient norm, round " + t);
            double estimate = norm(trace.mean(trace.rounds().get(t).memories()));
            assertEquals(estimate + Math.sqrt(trace.distortion(t)), record.gradNormBound(), drift);
        }
    }

    /**
     * EF21+ takes m = g_i + C(grad - g_i) or b = C(grad), whichever is nearer, m on ties.
     *
     * @return how often b was taken
     */
    static int estimateIsTheNearerCandidate(Trace trace) {
        Compressor compressor = trace.options().compressor();
        ValueBits bits = trace.options().valueBits();
        int replaced = 0;
        for (int t = 1; t <= trace.last(); t++) {
            for (int i = 0; i < trace.n(); i++) {
                double[] gradient = trace.rounds().get(t).gradients()[i];
                double[] old = trace.rounds().get(t - 1).memories()[i];
                Client client = trace.clients().get(i);
                double[] markov = rounded(compressed(compressor, client, minus(gradient, old)), bits);
                add(1, old, markov);
                double[] plain = rounded(compressed(compressor, client, gradient), bits);
                boolean replace = squaredDistance(plain, gradient) < squaredDistance(markov, gradient);
                double[] taken = trace.rounds().get(t).memories()[i];
                assertTrue(
                        squaredDistance(taken, gradient)
                                <= Math.min(squaredDistance(plain, gradient), squaredDistance(markov, gradient))
                                        * (1 + ROUNDING),
                        "farther than a candidate, client " + i + ", round " + t);
                assertArrayEquals(replace ? plain : markov, taken, "client " + i + ", round " + t);
                replaced += replace ? 1 : 0;
            }
        }
        return replaced;
    }

    /** ||g_i+ - grad f_i(x+)||^2 <= (1 - theta) ||g_i - grad f_i(x)||^2 + beta L_i^2 ||x+ - x||^2, client by client. */
    static void distortionContracts(Trace trace, double[] constants) {
        double alpha = alpha(trace);
        for (int t = 1; t <= trace.last(); t++) {
            double moved = squaredDistance(
                    trace.rounds().get(t).model(), trace.rounds().get(t - 1).model());
            for (int i = 0; i < trace.n(); i++) {
                double bound = (1 - theta(alpha)) * trace.distortion(t - 1, i)
                        + beta(alpha) * constants[i] * constants[i] * moved;
                double rounding = squared(1e-15 * norm(trace.rounds().get(t).gradients()[i]));
                assertBelow(trace.distortion(t, i), bound * (1 + SLACK) + rounding, "client " + i + ", round " + t);
            }
        }
    }

    /** Theorem 2 of EF21: (1/T) sum ||grad f(x^t)||^2 <= 2 (f(x^0) - inf f) / (gamma T) + G^0 / (theta T), for all T. */
    static void gradientsVanishOnAverage(Trace trace, double infimum) {
        gradientsVanishOnAverage(trace, infimum, trace.distortion(0));
    }

    /** Theorem 3 of Error Feedback Reloaded: the same with H^0 = sum_i w_i (L_mean / L_i) ||g_i^0 - grad f_i(x^0)||^2. */
    static void gradientsVanishOnAverage(Trace trace, double infimum, double[] constants) {
        gradientsVanishOnAverage(trace, infimum, weightedDistortion(trace, 0, constants));
    }

    private static void gradientsVanishOnAverage(Trace trace, double infimum, double distortion) {
        double bound = 2 * (trace.value(0) - infimum) / trace.gamma() + distortion / theta(alpha(trace));
        double sum = 0;
        for (int t = 0; t < trace.last(); t++) {
            sum += squared(norm(trace.gradient(t)));
            assertBelow(sum, bound * (1 + SLACK), "sum of squared gradients up to round " + t);
        }
    }

    /**
     * The inequality that Theorem 2 sums up: f + gamma / (2 theta) G falls by gamma / 2 ||grad f||^2 in every round.
     *
     * <p>Differences of values of f round at the size of f.
     */
    static void potentialDescends(Trace trace) {
        potentialDescends(trace, t -> trace.distortion(t));
    }

    /** The same with H in place of G. */
    static void potentialDescends(Trace trace, double[] constants) {
        potentialDescends(trace, t -> weightedDistortion(trace, t, constants));
    }

    private static void potentialDescends(Trace trace, IntToDoubleFunction distortion) {
        double weight = trace.gamma() / (2 * theta(alpha(trace)));
        for (int t = 0; t < trace.last(); t++) {
            double before = trace.value(t) + weight * distortion.applyAsDouble(t);
            double after = trace.value(t + 1) + weight * distortion.applyAsDouble(t + 1);
            double descent = trace.gamma() / 2 * squared(norm(trace.gradient(t)));
            assertBelow(
                    after + descent,
                    before + SLACK * descent + ROUNDING * (Math.abs(before) + Math.abs(after)),
                    "round " + t);
        }
    }

    /**
     * Theorem 3 of EF21: Psi = f - f* + gamma / theta G falls by the factor 1 - gamma mu in every round.
     *
     * @param excess f - f* at a point, free of cancellation
     * @param mu the constant of the PL inequality
     */
    static void lyapunovFunctionContracts(Trace trace, ToDoubleFunction<double[]> excess, double mu) {
        double weight = trace.gamma() / theta(alpha(trace));
        double start = excess.applyAsDouble(trace.rounds().get(0).model()) + weight * trace.distortion(0);
        double before = start;
        for (int t = 1; t <= trace.last(); t++) {
            double now = excess.applyAsDouble(trace.rounds().get(t).model()) + weight * trace.distortion(t);
            // x and g round at 1e-16 of their size, which Psi squares
            assertBelow(now, (1 - trace.gamma() * mu) * before * (1 + SLACK) + 1e-26 * start, "round " + t);
            before = now;
        }
    }

    /** EF14: z = x - sum_i w_i e_i moves by -gamma grad f(x), as gradient descent would. */
    static void virtualIterateDescends(Trace trace) {
        double largest = 0;
        for (int t = 0; t < trace.last(); t++) {
            double[] moved = virtual(trace, t + 1);
            add(-1, virtual(trace, t), moved);
            double[] step = times(-trace.gamma(), trace.gradient(t));
            largest = Math.max(
                    largest,
                    norm(trace.rounds().get(t + 1).model())
                            + maxNorm(trace.rounds().get(t).memories())
                            + norm(step));
            assertClose(step, moved, ROUNDING * largest, "step of z, round " + t);
        }
    }

    /** z^t = x^t - sum_i w_i e_i^t, where e_i^t is what the client remembers when round t begins. */
    private static double[] virtual(Trace trace, int t) {
        double[] z = trace.rounds().get(t).model().clone();
        if (t > 0) {
            add(-1, trace.mean(trace.rounds().get(t - 1).memories()), z);
        }
        return z;
    }

    private static double weightedDistortion(Trace trace, int t, double[] constants) {
        double mean = 0;
        double sum = 0;
        for (int i = 0; i < trace.n(); i++) {
            mean += trace.weights()[i] * constants[i];
        }
        for (int i = 0; i < trace.n(); i++) {
            // f_i that does not change is known exactly
            sum += constants[i] == 0 ? 0 : trace.weights()[i] * mean / constants[i] * trace.distortion(t, i);
        }
        return sum;
    }

    /** The contraction of the client whose columns are compressed most: min_i k_i / d_i. */
    static double alpha(Trace trace) {
        double alpha = 1;
        for (Client client : trace.clients()) {
            int d = client.objective().dimension();
            if (d > 0 && trace.options().compressor() instanceof TopK topK) {
                alpha = Math.min(alpha, (double) topK.k(d) / d);
            }
        }
        return alpha;
    }

    private static double[] compressed(Compressor compressor, Client client, double[] v) {
        return Trace.lifted(client, compressor.compress(client.gather(v), 0).toDense());
    }

    private static double[] rounded(double[] v, ValueBits bits) {
        double[] rounded = v.clone();
        for (int j = 0; j < v.length && bits != ValueBits.DOUBLE; j++) {
            rounded[j] = (float) v[j];
            if (bits == ValueBits.BFLOAT && v[j] != 0) {
                double unit = Math.scalb(1.0, Math.getExponent(rounded[j]) - 7);
                rounded[j] = Math.rint(rounded[j] / unit) * unit;
            }
        }
        return rounded;
    }

    private static void assertBelow(double value, double bound, String what) {
        assertTrue(value <= bound, () -> what + ": " + value + " > " + bound);
    }

    private static double squared(double x) {
        return x * x;
    }
}
