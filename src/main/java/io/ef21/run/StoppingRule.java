package io.ef21.run;

import io.ef21.update.Stepper.Action;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** When a run ends. It sees every record, in order. Not thread-safe. */
final class StoppingRule {
    /** Steps over which the decrease of the objective is taken. */
    private static final int STEPS = 5;

    private final TrainingOptions options;
    private final int clients;
    private final ArrayDeque<Double> objectives = new ArrayDeque<>();

    StoppingRule(TrainingOptions options, int clients) {
        this.options = options;
        this.clients = clients;
    }

    /** Why the run ends with a record; null if it goes on. */
    @Nullable
    StopReason after(RoundRecord record, Ledger ledger) {
        boolean safeguarded = options.stepSize().kind() == io.ef21.method.StepSizeRule.Kind.AUTO;
        if (!Double.isFinite(record.objective()) && (!safeguarded || record.round() == 0)) {
            return StopReason.DIVERGED;
        }
        if (record.gradNormBound() <= options.gradientTol() && options.gradientTol() > 0) {
            return StopReason.GRADIENT_TOLERANCE;
        }
        if (record.action() == Action.STOP) {
            return StopReason.NO_PROGRESS;
        }
        if (decreasesTooLittle(record)) {
            return StopReason.DECREASE_TOLERANCE;
        }
        if (options.maxBytes() > 0 && ledger.total(clients) >= options.maxBytes()) {
            return StopReason.BYTES;
        }
        return record.round() == options.rounds() ? StopReason.ROUNDS : null;
    }

    private boolean decreasesTooLittle(RoundRecord record) {
        if (options.tol() == 0 || record.action() != Action.STEP) {
            return false;
        }
        objectives.addLast(record.objective());
        if (objectives.size() <= STEPS) {
            return false;
        }
        double before = objectives.removeFirst();
        return before - record.objective() <= options.tol() * Math.max(Math.abs(before), Double.MIN_NORMAL);
    }
}
