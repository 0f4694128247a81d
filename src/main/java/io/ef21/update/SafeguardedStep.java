package io.ef21.update;

import io.ef21.kernel.Chunks;
import io.ef21.objective.Penalty;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;

/**
 * Limited-memory quasi-Newton steps on an estimate of the gradient, with what the server sees for free as the safeguard.
 * Nothing needs to be tuned, and no client state is ever rolled back: an estimate g_i is valid at any model. Where the
 * penalty has absolute values, a step is a {@link PenalizedStep}, or orthant-wise as in {@link Orthant}.
 *
 * <ul>
 *   <li>An estimate is trusted while the distortion is at most {@link #TRUSTED} ||G||^2; otherwise the server stays, and the
 *       clients' next corrections shrink the distortion by their contraction.
 *   <li>f must not exceed the largest of its last {@link #WINDOW} accepted values (Grippo, Lampariello and Lucidi 1986).
 *       If it does, the step is taken back: a shorter one from the same anchor replaces it, with what was learned about
 *       the curvature; after {@link #PATIENCE} in a row the pairs are dropped, and the server returns to the anchor for a
 *       better estimate.
 *   <li>A step is at most twice as long as the last one that was accepted, or half the bound before, so what f can rise by
 *       before it is taken back is bounded.
 * </ul>
 */
final class SafeguardedStep implements Stepper {
    private static final double TRUSTED = 1;
    private static final double TRUSTED_AFTER_RETURN = 1.0 / 16;
    private static final int WINDOW = 5;
    private static final int PATIENCE = 3;
    private static final double GROWTH = 2;

    /** Refining goes on while a round takes off at least a tenth of what a round can. */
    private static final double PROGRESS = 0.9;

    /** A change of f that is smaller relative to f is rounding. */
    private static final double ROUNDING = 1e-13;

    private static final double SMALLEST_TRUST = 0x1.0p-40;

    private final boolean orthantWise;
    private final boolean refines;
    private final double contraction;
    private final CurvaturePairs pairs;
    private final PathMemory path = new PathMemory();
    private final ArrayDeque<Double> accepted = new ArrayDeque<>();
    private double[] anchorGradient = {};
    private double[] anchorDirection = {};
    private double[] sinceAnchor = {};
    private double firstScale = 1;
    private double trust = 1;
    private double radius = Double.POSITIVE_INFINITY;
    private double length;
    private int rejected;
    private boolean returning;
    /** Whether the last judgement went against the model; not part of the state between rounds. */
    private boolean retrying;
    /** Nor is what the last step was expected to bring. */
    private double promised = Double.NaN;

    private double lastDistortion = Double.POSITIVE_INFINITY;
    private double bound = TRUSTED;

    /**
     * @param memory pairs to keep; 0 for gradient steps of the length that the last pair suggests
     * @param orthantWise whether steps are those of OWL-QN where the penalty has absolute values
     * @param refines whether more rounds at the same model improve the estimate
     * @param contraction alpha of the compressor: what a round takes off the distortion at least
     */
    SafeguardedStep(int memory, boolean orthantWise, boolean refines, double contraction) {
        this.pairs = new CurvaturePairs(memory, orthantWise);
        this.orthantWise = orthantWise;
        this.refines = refines;
        this.contraction = contraction;
    }

    @Override
    public Action judge(Observation seen) {
        double[] pseudo = Orthant.pseudoGradient(seen.model(), seen.gradient(), seen.penalty());
        double square = squaredNorm(pseudo);
        boolean trusted = seen.distortion() <= bound * square;
        boolean first = accepted.isEmpty();
        retrying = false;
        promised = Double.NaN;
        if (!first && risen(seen.objective())) {
            lastDistortion = Double.POSITIVE_INFINITY;
            return reject(seen, trusted);
        }
        if (!trusted && refines && seen.distortion() < lastDistortion * (1 - (1 - PROGRESS) * contraction)) {
            lastDistortion = seen.distortion();
            return Action.REFINE;
        }
        lastDistortion = Double.POSITIVE_INFINITY;
        if (square == 0) {
            if (refines && sinceAnchor.length == 0 && seen.distortion() > 0) {
                // clients that draw what they send may have sent nothing yet
                return Action.REFINE;
            }
            return Action.STOP;
        }
        if (!first) {
            accept(seen);
        } else if (!Double.isNaN(seen.curvature())) {
            double curvature = seen.curvature() + seen.penalty().curvatureAlong(pseudo) / square;
            firstScale = curvature > 0 && curvature < Double.POSITIVE_INFINITY ? 1 / curvature : 1;
        }
        accepted.addLast(seen.objective());
        if (accepted.size() > WINDOW) {
            accepted.removeFirst();
        }
        anchorGradient = seen.gradient();
        anchorDirection = direction(seen.model(), pseudo, seen.penalty());
        sinceAnchor = new double[0];
        return Action.STEP;
    }

    /** Whether f is above what it was, or not a number, or infinite. */
    private boolean risen(double objective) {
        double largest = Collections.max(accepted);
        return !(objective - largest <= ROUNDING * Math.abs(largest));
    }

    private void accept(Observation seen) {
        learn(seen);
        // no step at all, where rounding ends the search, says nothing of lengths
        if (length > 0 || returning) {
            radius = Double.isInfinite(radius) ? GROWTH * GROWTH * length : Math.max(GROWTH * length, radius / 2);
        }
        trust = Math.min(1, 2 * trust);
        rejected = 0;
        returning = false;
        bound = TRUSTED;
    }

    private Action reject(Observation seen, boolean trusted) {
        retrying = true;
        if (trust <= SMALLEST_TRUST || sinceAnchor.length == 0) {
            return Action.STOP;
        }
        if (trusted) {
            learn(seen);
        }
        trust /= 2;
        // a return has no length of its own
        radius = (length > 0 ? Math.min(radius, length) : radius) / 2;
        rejected++;
        if (rejected % PATIENCE == 0) {
            pairs.forget();
            bound = TRUSTED_AFTER_RETURN;
            returning = true;
            anchorDirection = new double[0];
        } else {
            returning = false;
            double[] anchor = Chunks.minus(seen.model(), sinceAnchor);
            Penalty penalty = seen.penalty();
            anchorDirection = direction(anchor, Orthant.pseudoGradient(anchor, anchorGradient, penalty), penalty);
        }
        return Action.RETRY;
    }

    /** What is left of a step after the return to its anchor is too short to tell curvature from noise. */
    private void learn(Observation seen) {
        if (sinceAnchor.length > 0 && !returning) {
            pairs.add(sinceAnchor, Chunks.minus(seen.gradient(), anchorGradient));
        }
    }

    /** A direction that descends from the anchor. */
    private double[] direction(double[] anchor, double[] pseudo, Penalty penalty) {
        if (penalty.proximal() && !orthantWise) {
            return penalized(anchor, penalty);
        }
        double[] direction = pairs.direction(pseudo, firstScale);
        Orthant.align(direction, pseudo, penalty);
        if (!(dot(direction, pseudo) < 0)) {
            pairs.forget();
            direction = pairs.direction(pseudo, firstScale);
        }
        return direction;
    }

    private double[] penalized(double[] anchor, Penalty penalty) {
        PenalizedStep step = PenalizedStep.of(anchor, anchorGradient, penalty, pairs.model(firstScale));
        if (!(step.decrease() > 0)) {
            pairs.forget();
            step = PenalizedStep.of(anchor, anchorGradient, penalty, pairs.model(firstScale));
        }
        promised = step.decrease();
        return step.change();
    }

    @Override
    public double[] change(Observation seen) {
        boolean back = sinceAnchor.length > 0;
        double[] anchor = back ? Chunks.minus(seen.model(), sinceAnchor) : seen.model();
        double[] change = new double[anchor.length];
        if (anchorDirection.length > 0) {
            double full = Math.sqrt(squaredNorm(anchorDirection));
            double factor = full > 0 ? Math.min(trust, radius / full) : trust;
            double[] direction = anchorDirection;
            Chunks.forEach(change.length, (from, to) -> {
                for (int j = from; j < to; j++) {
                    change[j] = factor * direction[j];
                }
            });
            if (orthantWise) {
                double[] pseudo = Orthant.pseudoGradient(anchor, anchorGradient, seen.penalty());
                Orthant.project(anchor, pseudo, change, seen.penalty());
            }
            length = factor * full;
        } else {
            length = 0;
        }
        if (back) {
            Chunks.addScaled(-1.0, sinceAnchor, change);
        }
        return change;
    }

    @Override
    public void moved(double[] applied) {
        if (sinceAnchor.length == 0) {
            sinceAnchor = applied;
        } else {
            double[] total = sinceAnchor.clone();
            Chunks.addScaled(1.0, applied, total);
            sinceAnchor = total;
        }
    }

    @Override
    public void reweighted(Observation end, Penalty next) {
        path.reweigh(pairs, end, next);
        accepted.clear();
        sinceAnchor = new double[0];
        trust = 1;
        radius = Double.POSITIVE_INFINITY;
        lastDistortion = Double.POSITIVE_INFINITY;
        bound = TRUSTED;
        rejected = 0;
        returning = false;
        retrying = false;
    }

    @Override
    public double[] settled(double[] model) {
        return retrying && sinceAnchor.length > 0 ? Chunks.minus(model, sinceAnchor) : model;
    }

    @Override
    public double stepSize() {
        return trust;
    }

    @Override
    public double promised() {
        return promised;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        pairs.writeTo(out);
        path.writeTo(out);
        out.writeInt(accepted.size());
        for (double value : accepted) {
            out.writeDouble(value);
        }
        Vectors.write(out, anchorGradient);
        Vectors.write(out, sinceAnchor);
        for (double value : new double[] {firstScale, trust, radius, length, lastDistortion, bound}) {
            out.writeDouble(value);
        }
        out.writeInt(rejected);
        out.writeBoolean(returning);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        pairs.readFrom(in);
        path.readFrom(in);
        accepted.clear();
        for (int count = in.readInt(); count > 0; count--) {
            accepted.addLast(in.readDouble());
        }
        anchorGradient = Vectors.read(in);
        sinceAnchor = Vectors.read(in);
        firstScale = in.readDouble();
        trust = in.readDouble();
        radius = in.readDouble();
        length = in.readDouble();
        lastDistortion = in.readDouble();
        bound = in.readDouble();
        rejected = in.readInt();
        returning = in.readBoolean();
    }

    private static double squaredNorm(double[] v) {
        return dot(v, v);
    }

    private static double dot(double[] v, double[] w) {
        return Chunks.sum(v.length, (from, to) -> {
            double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
            int j = from;
            for (int end = to - 3; j < end; j += 4) {
                s0 += v[j] * w[j];
                s1 += v[j + 1] * w[j + 1];
                s2 += v[j + 2] * w[j + 2];
                s3 += v[j + 3] * w[j + 3];
            }
            for (; j < to; j++) {
                s0 += v[j] * w[j];
            }
            return (s0 + s1) + (s2 + s3);
        });
    }
}
