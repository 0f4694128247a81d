package io.ef21.run;

import io.ef21.method.StepSizeRule;
import io.ef21.update.Stepper.Action;
import org.jspecify.annotations.Nullable;

/** When a run ends. It sees every record, in order. Not thread-safe. */
final class StoppingRule {
    /** So many steps in a row that neither lower nor raise the objective are enough. */
    private static final int QUIET = 5;

    /** So many steps without a lower objective are enough, however it moves. */
    private static final int PATIENCE = 20;

    private final TrainingOptions options;
    private final int clients;
    private double lowest = Double.POSITIVE_INFINITY;
    private int quiet;
    private int without;

    StoppingRule(TrainingOptions options, int clients) {
        this.options = options;
        this.clients = clients;
    }

    /** Why the run ends with a record; null if it goes on. */
    @Nullable
    StopReason after(RoundRecord record, Ledger ledger) {
        boolean safeguarded = options.stepSize().kind() == StepSizeRule.Kind.AUTO;
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

    /** Steps may rise on their way down, so it is the lowest value that has to fall. */
    private boolean decreasesTooLittle(RoundRecord record) {
        if (options.tol() == 0 || record.action() != Action.STEP) {
            return false;
        }
        double least = options.tol() * Math.max(Math.abs(lowest), Double.MIN_NORMAL);
        if (record.objective() < lowest - least || Double.isInfinite(lowest)) {
            lowest = record.objective();
            quiet = 0;
            without = 0;
            return false;
        }
        without++;
        quiet = record.objective() <= lowest + least ? quiet + 1 : 0;
        return quiet == QUIET || without == PATIENCE;
    }
}
