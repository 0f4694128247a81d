package io.ef21.method;

import io.ef21.data.InvalidInputException;
import io.ef21.method.estimator.FullGradient;
import io.ef21.method.estimator.MiniBatch;
import io.ef21.method.estimator.SameBatch;
import io.ef21.method.mechanism.Gossip;
import java.util.List;

/** Methods without a server. */
final class Decentralized {
    private static final String STORED = "stored";
    private static final String SAME_BATCH = "same-batch";

    static final List<MethodFamily> FAMILIES = List.of(Published.of(
                    "beer",
                    "no server: gradients are tracked and models mixed over a graph",
                    Paper.BEER,
                    "v_i, its last gradient, h_i, q_i, and what the neighbours' add up to",
                    "C(x_i - h_i) and C(v_i - q_i) to every neighbour",
                    Decentralized::beer,
                    Knob.GRAPH,
                    Knob.MIXING_STEP,
                    Knob.TRACKING)
            .sampled());

    private Decentralized() {}

    private static Method beer(MethodOptions o) {
        double step = o.number(Knob.MIXING_STEP, Double.NaN, Double.MIN_VALUE, 1);
        Gossip gossip = new Gossip(o.text(Knob.GRAPH, "ring"), step, Double.NaN);
        return Method.of("beer", estimator(o), gossip, theory -> {
            throw Gossip.withoutServer();
        });
    }

    /** Whole gradients, unless batches are asked for. */
    private static Estimator estimator(MethodOptions o) {
        boolean same =
                o.word(Knob.TRACKING, STORED, List.of(STORED, SAME_BATCH)).equals(SAME_BATCH);
        if (o.asksForBatches("beer")) {
            return same ? new SameBatch(o.sampling()) : new MiniBatch(o.sampling(), 1);
        }
        if (same) {
            throw new InvalidInputException(
                    "--tracking same-batch is about stochastic gradients, and those of beer are whole: add --batch-size");
        }
        return new FullGradient();
    }
}
