package io.ef21.run;

import io.ef21.method.StepSizeRule;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.update.Stepper.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a run, or one regularizer of its path, ends. It sees every record, in order. Not thread-safe.
 *
 * <p>The decrease is that of the smallest objective so far, because a safeguarded step may raise the objective for a few
 * rounds, and the run does not end on such a rise unless it lasts.
 */
final class StoppingRule implements ServerState {
    /** Steps over which the decrease of the objective is taken. */
    private static final int STEPS = 5;

    /** Steps without a decrease after which a run ends above its smallest objective. */
    private static final int PATIENCE = 20;

    /** Near enough to the minimum, certified, as a part of the tolerance. */
    private static final double CERTIFIED = 0.1;

    private final TrainingOptions options;
    private final int clients;
    private final boolean safeguarded;
    /** The smallest objective after every step, the last few. */
    private final List<Double> smallest = new ArrayList<>();

    private int begin;
    /** Of the objective, where it may end the search on a path; else 0. */
    private double strongConvexity;

    StoppingRule(TrainingOptions options, RegularizationPath.Point first, int clients) {
        this.options = options;
        this.clients = clients;
        this.safeguarded = options.stepSize().kind() == StepSizeRule.Kind.AUTO;
        at(first);
    }

    /** The round after which there is no other with this regularizer. */
    int lastRound() {
        return (int) Math.min(Integer.MAX_VALUE, (long) begin + options.rounds());
    }

    /** Goes on to the next regularizer of a path, under which the objective of a round is this. */
    void next(RegularizationPath.Point point, int round, double objective) {
        at(point);
        begin = round;
        smallest.clear();
        smallest.add(objective);
    }

    private void at(RegularizationPath.Point point) {
        Regularizer regularizer = point.regularizer();
        // with a step size the certificate of a proximal step is not that of a subgradient
        boolean known = !Double.isNaN(point.lambda()) && (safeguarded || !regularizer.proximal());
        strongConvexity = known ? regularizer.strongConvexity() : 0;
    }

    /** Why the run ends with a record; null if it goes on. */
    @Nullable
    StopReason after(RoundRecord record, Ledger ledger) {
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
        if (isCertified(record)) {
            return StopReason.CERTIFIED;
        }
        if (options.maxBytes() > 0 && ledger.total(clients) >= options.maxBytes()) {
            return StopReason.BYTES;
        }
        return record.round() >= lastRound() ? StopReason.ROUNDS : null;
    }

    private boolean decreasesTooLittle(RoundRecord record) {
        if (options.tol() == 0 || record.action() != Action.STEP) {
            return false;
        }
        double f = record.objective();
        double now = smallest.isEmpty() ? f : Math.min(f, smallest.get(smallest.size() - 1));
        smallest.add(now);
        if (smallest.size() > PATIENCE + 1) {
            smallest.remove(0);
        }
        double little = options.tol() * Math.max(Math.abs(now), Double.MIN_NORMAL);
        return decrease(STEPS) <= little && (f - now <= little || decrease(PATIENCE) <= little);
    }

    /** By how much the last few steps lowered the smallest objective; infinite where there were not so many. */
    private double decrease(int steps) {
        int now = smallest.size() - 1;
        return now < steps ? Double.POSITIVE_INFINITY : smallest.get(now - steps) - smallest.get(now);
    }

    /** f - min f is at most the squared norm of a subgradient over twice the strong convexity. */
    private boolean isCertified(RoundRecord record) {
        double bound = record.gradNormBound();
        return strongConvexity > 0
                && bound * bound / (2 * strongConvexity) <= CERTIFIED * options.tol() * Math.abs(record.objective());
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(begin);
        out.writeDouble(strongConvexity);
        out.writeInt(smallest.size());
        for (double value : smallest) {
            out.writeDouble(value);
        }
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        begin = in.readInt();
        strongConvexity = in.readDouble();
        smallest.clear();
        for (int count = in.readInt(); count > 0; count--) {
            smallest.add(in.readDouble());
        }
    }
}
