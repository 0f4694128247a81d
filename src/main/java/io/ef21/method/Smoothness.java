package io.ef21.method;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CanonicalTree;

/**
 * Smoothness constants of f = sum_i w_i f_i.
 *
 * @param whole L, of f with everything in it
 * @param bounded whether {@code whole} is the weighted mean of the L_i, which bounds L, and not L itself
 * @param arithmeticMean sum_i w_i L_i, of the parts that are compressed
 * @param quadraticMean sqrt(sum_i w_i L_i^2)
 * @param smallest min L_i
 * @param largest max L_i
 * @param largestShare max w_i L_i: max L_i / n where all clients weigh the same
 * @param ofSamples sqrt(sum_i w_i l_i^2), l_i the largest constant of a client's samples; NaN where there are none, or not known
 * @param strongConvexity mu, a constant with all f_i strongly convex; 0 where none is known
 * @param constants L_i
 */
public record Smoothness(
        double whole,
        boolean bounded,
        double arithmeticMean,
        double quadraticMean,
        double smallest,
        double largest,
        double largestShare,
        double ofSamples,
        double strongConvexity,
        double[] constants) {

    /**
     * The constants from L and the L_i.
     *
     * @param weights w_i, summing to 1
     * @param constants L_i
     * @param samples l_i
     */
    public static Smoothness of(
            double whole,
            boolean bounded,
            double[] weights,
            double[] constants,
            double[] samples,
            double strongConvexity) {
        double[] first = new double[weights.length];
        double[] second = new double[weights.length];
        double[] ofSamples = new double[weights.length];
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        double share = 0;
        for (int i = 0; i < weights.length; i++) {
            first[i] = weights[i] * constants[i];
            second[i] = first[i] * constants[i];
            ofSamples[i] = weights[i] * samples[i] * samples[i];
            smallest = Math.min(smallest, constants[i]);
            largest = Math.max(largest, constants[i]);
            share = Math.max(share, first[i]);
        }
        double quadratic = Math.sqrt(CanonicalTree.sum(second));
        return new Smoothness(
                whole,
                bounded,
                CanonicalTree.sum(first),
                quadratic,
                smallest,
                largest,
                share,
                Math.sqrt(CanonicalTree.sum(ofSamples)),
                strongConvexity,
                constants);
    }

    /**
     * Refuses a schedule whose weights depend on mu.
     *
     * @throws InvalidInputException if no mu is known
     */
    public void requireStrongConvexity() {
        if (!(strongConvexity > 0)) {
            throw new InvalidInputException("this schedule needs strongly convex clients: add --regularizer l2:1e-4"
                    + " --regularizer-at clients, or use --method ef-average-uniform");
        }
    }
}
