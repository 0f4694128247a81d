package io.ef21.bench;

import io.ef21.data.InvalidInputException;
import java.util.HashSet;
import java.util.List;

/**
 * What a contest measures.
 *
 * @param contestants their names, in the order of their turns
 * @param gaps relative gaps, falling
 * @param repeats timed turns of each contestant
 * @param longest iterations of the long runs that look for the optimum
 * @param heldOut whether rows are held out
 */
public record ContestPlan(List<String> contestants, List<Double> gaps, int repeats, int longest, boolean heldOut) {
    /** Spark's LogisticRegression. */
    public static final String MLLIB = "mllib";

    /** The same with MLlib's standardization, which makes it another objective. */
    public static final String MLLIB_STANDARDIZED = "mllib-standardized";

    /** Our messages at full precision. */
    public static final String LOSSLESS = "lossless";

    /** What a user gets who asks for nothing. */
    public static final String DEFAULT = "default";

    /** The bits of the default, without error feedback. */
    public static final String WITHOUT_FEEDBACK = "without-feedback";

    /**
     * @throws InvalidInputException if a gap is not between 0 and 1, or does not fall, or a name comes twice
     */
    public ContestPlan {
        contestants = List.copyOf(contestants);
        gaps = List.copyOf(gaps);
        if (gaps.isEmpty()) {
            throw new InvalidInputException("--gaps needs at least one relative gap, such as 1e-2,1e-3");
        }
        double previous = 1;
        for (double gap : gaps) {
            if (!(gap > 0 && gap < previous)) {
                throw new InvalidInputException("--gaps must be falling numbers between 0 and 1 (got " + gap
                        + (previous == 1 ? "" : " after " + previous) + ")");
            }
            previous = gap;
        }
        if (contestants.isEmpty() || new HashSet<>(contestants).size() < contestants.size()) {
            throw new InvalidInputException(
                    "--contestants must name each contestant once (got " + String.join(",", contestants) + ")");
        }
    }

    /** The smallest gap. */
    double tightest() {
        return gaps.get(gaps.size() - 1);
    }
}
