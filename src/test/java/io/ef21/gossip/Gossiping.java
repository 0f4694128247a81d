package io.ef21.gossip;

import io.ef21.compress.Compressors;
import io.ef21.method.Downlink;
import io.ef21.method.Knob;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.Outcome;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import io.ef21.wire.ValueBits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** What tests of methods without a server start from. */
public final class Gossiping {
    private Gossiping() {}

    /** A run, with all its records. */
    public record Run(Outcome outcome, List<RoundRecord> records) {}

    /** Options of beer with exact evaluations in every fifth round; knobs as {@code "batch-size", "7"}. */
    public static TrainingOptions options(
            String compressor, String stepSize, int rounds, ValueBits bits, String... knobs) {
        Map<Knob, String> given = new HashMap<>();
        for (int i = 0; i < knobs.length; i += 2) {
            String flag = "--" + knobs[i];
            for (Knob knob : Knob.values()) {
                if (knob.flag().equals(flag)) {
                    given.put(knob, knobs[i + 1]);
                }
            }
        }
        if (given.size() * 2 != knobs.length) {
            throw new IllegalArgumentException("unknown knob in " + List.of(knobs));
        }
        return new TrainingOptions(
                Methods.parse("beer", new MethodOptions(given)),
                Compressors.parse(compressor),
                bits,
                false,
                false,
                Downlink.EXACT,
                new Regularizer.None(),
                false,
                StepSizeRule.parse(stepSize),
                rounds,
                0,
                5,
                3);
    }

    /** W of a graph as in {@code --graph}. */
    public static Mixing mixing(String graph, int clients) {
        try {
            return Topology.parse(graph).mixing(clients, new Configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trains and keeps every record. */
    public static Run run(Neighbours neighbours, Mixing mixing, TrainingOptions options) {
        List<RoundRecord> records = new ArrayList<>();
        Outcome outcome = new BeerTraining(options, mixing).run(neighbours, records::add);
        return new Run(outcome, records);
    }

    /** Trains in this JVM. */
    public static Run local(List<? extends Objective> objectives, String graph, TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(objectives, 1)) {
            return run(new LocalNeighbours(engine), mixing(graph, objectives.size()), options);
        }
    }
}
