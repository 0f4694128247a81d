package io.ef21.run;

import java.util.List;

/**
 * The end of a run.
 *
 * @param setting what it started from
 * @param model x of the last record; when the run diverged, the last x
 * @param first record of round 0
 * @param last record of the last round
 * @param reason why it ended
 * @param solutions one per lambda of the path that was reached, the largest first; without a path, the one
 */
public record Outcome(
        Setting setting,
        double[] model,
        RoundRecord first,
        RoundRecord last,
        StopReason reason,
        List<Solution> solutions) {}
