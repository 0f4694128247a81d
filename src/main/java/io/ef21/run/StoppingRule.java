package io.ef21.run;

import io.ef21.compress.Property;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.update.Stepper.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** When a run, or one regularizer of its path, ends. It sees every record, in order. Not thread-safe. */
final class StoppingRule implements ServerState {
    /** So many steps in a row that neither lower nor raise the objective are enough, where the compressor draws nothing. */
    private static final int QUIET = 5;

    /** So many of them are enough on a path, where the next step promises no more. */
    private static final int QUIET_AND_DONE = 2;

    /** So many steps without a lower objective are enough, however it moves. */
    private static final int PATIENCE = 20;

    /** A compressor that draws may leave out for 3/alpha rounds what matters, but nobody waits for ever. */
    private static final int MOST_PATIENCE = 400;

    /** Near enough to the minimum, certified or to the server's knowledge, as a part of the tolerance. */
    private static final double CERTIFIED = 0.1;

    private final TrainingOptions options;
    private final int clients;
    private final boolean safeguarded;
    private final int quietEnough;
    private final int patience;
    /** The first objective that was seen; NaN before. */
    private double start = Double.NaN;

    private double lowest = Double.POSITIVE_INFINITY;
    private int quiet;
    private int without;
    private int begin;
    private boolean onPath;
    /** Of the objective, where it may end the search on a path; else 0. */
    private double strongConvexity;

    /**
     * A rule for a run.
     *
     * @param alpha contraction of the compressor
     */
    StoppingRule(TrainingOptions options, int clients, double alpha) {
        this.options = options;
        this.clients = clients;
        this.safeguarded = options.stepSize().kind() == StepSizeRule.Kind.AUTO;
        boolean draws = !options.compressor().traits(1).has(Property.DETERMINISTIC);
        int waiting = draws ? (int) Math.min(MOST_PATIENCE, Math.ceil(3 / alpha)) : 0;
        this.quietEnough = Math.max(QUIET, waiting);
        this.patience = Math.max(PATIENCE, 2 * waiting);
    }

    /**
     * Goes on to a regularizer of a path.
     *
     * @param objective of a round under it
     */
    void next(RegularizationPath.Point point, double convexity, int round, double objective) {
        at(point, convexity);
        begin = round;
        lowest = objective;
        quiet = 0;
        without = 0;
    }

    /**
     * Begins with a regularizer.
     *
     * @param convexity a mu such that the regularizer less mu/2 ||x||^2 is convex
     */
    void at(RegularizationPath.Point point, double convexity) {
        Regularizer regularizer = point.regularizer();
        onPath = !Double.isNaN(point.lambda());
        // with a step size the certificate of a proximal step is not that of a subgradient
        boolean known = onPath && (safeguarded || !regularizer.proximal());
        strongConvexity = known ? convexity : 0;
    }

    /** The round after which there is no other with this regularizer. */
    int lastRound() {
        return (int) Math.min(Integer.MAX_VALUE, (long) begin + options.rounds());
    }

    /** Why the run ends with a record of a round in which nobody has seen anything of f; null if it goes on. */
    @Nullable
    StopReason afterSilence(RoundRecord record) {
        return record.round() >= lastRound() ? StopReason.ROUNDS : null;
    }

    /**
     * Why the run ends with a record; null if it goes on.
     *
     * @param promised what the next step may lower the objective by; NaN where nobody knows
     */
    @Nullable
    StopReason after(RoundRecord record, double promised, Ledger ledger) {
        if (diverged(record)) {
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
        if (promisesTooLittle(record, promised)) {
            return StopReason.PREDICTED;
        }
        if (isCertified(record)) {
            return StopReason.CERTIFIED;
        }
        if (options.maxBytes() > 0 && ledger.total(clients) >= options.maxBytes()) {
            return StopReason.BYTES;
        }
        return record.round() >= lastRound() ? StopReason.ROUNDS : null;
    }

    private boolean diverged(RoundRecord record) {
        if (safeguarded && record.round() > 0) {
            return false;
        }
        if (Double.isNaN(start)) {
            start = record.objective();
        }
        return record.isBeyondReturn(start);
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
        return quiet == quietEnough || without == patience;
    }

    /** On a path the pairs know the curvature, so the model's minimum is near that of the objective. */
    private boolean promisesTooLittle(RoundRecord record, double promised) {
        return onPath
                && quiet >= QUIET_AND_DONE
                && record.action() == Action.STEP
                && promised <= CERTIFIED * options.tol() * Math.abs(record.objective());
    }

    /** f - min f is at most the squared norm of a subgradient over twice the strong convexity. */
    private boolean isCertified(RoundRecord record) {
        double bound = record.gradNormBound();
        return strongConvexity > 0
                && bound * bound / (2 * strongConvexity) <= CERTIFIED * options.tol() * Math.abs(record.objective());
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeDouble(start);
        out.writeDouble(lowest);
        out.writeInt(quiet);
        out.writeInt(without);
        out.writeInt(begin);
        out.writeDouble(strongConvexity);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        start = in.readDouble();
        lowest = in.readDouble();
        quiet = in.readInt();
        without = in.readInt();
        begin = in.readInt();
        strongConvexity = in.readDouble();
    }
}
