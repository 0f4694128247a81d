package io.ef21.objective;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One client's function f_i over the columns that the client owns; it depends on no others.
 *
 * <p>Implementations are immutable and thread-safe; results depend on the arguments alone, to the last bit.
 */
public interface Objective extends Serializable {
    /** {@link #samples} where they are drawn from a distribution: there is no counting them, nor taking a fraction. */
    long ENDLESS = Integer.MAX_VALUE;

    /**
     * A function of d variables, of which nothing else is known: step sizes of theory are refused, auto and numbers work.
     *
     * @throws io.ef21.data.InvalidInputException if d is not positive
     */
    static Objective of(int d, ValueAndGradient function) {
        return new GivenObjective(d, Double.NaN, function);
    }

    /**
     * The same with a bound on its curvature, for step sizes of theory.
     *
     * @param smoothness L_i: ||grad f_i(x) - grad f_i(y)|| is at most L_i ||x - y||; finite, not negative
     * @throws io.ef21.data.InvalidInputException if d or the constant cannot be
     */
    static Objective of(int d, double smoothness, ValueAndGradient function) {
        if (Double.isNaN(smoothness)) {
            throw new InvalidInputException("a smoothness constant must be a number: leave it out where none is known");
        }
        return new GivenObjective(d, smoothness, function);
    }

    /** What to say of clients whose functions know no bound where one is asked for. */
    static InvalidInputException withoutBound() {
        return new InvalidInputException(
                "a client's function has no smoothness constant, which --step-size theory and"
                        + " classic need: give one, as in Objective.of(d, L, f), or use --step-size auto, or a number such as 0.1");
    }

    /** The number of columns the client owns: the length of all vectors here. */
    int dimension();

    /** The columns the client owns; by default these are all there are. */
    default Columns columns() {
        return Columns.all(dimension());
    }

    /** The number of data rows behind the function; 1 where there are none. */
    long rows();

    /** The client's share when clients are weighted by rows: the sum of the weights of its rows. Positive. */
    default double weight() {
        return rows();
    }

    /** The number of stored matrix entries behind the function. */
    long nonzeros();

    /**
     * 64 bits that change when the function does, so that a run is not resumed on other data; 0 where nothing is known.
     */
    default long fingerprint() {
        return 0;
    }

    /**
     * The value f_i(x).
     *
     * @param x on the owned columns; not modified
     * @param gradient on the owned columns; overwritten with the gradient at x
     */
    double evaluate(double[] x, double[] gradient);

    /** Whether the function is an expectation over samples, so that {@link #sample} can be asked. */
    default boolean hasSamples() {
        return false;
    }

    /**
     * The number of samples the expectation is over; what a batch as a fraction is a fraction of. {@link #ENDLESS} where
     * samples are drawn from a distribution: then draws are independent, whatever a batch says.
     */
    default long samples() {
        return rows();
    }

    /**
     * The mean over a batch of samples: unbiased for f_i(x) and its gradient. Terms that belong to no sample, such as a
     * regularizer, enter in full.
     *
     * @param x on the owned columns; not modified
     * @param gradient on the owned columns; overwritten
     * @throws UnsupportedOperationException if the function {@link #hasSamples} not
     */
    default double sample(Batch batch, double[] x, double[] gradient) {
        throw new UnsupportedOperationException("the function has no samples");
    }

    /**
     * The largest smoothness constant of a single sample, without terms that belong to none; NaN where it is not known.
     */
    default double sampleCurvature() {
        return Double.NaN;
    }

    /** A constant mu with f_i strongly convex; 0 where none is known. */
    default double strongConvexity() {
        return 0;
    }

    /**
     * Whether a bound on the Hessian is known. Where it is not, {@link #addCurvature} and {@link #curvatureShift} throw an
     * {@link io.ef21.data.InvalidInputException} that says what to do without.
     */
    default boolean isSmooth() {
        return true;
    }

    /**
     * Adds M v to {@code product}, where M is constant, symmetric and positive semidefinite, and M + {@link
     * #curvatureShift} I bounds the Hessian of f_i (from above and, negated, from below) everywhere.
     */
    void addCurvature(double[] v, double[] product);

    /**
     * Adds the diagonal of the matrix M + {@link #curvatureShift} I to {@code diagonal}, for a {@link Scaling}.
     *
     * @return whether the function knows it; if not, nothing was added
     */
    default boolean addCurvatureDiagonal(double[] diagonal) {
        return false;
    }

    /** The multiple of the identity in the bound on the Hessian; not negative. */
    double curvatureShift();

    /** Mean and spread of the data's columns, as often as the model has entries for them; null where there are none. */
    default @Nullable Moments moments() {
        return null;
    }
}
