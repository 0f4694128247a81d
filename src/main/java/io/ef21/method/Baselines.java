package io.ef21.method;

import io.ef21.method.estimator.FullGradient;
import io.ef21.method.estimator.HeavyMomentum;
import io.ef21.method.estimator.MiniBatch;
import io.ef21.method.mechanism.Difference;
import io.ef21.method.mechanism.Direct;
import io.ef21.method.mechanism.ErrorFeedback;
import io.ef21.method.mechanism.Repeated;
import io.ef21.method.mechanism.Shift;
import io.ef21.wire.Total;
import java.util.List;
import java.util.function.Function;

/** Methods without error feedback, and those that learn shifts with unbiased compressors. */
final class Baselines {
    private static final String FULL = "whole gradient up, model down";
    private static final String COMPRESSED = "C(gradient) up, model down";
    private static final String DIFFERENCE = "C(difference) up, model down";

    static final List<MethodFamily> FAMILIES = List.of(
            Published.of(
                    "gd",
                    "gradient descent",
                    Paper.GRADIENT_DESCENT,
                    "none",
                    FULL,
                    o -> Method.of("gd", new FullGradient(), new Direct(Demand.WHOLE), Theory::direct)),
            Published.of(
                    "cgd",
                    "compressed gradient descent, one client",
                    Paper.BIASED,
                    "none",
                    COMPRESSED,
                    o -> Method.of("cgd", new FullGradient(), new Direct(Demand.ONE_CLIENT), Theory::direct)),
            Published.of(
                    "dcgd",
                    "distributed compressed gradient descent; may diverge with a biased compressor",
                    Paper.BIASED,
                    "none",
                    COMPRESSED,
                    o -> Method.of("dcgd", new FullGradient(), new Direct(Demand.ANY), Theory::direct)),
            Published.of(
                            "sgd",
                            "distributed SGD",
                            Paper.QSGD,
                            "none",
                            "whole stochastic gradient up, model down",
                            direct("sgd", Demand.WHOLE))
                    .sampled(),
            Published.of(
                            "dcsgd",
                            "distributed SGD with any compression",
                            Paper.BIASED,
                            "none",
                            "C(stochastic gradient) up, model down",
                            direct("dcsgd", Demand.ANY))
                    .sampled(),
            Published.of(
                            "qsgd",
                            "distributed SGD with unbiased compression",
                            Paper.QSGD,
                            "none",
                            "C(stochastic gradient) up, model down",
                            direct("qsgd", Demand.UNBIASED))
                    .sampled(),
            Published.of(
                            "rbsgd",
                            "distributed momentum SGD with a random block that clients share",
                            Paper.CONEF,
                            "m with --momentum",
                            "sums of C(stochastic gradient) up, model down",
                            momentum("rbsgd", Demand.UNBIASED_SUMS),
                            Knob.MOMENTUM)
                    .sampled(),
            Published.of(
                            "qsgd-projection",
                            "distributed momentum SGD with a random projection that clients share (qSGD)",
                            Paper.CONEF,
                            "m with --momentum",
                            "sums of C(stochastic gradient) up, model down",
                            momentum("qsgd-projection", Demand.UNBIASED_PROJECTION),
                            Knob.MOMENTUM)
                    .sampled(),
            Published.of(
                    "diana",
                    "shifts that learn, unbiased compressors",
                    Paper.DIANA,
                    "h_i",
                    DIFFERENCE,
                    o -> Method.of("diana", new FullGradient(), Shift.of(Shift.Rule.DIANA), Theorems::diana)),
            Published.of(
                    "ef-bv",
                    "shifts that learn, for any bias and variance: between EF21 and DIANA",
                    Paper.EF_BV,
                    "h_i",
                    DIFFERENCE,
                    o -> Method.of("ef-bv", new FullGradient(), Shift.of(Shift.Rule.EF_BV), Theorems::efBv)),
            Published.of(
                    "marina",
                    "compressed differences of gradients, whole gradients now and then",
                    Paper.MARINA,
                    "last gradient",
                    "with probability p the whole gradient, else C(difference) up; model down",
                    o -> {
                        double p = o.number(Knob.PROBABILITY, Double.NaN, Double.MIN_VALUE, 1);
                        return Method.of(
                                "marina",
                                new FullGradient(),
                                new Difference(p),
                                theory -> Theorems.marina(
                                        theory,
                                        Double.isNaN(p)
                                                ? 1 / (1 + theory.guarantee().omega())
                                                : p));
                    },
                    Knob.PROBABILITY),
            Published.of(
                            "neolithic",
                            "R compressed messages of an average over R batches",
                            Paper.NEOLITHIC,
                            "none",
                            "R messages up, model down",
                            o -> {
                                int messages = o.integer(Knob.MESSAGES, 4, 1, Total.MOST);
                                return Method.of(
                                        "neolithic",
                                        new MiniBatch(o.sampling(), messages),
                                        new Repeated(messages),
                                        Theorems.repeated(messages));
                            },
                            Knob.MESSAGES)
                    .sampled(),
            Published.of(
                    "doublesqueeze",
                    "classic error feedback both ways",
                    Paper.DOUBLE_SQUEEZE,
                    "e_i",
                    "C(error + step) up, C(error + step) down",
                    o -> Method.of("doublesqueeze", new FullGradient(), ErrorFeedback.CLASSIC, Theorems::conventional)
                            .with(Serving.down("memory"))));

    private Baselines() {}

    private static Function<MethodOptions, Method> direct(String name, Demand demand) {
        return o ->
                Method.of(name, new MiniBatch(o.sampling(), 1), new Direct(demand), Theorems.sampled(Theory::direct));
    }

    private static Function<MethodOptions, Method> momentum(String name, Demand demand) {
        return o -> {
            double lambda = o.number(Knob.MOMENTUM, 0, 0, Math.nextDown(1.0));
            Estimator batches = new MiniBatch(o.sampling(), 1);
            return Method.of(
                    name,
                    lambda == 0 ? batches : new HeavyMomentum(batches, lambda, false),
                    new Direct(demand),
                    Theorems.sampled(Theory::direct));
        };
    }
}
