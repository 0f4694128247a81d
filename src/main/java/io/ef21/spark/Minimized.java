package io.ef21.spark;

import io.ef21.data.Columns;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import io.ef21.run.Solution;
import io.ef21.run.StopReason;
import java.util.List;

/**
 * What a minimization came to. The arrays are not copied.
 *
 * @param model x, of length d; when the run diverged, the last x
 * @param history a record per round, from round 0, which describes x^0
 * @param reason why it ended; {@link StopReason#DIVERGED} is one
 * @param setting what was known before round 0, and why it was chosen so
 * @param solutions one per lambda of the option lambdas that was reached, the largest first; else the one
 */
public record Minimized(
        double[] model, List<RoundRecord> history, StopReason reason, Setting setting, List<Solution> solutions) {

    /** Models on all d variables, of an outcome on those that some client has. */
    static Minimized of(Outcome outcome, List<RoundRecord> history) {
        Columns columns = outcome.setting().population().columns();
        List<Solution> solutions = outcome.solutions().stream()
                .map(solution -> new Solution(
                        solution.lambda(), columns.spread(solution.model()), solution.last(), solution.reason()))
                .toList();
        return new Minimized(
                columns.spread(outcome.model()), List.copyOf(history), outcome.reason(), outcome.setting(), solutions);
    }

    /** The record of the last round, which describes the model. */
    public RoundRecord last() {
        return history.get(history.size() - 1);
    }

    /** f at the model, with the regularizer; an estimate where clients answer with samples. */
    public double objective() {
        return last().objective();
    }

    @Override
    public String toString() {
        return "Minimized(f %s -> %s in %d rounds: %s)"
                .formatted(
                        history.get(0).objective(),
                        objective(),
                        last().round(),
                        Minimization.withoutDashes(reason.text()));
    }
}
