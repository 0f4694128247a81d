package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Sketch;
import io.ef21.data.InvalidInputException;
import io.ef21.method.estimator.FullGradient;
import io.ef21.method.estimator.HeavyMomentum;
import io.ef21.method.estimator.MiniBatch;
import io.ef21.method.mechanism.EControl;
import io.ef21.method.mechanism.ErrorFeedback;
import io.ef21.method.mechanism.ErrorMemory;
import io.ef21.method.mechanism.ErrorMemory.Compressed.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Methods whose memory holds what was left out of steps, in full or compressed. */
final class ClassicFeedback {
    private static final String STEP = "C(error + step) up, model down";

    private static final List<String> PLACES = List.of("before", "after", "nesterov-before", "nesterov-after");

    /** Those of the template that ConEF's theorems are about, without momentum. */
    private static final Set<String> PROVEN = Set.of("efsgd", "conef", "iconef-v1", "iconef-v2");

    static final List<MethodFamily> FAMILIES = families();

    private ClassicFeedback() {}

    private static List<MethodFamily> families() {
        return List.of(
                Published.of(
                        "ef14",
                        "classic error feedback",
                        Paper.EF14,
                        "e_i",
                        STEP,
                        o -> Method.of("ef14", new FullGradient(), ErrorFeedback.CLASSIC, Theorems::conventional)),
                Published.of(
                                "ef14-sgd",
                                "classic error feedback with stochastic gradients",
                                Paper.EF14,
                                "e_i",
                                STEP,
                                o -> Method.of(
                                        "ef14-sgd",
                                        new MiniBatch(o.sampling(), 1),
                                        ErrorFeedback.CLASSIC,
                                        Theorems::conventional))
                        .sampled(),
                averaged("ef-average-linear", "schedule (i): steps 4/(mu (kappa + k))", Averaging.LINEAR),
                averaged("ef-average-geometric", "schedule (ii): constant steps, growing weights", Averaging.GEOMETRIC),
                averaged("ef-average-uniform", "schedule (iii): constant steps, equal weights", Averaging.UNIFORM),
                feedback(
                        "efsgd",
                        "error-feedback SGD, with momentum before or after compression",
                        "e_i, m with --momentum",
                        o -> new ErrorMemory.Exact()),
                feedback(
                        "conef",
                        "error-feedback SGD whose memory is kept compressed",
                        "C(e_i)",
                        o -> compressed(o, Form.ONCE),
                        Knob.MEMORY,
                        Knob.RESET,
                        Knob.RESET_BY),
                feedback(
                        "iconef-v1",
                        "the same, with a second draw for what the first left out",
                        "C(e_i), C(rest)",
                        o -> compressed(o, Form.TWICE),
                        Knob.MEMORY,
                        Knob.RESET,
                        Knob.RESET_BY),
                feedback(
                        "iconef-v2",
                        "the same, with the uplink's compressor first",
                        "Q(e_i), C(rest)",
                        o -> compressed(o, Form.INDUCED),
                        Knob.MEMORY,
                        Knob.RESET,
                        Knob.RESET_BY),
                feedback(
                        "partial-efsgd",
                        "error-feedback SGD that holds back a share of the error",
                        "e_i",
                        o -> new ErrorMemory.Exact(),
                        Knob.HELD,
                        Knob.RESET,
                        Knob.RESET_BY),
                feedback(
                        "partial-conef",
                        "the same with a compressed memory, such as a count sketch",
                        "C(e_i)",
                        o -> compressed(o, Form.ONCE),
                        Knob.HELD,
                        Knob.MEMORY,
                        Knob.RESET,
                        Knob.RESET_BY),
                feedback(
                        "hefsgd",
                        "error-feedback SGD that keeps the largest errors only",
                        "largest of e_i",
                        o -> new ErrorMemory.Compressed(o.compressor(Knob.MEMORY, "topk:0.1"), Form.ONCE),
                        Knob.MEMORY,
                        Knob.RESET,
                        Knob.RESET_BY),
                adam(
                        "ef-adam",
                        "Adam on compressed gradients with error feedback",
                        "e_i",
                        o -> new ErrorMemory.Exact()),
                adam(
                        "conef-adam",
                        "the same with a compressed memory",
                        "C(e_i)",
                        o -> compressed(o, Form.ONCE),
                        Knob.MEMORY),
                Published.of(
                        "econtrol",
                        "a shift that learns, and an error that is fed back with a gain",
                        Paper.ECONTROL,
                        "h_i, e_i",
                        "C(difference + eta error) up, model down",
                        o -> Method.of(
                                "econtrol",
                                new FullGradient(),
                                new EControl(o.number(Knob.FEEDBACK, Double.NaN, 0, 1)),
                                Theorems::conventional),
                        Knob.FEEDBACK));
    }

    private static Published averaged(String name, String schedule, Averaging averaging) {
        return Published.of(
                        name,
                        "distributed SGD with error feedback and an average of all models, " + schedule,
                        Paper.BIASED,
                        "e_i",
                        STEP,
                        o -> Method.of(
                                        name,
                                        o.asksForBatches(name) ? new MiniBatch(o.sampling(), 1) : new FullGradient(),
                                        ErrorFeedback.CLASSIC,
                                        Theorems.biased(averaging))
                                .with(new Serving("gradient", "", false, averaging)))
                .sampled();
    }

    /** A method of the template of ConEF. */
    private static Published feedback(
            String name, String summary, String state, Function<MethodOptions, ErrorMemory> memory, Knob... knobs) {
        List<Knob> all = new ArrayList<>(List.of(knobs));
        all.add(Knob.MOMENTUM);
        all.add(Knob.MOMENTUM_AT);
        return Published.of(
                        name,
                        summary,
                        name.equals("efsgd") ? Paper.EFSGD : Paper.CONEF,
                        state,
                        STEP,
                        o -> {
                            double held = o.number(Knob.HELD, all.contains(Knob.HELD) ? 0.5 : 0, 0, Math.nextDown(1.0));
                            return withMomentum(name, reset(memory.apply(o), held, o), o);
                        },
                        all.toArray(Knob[]::new))
                .sampled();
    }

    private static ErrorFeedback reset(ErrorMemory memory, double held, MethodOptions o) {
        if (o.has(Knob.RESET_BY) && !o.has(Knob.RESET)) {
            throw new InvalidInputException("--reset-by needs --reset-every, such as --reset-every 512");
        }
        boolean averages =
                o.word(Knob.RESET_BY, "flush", List.of("flush", "average")).equals("average");
        if (averages && memory instanceof ErrorMemory.Sketch) {
            throw new InvalidInputException(
                    "--reset-by average needs memories that can be replaced, and a sketch cannot:"
                            + " use --reset-by flush, or another --memory such as qsgd:16:max");
        }
        return new ErrorFeedback(memory, held, o.integer(Knob.RESET, 0, 0), averages, true);
    }

    private static Method withMomentum(String name, ErrorFeedback mechanism, MethodOptions o) {
        double lambda = o.number(Knob.MOMENTUM, 0, 0, Math.nextDown(1.0));
        String at = o.word(Knob.MOMENTUM_AT, "before", PLACES);
        Estimator batches = new MiniBatch(o.sampling(), 1);
        boolean ahead = at.startsWith("nesterov");
        Theorem theorem = lambda == 0 && PROVEN.contains(name)
                ? Theorems::contractive
                : theory -> Theorems.contractive(theory).byConvention();
        if (lambda == 0 && o.has(Knob.MOMENTUM_AT)) {
            throw new InvalidInputException("--momentum-at " + at + " needs --momentum, such as --momentum 0.9");
        }
        if (lambda == 0) {
            return Method.of(name, batches, mechanism, theorem);
        }
        return at.endsWith("before")
                ? Method.of(name, new HeavyMomentum(batches, lambda, ahead), mechanism, theorem)
                : Method.of(name, batches, mechanism, theorem)
                        .with(Serving.by((ahead ? "nesterov:" : "heavy-ball:") + lambda));
    }

    private static Published adam(
            String name, String summary, String state, Function<MethodOptions, ErrorMemory> memory, Knob... knobs) {
        return Published.of(
                        name,
                        summary,
                        Paper.CONEF,
                        state,
                        "C(error + gradient) up, model down",
                        o -> Method.of(
                                        name,
                                        new MiniBatch(o.sampling(), 1),
                                        new ErrorFeedback(memory.apply(o), 0, 0, false, false),
                                        Theorems.none(name, "0.01"))
                                .with(Serving.by("adam")),
                        knobs)
                .sampled();
    }

    private static ErrorMemory compressed(MethodOptions o, Form form) {
        Compressor memory = o.compressor(Knob.MEMORY, "qsgd:16:max");
        if (!(memory instanceof Sketch sketch) || form != Form.ONCE) {
            return new ErrorMemory.Compressed(memory, form);
        }
        if (sketch.group() != 1 || sketch.columns() != 0) {
            throw new InvalidInputException(Knob.MEMORY.flag()
                    + " takes a sketch without group and columns, such as sketch:3x0.1:median (got '" + sketch + "')");
        }
        return new ErrorMemory.Sketch(sketch.rows(), sketch.buckets(), sketch.median());
    }
}
