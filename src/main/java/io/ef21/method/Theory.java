package io.ef21.method;

import io.ef21.data.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What a theorem is given: the problem's constants, the compressors', and which rule the user chose.
 *
 * @param smoothness of the problem
 * @param guarantee of the compressor
 * @param downlink of the downlink's compressor; null where the downlink is exact
 * @param clients n
 * @param effective 1 / max w_i, as many clients' independent errors average at least: n where all weigh the same
 * @param presence the probability that a client answers
 * @param columns of the client that has most
 * @param samples of the client that has fewest
 * @param mostSamples of the client that has most
 * @param rounds T, the horizon
 * @param classic whether the original rule is asked for, with the quadratic mean of the L_i
 * @param proximal whether the server's regularizer has a proximal part
 */
public record Theory(
        Smoothness smoothness,
        Guarantee guarantee,
        @Nullable Guarantee downlink,
        int clients,
        double effective,
        double presence,
        int columns,
        long samples,
        long mostSamples,
        int rounds,
        boolean classic,
        boolean proximal) {

    /**
     * theta, beta and xi of the compressor.
     *
     * @throws InvalidInputException if it does not contract
     */
    public Contraction contraction() {
        guarantee.requireContraction();
        return new Contraction(guarantee.alpha());
    }

    /** The mean of the L_i that the user's rule names. */
    public double mean() {
        return classic ? smoothness.quadraticMean() : smoothness.arithmeticMean();
    }

    /** What {@link #mean} is, for people. */
    public String meanOf() {
        return (classic ? "quadratic" : "arithmetic") + " mean of L_i";
    }

    /**
     * The largest step of EF21's theorems.
     *
     * @throws InvalidInputException if the compressor does not contract
     */
    public StepSize errorFeedback() {
        return errorFeedback(contraction());
    }

    /** The same for a mechanism that contracts otherwise than its compressor does. */
    public StepSize errorFeedback(Contraction contraction) {
        if (proximal) {
            return StepSize.proximal(smoothness, contraction, classic);
        }
        return classic ? StepSize.classic(smoothness, contraction) : StepSize.reloaded(smoothness, contraction);
    }

    /**
     * EF21 where f is strongly convex, or mu is its Polyak-Lojasiewicz constant: min(1 / (L + sqrt(2) L_m xi), theta / (2 mu));
     * f(x^t) - f* + (gamma / theta) G^t then falls by 1 - gamma mu in a round (EF21, Theorem 3; Error Feedback Reloaded).
     *
     * @throws InvalidInputException if the compressor does not contract
     */
    public StepSize linear() {
        Contraction c = contraction();
        double smooth = 1 / (smoothness.whole() + Math.sqrt(2) * mean() * c.xi());
        return new StepSize(
                Math.min(smooth, c.theta() / (2 * smoothness.strongConvexity())),
                "EF21 with strong convexity, min(1/(L + sqrt(2) L_m xi), theta/(2 mu)), " + meanOf(),
                Double.NaN);
    }

    /**
     * Compressed gradients without memory: 1 / (L + 2 omega max w_i L_i) for unbiased compressors that draw independently, max L_i in its place
     * where they share a seed; on one client 1/L for contractive ones; by convention EF21's step for contractive ones on
     * several clients, where it may diverge.
     *
     * @throws InvalidInputException if the compressor is neither
     */
    public StepSize direct() {
        if (guarantee.omega() == 0) {
            return StepSize.descent(smoothness, "gradient descent, 1/L");
        }
        if (guarantee.omega() < Double.POSITIVE_INFINITY) {
            double noise = guarantee.sharedSeed() ? smoothness.largest() : smoothness.largestShare();
            return new StepSize(
                    1 / (smoothness.whole() + 2 * guarantee.omega() * noise),
                    "compressed gradient descent with an unbiased compressor, 1/(L + 2 omega max w_i L_i)",
                    Double.NaN);
        }
        guarantee.requireContraction();
        return clients == 1
                ? new StepSize(
                        1 / smoothness.whole(),
                        "On biased compression, CGD with a contractive compressor, 1/L",
                        2 / guarantee.alpha())
                : errorFeedback().byConvention();
    }
}
