package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.compress.Compressors;
import io.ef21.method.Downlink;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import io.ef21.wire.ValueBits;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run of a method with what it asks of the server: uniform weights, exact evaluations in every round.
 *
 * @param method what to run
 * @param compressor of the uplink
 * @param down the downlink's, where the method compresses it
 * @param step rule of the step size
 * @param rounds to run
 * @param exactStart whether estimates open exactly
 * @param regularizer at the server
 * @param seed of everything that is drawn
 * @param bits of a value on the wire
 */
record Asked(
        Method method,
        String compressor,
        String down,
        String step,
        int rounds,
        boolean exactStart,
        Regularizer regularizer,
        long seed,
        ValueBits bits) {

    /** A method with its parameters, a knob and its value by turns; Top-2 both ways, the step of theory. */
    static Asked of(String name, Object... knobs) {
        return of(method(name, knobs));
    }

    /** A method with batches of a size, and other parameters. */
    static Asked sampled(String name, int batch, Object... knobs) {
        Object[] more = Arrays.copyOf(knobs, knobs.length + 2);
        more[knobs.length] = Knob.BATCH_SIZE;
        more[knobs.length + 1] = batch;
        return of(name, more);
    }

    /** Top-2 both ways, 64 bits, the step of theory. */
    static Asked of(Method method) {
        return new Asked(method, "topk:2", "topk:2", "theory", 60, false, new Regularizer.None(), 0, ValueBits.DOUBLE);
    }

    /** A method with its parameters, a knob and its value by turns. */
    static Method method(String name, Object... knobs) {
        Map<Knob, String> given = new EnumMap<>(Knob.class);
        for (int p = 0; p < knobs.length; p += 2) {
            given.put((Knob) knobs[p], String.valueOf(knobs[p + 1]));
        }
        return Methods.parse(name, new MethodOptions(given));
    }

    Asked with(Method other) {
        return new Asked(other, compressor, down, step, rounds, exactStart, regularizer, seed, bits);
    }

    Asked compressor(String other) {
        return new Asked(method, other, down, step, rounds, exactStart, regularizer, seed, bits);
    }

    Asked down(String other) {
        return new Asked(method, compressor, other, step, rounds, exactStart, regularizer, seed, bits);
    }

    Asked step(String other) {
        return new Asked(method, compressor, down, other, rounds, exactStart, regularizer, seed, bits);
    }

    Asked step(double gamma) {
        return step(Double.toString(gamma));
    }

    Asked rounds(int other) {
        return new Asked(method, compressor, down, step, other, exactStart, regularizer, seed, bits);
    }

    Asked exactly() {
        return new Asked(method, compressor, down, step, rounds, true, regularizer, seed, bits);
    }

    Asked regularizer(Regularizer other) {
        return new Asked(method, compressor, down, step, rounds, exactStart, other, seed, bits);
    }

    Asked seed(long other) {
        return new Asked(method, compressor, down, step, rounds, exactStart, regularizer, other, bits);
    }

    Asked bits(ValueBits other) {
        return new Asked(method, compressor, down, step, rounds, exactStart, regularizer, seed, other);
    }

    TrainingOptions options() {
        String update = method.serving().update();
        String kind = method.serving().downlink();
        TrainingOptions plain = new TrainingOptions(
                method,
                Compressors.parse(compressor),
                bits,
                exactStart,
                false,
                kind.isEmpty() ? Downlink.EXACT : Downlink.parse(kind + ":" + down),
                regularizer,
                false,
                StepSizeRule.parse(step),
                rounds,
                0,
                1,
                seed);
        ServerUpdate taken = update.isEmpty() ? new ServerUpdate.Gradient() : ServerUpdate.parse(update);
        return plain.with(new Acceleration(taken, false, false, false, false, null), plain.stepSize());
    }

    Trace on(List<? extends Objective> objectives) {
        return Trace.of(objectives, options());
    }

    Trace on(Problem problem) {
        return on(problem.objectives());
    }
}
