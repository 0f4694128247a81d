package io.ef21.run;

import io.ef21.kernel.Chunks;
import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Coins;
import io.ef21.method.Method;
import io.ef21.objective.Penalty;
import io.ef21.update.Observation;
import io.ef21.update.Orthant;
import io.ef21.update.ServerUpdate;
import io.ef21.update.Stepper;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a run: its variables z, the gradient estimate g, and the step. It sees what was decoded from the
 * messages and nothing else. Not thread-safe.
 */
final class Server implements ServerState {
    private final boolean steps;
    private final TrainingOptions options;
    private final Method method;
    private final Stepper stepper;
    private final Summation summation;
    /** The step size; NaN where the stepper finds its own. */
    private final double gamma;

    private Penalty penalty;
    private double[] z;
    /** h of {@link Absorb}. */
    private double[] shift;

    /** g, or a step. */
    private double[] estimate;

    /** What the clients are told instead of a step, or null. */
    private double @Nullable [] aside;

    private final Downstream downstream;
    private final ModelAverage average;

    Server(
            TrainingOptions options,
            Method method,
            Penalty penalty,
            Stepper stepper,
            double gamma,
            Summation summation,
            ModelAverage average) {
        int size = summation.size();
        this.summation = summation;
        this.options = options;
        this.method = method;
        this.steps = method.mechanism().steps();
        this.penalty = penalty;
        this.stepper = stepper;
        this.gamma = gamma;
        this.z = new double[size];
        this.shift = new double[size];
        this.estimate = shift;
        this.downstream = new Downstream(options, size);
        this.average = average;
    }

    /**
     * Begins at a model instead of 0.
     *
     * @param model not modified
     * @return what tells it to the clients
     */
    byte[] begin(double[] model) {
        z = penalty.variables(model);
        stepper.begin(z);
        return downstream.whole(z);
    }

    /** What clients know; not to be modified. */
    Variables variables() {
        return new Variables(z, downstream.known());
    }

    /** The model x = S z that the run has to show: without a last step that is about to be taken back. */
    double[] model() {
        return penalty.model(average.shown(stepper.settled(z))).clone();
    }

    /** Takes in the weighted sum of the messages of a round. */
    void absorb(double[] sum, int round) {
        Absorb rule = method.mechanism().absorb(round, Coins.of(options.seed(), round));
        aside = rule.aside() ? summation.amongOwners(sum) : null;
        if (!rule.aside()) {
            average.add(z, round);
            take(rule, sum);
        }
    }

    /** Whether the clients are told what their memories are to be. */
    boolean tellsMemories() {
        return aside != null;
    }

    /** What they are told. */
    byte[] memories() {
        return downstream.whole(Objects.requireNonNull(aside));
    }

    private void take(Absorb rule, double[] sum) {
        if (rule.keep() == 0) {
            estimate = sum;
            shift = rule.learn() == 0 ? shift : sum;
            return;
        }
        if (rule.use() == rule.learn()) {
            // observations hold copies
            Chunks.addScaled(rule.use(), sum, shift);
            estimate = shift;
            return;
        }
        estimate = shift.clone();
        Chunks.addScaled(rule.use(), sum, estimate);
        Chunks.addScaled(rule.learn(), sum, shift);
    }

    /**
     * What the server knows after a round.
     *
     * @param loss the mean of the f_i
     * @param distortion in the variables z
     * @param curvature the mean of what clients saw along their own gradients, or NaN
     */
    Observation observe(double loss, double distortion, double curvature) {
        double[] whole = estimate.clone();
        penalty.addGradient(z, whole);
        return new Observation(z, whole, penalty, loss + penalty.value(z), distortion, curvature);
    }

    /** Puts in another penalty after an observation with the one before: the stepper goes on with it. */
    void reweigh(Observation end, Penalty next) {
        stepper.reweighted(end, next);
        penalty = next;
    }

    /** Puts in the penalty that was there when the state was written. */
    void restore(Penalty present) {
        penalty = present;
    }

    /** Puts in the variables that were there when the state was written. */
    void moveTo(Variables variables) {
        z = variables.z();
        downstream.know(variables.direction());
    }

    /** What to do after a round. */
    Stepper.Action judge(Observation seen) {
        return steps ? Stepper.Action.STEP : stepper.judge(seen);
    }

    /** What the step that was just chosen may lower the objective by, to the server's knowledge; NaN where it has none. */
    double promised() {
        return stepper.promised();
    }

    /** gamma, or the factor of a stepper that finds its own step. */
    double stepSize() {
        return Double.isNaN(gamma) ? stepper.stepSize() : gamma;
    }

    /** The norm of the estimate of the whole gradient with respect to x. Meaningless where the sum is a step. */
    double estimateNorm(Observation seen) {
        return norm(penalty.model(z), penalty.inModel(seen.gradient()));
    }

    /** ||grad f(x)||^2 from the exact gradient of the loss with respect to x. */
    double squaredGradientNorm(double[] lossGradient) {
        double[] whole = lossGradient.clone();
        double[] x = penalty.model(z);
        penalty.ofModel().addGradient(x, whole);
        double norm = norm(x, whole);
        return norm * norm;
    }

    /**
     * Moves z and returns the encoded change: what the clients read from it is what z moved by.
     *
     * @param action STEP, REFINE or RETRY
     * @param round of the step, from 0
     */
    byte[] step(Observation seen, Stepper.Action action, int round) {
        if (action == Stepper.Action.REFINE) {
            return downstream.nothing();
        }
        if (aside != null) {
            return memories();
        }
        double[] known = downstream.known();
        if (known != null) {
            // clients step themselves, in the same arithmetic
            Downstream.Sent sent = downstream.correction(known, seen.gradient(), round);
            move(-gamma, sent.read());
            return sent.bytes();
        }
        Downstream.Sent sent = downstream.step(steps ? given(seen, round) : stepper.change(seen), round);
        move(1.0, sent.read());
        stepper.moved(sent.read());
        return sent.bytes();
    }

    private void move(double scale, double[] change) {
        // observations hold the old one
        z = z.clone();
        Chunks.addScaled(scale, change, z);
    }

    /** The step of a method whose sum is one: -(sum + gamma s'(z)), with momentum or the proximal step where there is one. */
    private double[] given(Observation seen, int round) {
        double[] regularizing = new double[z.length];
        penalty.addGradient(z, regularizing);
        double step = average.stepSize(gamma, round);
        double[] whole = new double[z.length];
        for (int j = 0; j < whole.length; j++) {
            whole[j] = estimate[j] + step * regularizing[j];
        }
        if (!(options.acceleration().update() instanceof ServerUpdate.Gradient)) {
            return stepper.change(
                    new Observation(z, whole, penalty, seen.objective(), seen.distortion(), seen.curvature()));
        }
        double[] change = new double[z.length];
        for (int j = 0; j < change.length; j++) {
            change[j] = -whole[j];
            if (penalty.proximal()) {
                change[j] = penalty.prox(j, z[j] + change[j], step) - z[j];
            }
        }
        return change;
    }

    /**
     * The norm of a gradient of the smooth part; with a proximal part, of the gradient mapping (x - prox(x - gamma
     * gradient)) / gamma, or, where there is no gamma, of the smallest subgradient.
     */
    private double norm(double[] x, double[] whole) {
        Penalty inModel = penalty.ofModel();
        if (inModel.proximal() && Double.isNaN(gamma)) {
            return Math.sqrt(Dense.squaredNorm(Orthant.pseudoGradient(x, whole, inModel)));
        }
        if (inModel.proximal()) {
            double[] mapping = new double[x.length];
            for (int j = 0; j < mapping.length; j++) {
                mapping[j] = (x[j] - inModel.prox(j, x[j] - gamma * whole[j], gamma)) / gamma;
            }
            return Math.sqrt(Dense.squaredNorm(mapping));
        }
        return Math.sqrt(Dense.squaredNorm(whole));
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        StateFile.writeDoubles(out, shift);
        downstream.writeTo(out);
        StateFile.writeDoubles(out, aside == null ? new double[0] : aside);
        average.writeTo(out);
        stepper.writeTo(out);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        shift = StateFile.readDoubles(in);
        estimate = shift;
        downstream.readFrom(in);
        double[] told = StateFile.readDoubles(in);
        aside = told.length == 0 ? null : told;
        average.readFrom(in);
        stepper.readFrom(in);
    }
}
