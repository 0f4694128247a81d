package io.ef21.study;

import io.ef21.run.TrainOption;
import java.util.List;
import java.util.Map;

/**
 * What the tuning of an entry chose, and what that cost.
 *
 * @param best options of the grid; empty where there was none
 * @param edges at which they are, for people
 * @param candidates all that were tried, in the grid's order
 * @param runs that were run for it
 * @param rounds of those runs in all
 * @param bits of those runs in all, per client, both ways
 */
public record Choice(
        Map<TrainOption, String> best,
        List<String> edges,
        List<Candidate> candidates,
        int runs,
        double rounds,
        double bits) {
    /** Of an entry with nothing to tune. */
    static final Choice NONE = new Choice(Map.of(), List.of(), List.of(), 0, 0, 0);

    /**
     * Values of a grid.
     *
     * @param chosen by option
     * @param score the smaller, the better; the median over the seeds
     * @param last quality; the median over the seeds
     * @param diverged how many seeds diverged or failed
     * @param seeds that were run
     */
    public record Candidate(Map<TrainOption, String> chosen, double score, double last, int diverged, int seeds) {
        /** Whether it is the better one: by its score, or by its last quality where neither has one. */
        boolean beats(Candidate other) {
            boolean neither = Double.isInfinite(score) && Double.isInfinite(other.score);
            return neither ? last < other.last : score < other.score;
        }

        /** Whether any run of it came to an end that counts. */
        boolean counts() {
            return Double.isFinite(score) || Double.isFinite(last);
        }
    }

    /** Whether there was a target and no candidate reached it. */
    boolean missed() {
        return !candidates.isEmpty() && candidates.stream().noneMatch(candidate -> Double.isFinite(candidate.score()));
    }

    /** For tables; marked with a star where the best is at an edge. */
    public String text() {
        String parameters = PlannedRun.text(best);
        return parameters.isEmpty() ? "-" : parameters + (edges.isEmpty() ? "" : " *");
    }
}
