package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.compress.Compressor;
import io.ef21.compress.Identity;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Demand;
import io.ef21.method.Downlink;
import io.ef21.method.Guarantee;
import io.ef21.method.Method;
import io.ef21.method.Participation;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import io.ef21.wire.ValueBits;

/**
 * Everything that decides a run on given clients, checked.
 *
 * @param method what travels and how it is absorbed
 * @param compressor C; the identity for gd, whatever was asked
 * @param valueBits width of a value on the wire
 * @param exactStart open the estimates with exact gradients ({@code --init full}); false for methods that open none
 * @param narrowState clients keep the method's state as floats ({@code --state-precision float})
 * @param downlink how the change of x travels
 * @param serverRegularizer r, added by the server, exact and uncompressed
 * @param weighByRows f = sum_i (rows_i / rows) f_i instead of the plain mean
 * @param stepSize gamma
 * @param rounds R: the history describes x^0 .. x^R
 * @param gradientTol stop when the certified gradient norm is at most this; 0 never stops
 * @param evaluateEvery exact evaluation every so many rounds (and in the last); 0 never
 * @param seed of all randomness
 * @param acceleration what makes it fast
 * @param tol stop when five steps move f by at most this, relative, or twenty do not lower it by that, more where the
 *     compressor draws; 0 never stops
 * @param maxBytes stop when so many bytes have moved, both ways, all clients; 0 never stops
 * @param model intercepts, standardization, start and prior
 */
public record TrainingOptions(
        Method method,
        Compressor compressor,
        ValueBits valueBits,
        boolean exactStart,
        boolean narrowState,
        Downlink downlink,
        Regularizer serverRegularizer,
        boolean weighByRows,
        StepSizeRule stepSize,
        int rounds,
        double gradientTol,
        int evaluateEvery,
        long seed,
        Acceleration acceleration,
        double tol,
        long maxBytes,
        ModelTerms model) {

    /**
     * @throws InvalidInputException if options do not make sense, alone or together
     */
    public TrainingOptions {
        if (method.mechanism().demand() == Demand.WHOLE) {
            compressor = new Identity();
        }
        exactStart &= method.mechanism().opens();
        if (rounds < 0) {
            throw new InvalidInputException("--rounds must not be negative (got " + rounds + ")");
        }
        if (evaluateEvery < 0) {
            throw new InvalidInputException(
                    "--evaluate-every must be a number of rounds, or 0 for never (got " + evaluateEvery + ")");
        }
        if (!(gradientTol >= 0)) {
            throw new InvalidInputException("--gradient-tol must not be negative (got " + gradientTol + ")");
        }
        if (gradientTol > 0 && !method.certifies()) {
            throw new InvalidInputException("--gradient-tol needs a certified gradient norm, which --method "
                    + method.name() + " does not have: use --rounds, or --method ef21");
        }
        if (!(tol >= 0)) {
            throw new InvalidInputException("--tol must not be negative (got " + tol + ")");
        }
        if (maxBytes < 0) {
            throw new InvalidInputException("--max-bytes must not be negative (got " + maxBytes + ")");
        }
        ServerUpdate update = acceleration.update();
        boolean steps = method.mechanism().steps();
        if (steps && (!update.takesSteps() || stepSize.kind() == StepSizeRule.Kind.AUTO)) {
            throw new InvalidInputException("--method " + method.name() + " sends steps, not estimates of the gradient:"
                    + " it needs --server-update gradient, heavy-ball or nesterov and a --step-size other than auto");
        }
        if (steps && serverRegularizer.proximal() && !(update instanceof ServerUpdate.Gradient)) {
            throw new InvalidInputException("--method " + method.name() + " with " + serverRegularizer
                    + " at the server needs --server-update gradient");
        }
        if (method.serving().proximal() && serverRegularizer instanceof Regularizer.None) {
            throw new InvalidInputException("--method " + method.name()
                    + " takes proximal steps, and there is no regularizer at the server: add one, such as --regularizer"
                    + " l1:1e-4 --regularizer-at server, or use --method ef21");
        }
        if (!method.isExact() && stepSize.kind() == StepSizeRule.Kind.AUTO) {
            throw new InvalidInputException("--method " + method.name()
                    + " sees f only in part, so no step can be judged:" + " it needs a --step-size other than auto");
        }
        if (!method.isExact() && tol > 0) {
            throw new InvalidInputException(
                    "--method " + method.name()
                            + " sees f only in part, so it does not know when f stops falling: leave out --tol, and use --rounds");
        }
        if (!method.participation().equals(Participation.FULL)
                && !method.mechanism().allowsAbsence()) {
            throw new InvalidInputException("--method " + method.name()
                    + " needs all clients in every round: leave out --participation, or use --method ef21-pp");
        }
        method.mechanism().demand().check(method.name(), Guarantee.of(compressor, 1), 0);
        if (downlink.kind() == Downlink.Kind.MEMORY && stepSize.kind() == StepSizeRule.Kind.AUTO) {
            throw new InvalidInputException(
                    "--downlink " + downlink + " remembers what steps left out, and a step that is"
                            + " taken back must not be: it needs a --step-size other than auto");
        }
        if (downlink.kind() == Downlink.Kind.ESTIMATE
                && (steps
                        || !(update instanceof ServerUpdate.Gradient)
                        || stepSize.kind() == StepSizeRule.Kind.AUTO
                        || !(serverRegularizer instanceof Regularizer.None))) {
            throw new InvalidInputException("--downlink " + downlink + " lets the clients step: it needs a method that"
                    + " estimates gradients, --server-update gradient, a --step-size other than auto, and the regularizer"
                    + " at the clients");
        }
        if (steps && acceleration.precondition()) {
            throw new InvalidInputException(
                    "--method " + method.name() + " needs --precondition none: its memory holds steps");
        }
        if (stepSize.kind() == StepSizeRule.Kind.AUTO && !update.safeguarded()) {
            throw new InvalidInputException(
                    "--server-update " + update + " needs a --step-size: theory, classic or a number");
        }
        if (stepSize.kind() != StepSizeRule.Kind.AUTO && update instanceof ServerUpdate.QuasiNewton) {
            throw new InvalidInputException("--server-update " + update + " finds its own steps: use --step-size auto");
        }
        if (update instanceof ServerUpdate.Adam && stepSize.kind() != StepSizeRule.Kind.VALUE) {
            throw new InvalidInputException("--server-update adam needs a number for --step-size, such as 0.01");
        }
        if (model.start() != null && downlink.kind() == Downlink.Kind.ESTIMATE) {
            throw new InvalidInputException(
                    "--downlink " + downlink + " lets the clients step from 0: leave out the initial coefficients");
        }
        if ((model.prior() != null || model.precision() != null) && serverRegularizer.proximal()) {
            throw new InvalidInputException(
                    "a prior needs a regularizer without absolute values, such as l2 (got " + serverRegularizer + ")");
        }
    }

    /** A run whose model is {@link ModelTerms#PLAIN}. */
    public TrainingOptions(
            Method method,
            Compressor compressor,
            ValueBits valueBits,
            boolean exactStart,
            boolean narrowState,
            Downlink downlink,
            Regularizer serverRegularizer,
            boolean weighByRows,
            StepSizeRule stepSize,
            int rounds,
            double gradientTol,
            int evaluateEvery,
            long seed,
            Acceleration acceleration,
            double tol,
            long maxBytes) {
        this(
                method,
                compressor,
                valueBits,
                exactStart,
                narrowState,
                downlink,
                serverRegularizer,
                weighByRows,
                stepSize,
                rounds,
                gradientTol,
                evaluateEvery,
                seed,
                acceleration,
                tol,
                maxBytes,
                ModelTerms.PLAIN);
    }

    /** The same for a model with other terms. */
    public TrainingOptions withModel(ModelTerms other) {
        return new TrainingOptions(
                method,
                compressor,
                valueBits,
                exactStart,
                narrowState,
                downlink,
                serverRegularizer,
                weighByRows,
                stepSize,
                rounds,
                gradientTol,
                evaluateEvery,
                seed,
                acceleration,
                tol,
                maxBytes,
                other);
    }

    /** A run as the papers mean it. */
    public TrainingOptions(
            Method method,
            Compressor compressor,
            ValueBits valueBits,
            boolean exactStart,
            boolean narrowState,
            Downlink downlink,
            Regularizer serverRegularizer,
            boolean weighByRows,
            StepSizeRule stepSize,
            int rounds,
            double gradientTol,
            int evaluateEvery,
            long seed) {
        this(
                method,
                compressor,
                valueBits,
                exactStart,
                narrowState,
                downlink,
                serverRegularizer,
                weighByRows,
                stepSize,
                rounds,
                gradientTol,
                evaluateEvery,
                seed,
                Acceleration.NONE,
                0,
                0);
    }

    /** The same with the update and the bits that were chosen for a population. */
    TrainingOptions chosen(ServerUpdate update, Compressor up, Downlink down) {
        Acceleration settled = new Acceleration(
                update,
                false,
                acceleration.precondition(),
                acceleration.chooseUplink(),
                acceleration.chooseDownlink(),
                acceleration.link());
        return copy(method, up, narrowState, down, serverRegularizer, stepSize, rounds, evaluateEvery, settled);
    }

    /** The same with another acceleration and step size. */
    public TrainingOptions with(Acceleration other, StepSizeRule otherStep) {
        return copy(
                method, compressor, narrowState, downlink, serverRegularizer, otherStep, rounds, evaluateEvery, other);
    }

    /** The same with another regularizer at the server. */
    public TrainingOptions withServerRegularizer(Regularizer other) {
        return copy(method, compressor, narrowState, downlink, other, stepSize, rounds, evaluateEvery, acceleration);
    }

    /** The same for another number of rounds. */
    public TrainingOptions withRounds(int other) {
        return copy(
                method,
                compressor,
                narrowState,
                downlink,
                serverRegularizer,
                stepSize,
                other,
                evaluateEvery,
                acceleration);
    }

    /** The same with states kept as floats, or not. */
    public TrainingOptions withStatePrecision(boolean narrow) {
        return copy(
                method, compressor, narrow, downlink, serverRegularizer, stepSize, rounds, evaluateEvery, acceleration);
    }

    /** The same with exact evaluations every so many rounds; 0 never. */
    public TrainingOptions withEvaluation(int every) {
        return copy(
                method, compressor, narrowState, downlink, serverRegularizer, stepSize, rounds, every, acceleration);
    }

    /** The same with another method. */
    public TrainingOptions withMethod(Method other) {
        return copy(
                other,
                compressor,
                narrowState,
                downlink,
                serverRegularizer,
                stepSize,
                rounds,
                evaluateEvery,
                acceleration);
    }

    /** The same with another downlink. */
    public TrainingOptions withDownlink(Downlink other) {
        return copy(
                method,
                compressor,
                narrowState,
                other,
                serverRegularizer,
                stepSize,
                rounds,
                evaluateEvery,
                acceleration);
    }

    /** The same with another method as its paper means it: gradient steps of theory, no preconditioner. */
    public TrainingOptions published(Method other, Downlink down) {
        StepSizeRule theory =
                stepSize.kind() == StepSizeRule.Kind.CLASSIC ? stepSize : new StepSizeRule(StepSizeRule.Kind.THEORY, 1);
        return new TrainingOptions(
                other,
                compressor,
                valueBits,
                exactStart,
                narrowState,
                down,
                serverRegularizer,
                weighByRows,
                theory,
                rounds,
                0,
                evaluateEvery,
                seed,
                Acceleration.NONE,
                0,
                0,
                model);
    }

    /** The same with other random numbers. */
    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(
                method,
                compressor,
                valueBits,
                exactStart,
                narrowState,
                downlink,
                serverRegularizer,
                weighByRows,
                stepSize,
                rounds,
                gradientTol,
                evaluateEvery,
                other,
                acceleration,
                tol,
                maxBytes,
                model);
    }

    private TrainingOptions copy(
            Method otherMethod,
            Compressor up,
            boolean narrow,
            Downlink down,
            Regularizer regularizer,
            StepSizeRule step,
            int otherRounds,
            int every,
            Acceleration other) {
        return new TrainingOptions(
                otherMethod,
                up,
                valueBits,
                exactStart,
                narrow,
                down,
                regularizer,
                weighByRows,
                step,
                otherRounds,
                gradientTol,
                every,
                seed,
                other,
                tol,
                maxBytes,
                model);
    }
}
