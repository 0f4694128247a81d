package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.method.estimator.FullGradient;
import io.ef21.method.estimator.MiniBatch;
import io.ef21.method.estimator.Momentum;
import io.ef21.method.estimator.Page;
import io.ef21.method.mechanism.BestOf;
import io.ef21.method.mechanism.Direct;
import io.ef21.method.mechanism.Lazy;
import io.ef21.method.mechanism.Restart;
import io.ef21.method.mechanism.Shift;
import io.ef21.method.mechanism.TwoStage;
import java.util.List;

/** EF21, its extensions, and the three-point compressors. */
final class Ef21Variants {
    private static final String DIFFERENCE = "C(gradient - g_i) up, model down";
    private static final Shift SHIFT = Shift.of(Shift.Rule.EF21);

    static final List<MethodFamily> FAMILIES = List.of(
            Published.of(
                    "ef21", "corrections of a gradient estimate", Paper.EF21, "g_i", DIFFERENCE, o -> ef21("ef21")),
            Published.of(
                    "ef21+",
                    "EF21, or the compressed gradient where that is nearer",
                    Paper.EF21,
                    "g_i",
                    "one bit, and C(gradient - g_i) or C(gradient) - g_i up, model down",
                    o -> Method.of("ef21+", new FullGradient(), new BestOf(), Ef21Variants::bestOf)),
            Published.of(
                            "ef21-sgd",
                            "EF21 with stochastic gradients",
                            Paper.BELLS,
                            "g_i",
                            DIFFERENCE,
                            o -> Method.of("ef21-sgd", new MiniBatch(o.sampling(), 1), SHIFT, Theorems::stochastic))
                    .sampled(),
            Published.of(
                            "ef21-sgdm",
                            "EF21 with momentum on stochastic gradients",
                            Paper.MOMENTUM,
                            "v_i, g_i",
                            "C(v_i - g_i) up, model down",
                            o -> momentum("ef21-sgdm", o, false),
                            Knob.MOMENTUM)
                    .sampled(),
            Published.of(
                            "ef21-sgd2m",
                            "EF21 with double momentum on stochastic gradients",
                            Paper.MOMENTUM,
                            "v_i, u_i, g_i",
                            "C(u_i - g_i) up, model down",
                            o -> momentum("ef21-sgd2m", o, true),
                            Knob.MOMENTUM)
                    .sampled(),
            Published.of(
                    "ef21-w",
                    "EF21 with clients weighted by their smoothness",
                    Paper.RELOADED,
                    "g_i",
                    "C(gradient / (n w_i) - g_i) up, model down",
                    o -> Method.of("ef21-w", new FullGradient(), SHIFT, Theory::errorFeedback)
                            .byWeight()),
            Published.of(
                            "ef21-w-sgd",
                            "the same with stochastic gradients",
                            Paper.RELOADED,
                            "g_i",
                            "C(gradient / (n w_i) - g_i) up, model down",
                            o -> Method.of("ef21-w-sgd", new MiniBatch(o.sampling(), 1), SHIFT, Theorems::stochastic)
                                    .byWeight())
                    .sampled(),
            Published.of(
                    "ef21-w-pp",
                    "the same with partial participation",
                    Paper.RELOADED,
                    "g_i",
                    "participants: C(gradient / (n w_i) - g_i) up; model down",
                    o -> Method.of("ef21-w-pp", new FullGradient(), SHIFT, Theorems::partial)
                            .byWeight()
                            .with(o.participation("0.5")),
                    Knob.PARTICIPATION),
            Published.of(
                    "ef21-pp",
                    "EF21 with partial participation",
                    Paper.BELLS,
                    "g_i",
                    "participants: C(gradient - g_i) up; model down",
                    o -> Method.of("ef21-pp", new FullGradient(), SHIFT, Theorems::partial)
                            .with(o.participation("0.5")),
                    Knob.PARTICIPATION),
            Published.of(
                    "ef21-bc",
                    "EF21 both ways",
                    Paper.BELLS,
                    "g_i, g",
                    "C(gradient - g_i) up, C(g - g_known) down",
                    o -> Method.of("ef21-bc", new FullGradient(), SHIFT, Theorems::bidirectional)
                            .with(new Serving("gradient", "estimate", false, Averaging.LAST))),
            Published.of(
                    "ef21-hb",
                    "EF21 with heavy ball",
                    Paper.BELLS,
                    "g_i",
                    DIFFERENCE,
                    o -> {
                        double eta = o.number(Knob.MOMENTUM, 0.9, 0, Math.nextDown(1.0));
                        return Method.of("ef21-hb", new FullGradient(), SHIFT, Theorems.heavyBall(eta))
                                .with(Serving.by("heavy-ball:" + eta));
                    },
                    Knob.MOMENTUM),
            Published.of(
                    "ef21-prox",
                    "EF21 with a proximal step for the regularizer at the server",
                    Paper.BELLS,
                    "g_i",
                    DIFFERENCE,
                    o -> Method.of("ef21-prox", new FullGradient(), SHIFT, Theory::errorFeedback)
                            .with(new Serving("gradient", "", true, Averaging.LAST))),
            Published.of(
                            "ef21-page",
                            "EF21 with differences of stochastic gradients, whole gradients now and then",
                            Paper.BELLS,
                            "v_i, g_i, x^t",
                            "C(v_i - g_i) up, model down",
                            Ef21Variants::page,
                            Knob.PROBABILITY)
                    .sampled(),
            Published.of(
                    "ef21-p",
                    "whole gradients up, the model corrected down",
                    Paper.EF21_P,
                    "none",
                    "gradient up, C(model - model_known) down",
                    o -> Method.of("ef21-p", new FullGradient(), new Direct(Demand.WHOLE), Theorems::primal)
                            .with(new Serving("gradient", "memory", false, Averaging.LAST))),
            Published.of(
                    "ef21-normalized",
                    "EF21 with steps of a given length: no smoothness constant",
                    Paper.NORMALIZED,
                    "g_i",
                    DIFFERENCE,
                    o -> Method.of("ef21-normalized", new FullGradient(), SHIFT, Theorems.normalized(0.5))
                            .with(Serving.by("normalized"))),
            Published.of(
                            "ef21-sgdm-normalized",
                            "EF21 with momentum and steps of a given length",
                            Paper.NORMALIZED,
                            "v_i, g_i",
                            "C(v_i - g_i) up, model down",
                            o -> momentum("ef21-sgdm-normalized", o, false)
                                    .with(Theorems.normalized(0.75))
                                    .with(Serving.by("normalized")),
                            Knob.MOMENTUM)
                    .sampled(),
            lazy("lag", "lazily aggregated gradients: all of the difference, where it is large", Paper.LAG, true),
            lazy("clag", "EF21 where the difference is large, else nothing", Paper.THREE_PC, false),
            Published.of(
                    "3pcv2",
                    "an unbiased correction by the move of the gradient, then EF21's",
                    Paper.THREE_PC,
                    "g_i, last gradient",
                    "Q(move) and C(rest) up, model down",
                    o -> staged("3pcv2", o.compressor(Knob.SECOND, "randk:0.1:unbiased"), true),
                    Knob.SECOND),
            Published.of(
                    "3pcv4",
                    "two corrections, one of what the other left",
                    Paper.THREE_PC,
                    "g_i",
                    "Q(difference) and C(rest) up, model down",
                    o -> staged("3pcv4", o.compressor(Knob.SECOND, "topk:0.1"), false),
                    Knob.SECOND),
            Published.of(
                    "3pcv5",
                    "corrections by the move of the gradient, whole gradients now and then",
                    Paper.THREE_PC,
                    "g_i, last gradient",
                    "with probability p the whole gradient, else C(move) up; model down",
                    o -> {
                        double p = o.number(Knob.PROBABILITY, 0.1, Double.MIN_VALUE, 1);
                        return Method.of("3pcv5", new FullGradient(), new Restart(p), theory -> {
                            double left = 1 - theory.contraction().alpha();
                            double a = 1 - Math.sqrt(1 - p);
                            return Theorems.threePoint(theory, "v5", a, (1 - p) * left / a);
                        });
                    },
                    Knob.PROBABILITY));

    private Ef21Variants() {}

    private static Method ef21(String name) {
        return Method.of(name, new FullGradient(), SHIFT, Theory::errorFeedback);
    }

    private static StepSize bestOf(Theory theory) {
        // the theorems are about compressors that draw nothing (EF21, section 4.6)
        StepSize step = theory.errorFeedback();
        return theory.guarantee().deterministic() ? step : step.byConvention();
    }

    private static Method momentum(String name, MethodOptions o, boolean twice) {
        double eta = o.number(Knob.MOMENTUM, 0.1, Double.MIN_VALUE, 1);
        return Method.of(name, new Momentum(o.sampling(), eta, twice), SHIFT, Theorems.momentum(eta));
    }

    private static Method page(MethodOptions o) {
        double p = o.number(Knob.PROBABILITY, Double.NaN, Double.MIN_VALUE, 1);
        Sampling sampling = o.sampling();
        return Method.of("ef21-page", new Page(sampling, p), SHIFT, theory -> {
            double tau = sampling.sizeAmong(theory.mostSamples());
            return Theorems.page(theory, sampling, Double.isNaN(p) ? tau / (tau + theory.mostSamples()) : p);
        });
    }

    private static Published lazy(String name, String summary, Paper paper, boolean whole) {
        return Published.of(
                name,
                summary,
                paper,
                "g_i, last gradient",
                (whole ? "nothing or the whole difference" : "nothing or C(gradient - g_i)") + " up, model down",
                o -> {
                    double zeta = o.number(Knob.TRIGGER, 1, 0, Double.POSITIVE_INFINITY);
                    return Method.of(name, new FullGradient(), new Lazy(zeta, whole), theory -> {
                        if (whole) {
                            return Theorems.threePoint(theory, "LAG", 1, zeta);
                        }
                        Contraction c = theory.contraction();
                        return Theorems.threePoint(theory, "CLAG", c.theta(), Math.max(c.beta(), zeta));
                    });
                },
                Knob.TRIGGER);
    }

    private static Method staged(String name, Compressor first, boolean onMove) {
        if (onMove) {
            Demand.UNBIASED.check(name + "'s --second-compressor", Guarantee.of(first, 1), 1);
        }
        return Method.of(name, new FullGradient(), new TwoStage(first, onMove), theory -> {
            int d = theory.columns();
            double alpha = theory.contraction().alpha();
            Guarantee other = Guarantee.of(first, d);
            if (onMove) {
                return Theorems.threePoint(theory, "v2", alpha, (1 - alpha) * other.omega());
            }
            other.requireContraction();
            Contraction both = new Contraction(1 - (1 - alpha) * (1 - other.alpha()));
            return Theorems.threePoint(theory, "v4", both.theta(), both.beta());
        });
    }
}
