package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.times;
import static io.ef21.run.Mutant.reply;
import static io.ef21.run.MutantsTest.paper;
import static io.ef21.run.TextbookMemories.exact;
import static io.ef21.run.TextbookMemories.feedback;
import static io.ef21.run.TextbookShifts.batch;
import static io.ef21.run.TextbookShifts.full;

import io.ef21.Vectors;
import io.ef21.compress.Amount;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.method.Averaging;
import io.ef21.method.Channel;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.Reply;
import io.ef21.method.Sampling;
import io.ef21.method.Serving;
import io.ef21.method.Uplink;
import io.ef21.method.mechanism.ErrorFeedback;
import io.ef21.method.mechanism.ErrorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in memories of errors, and at the server. */
final class FeedbackMutants {
    private static final int D = MutantsTest.D;
    private static final Sampling THREE = new Sampling(Amount.parse("3"), Amount.parse("3"), false);
    private static final Problem PROBLEM = MutantsTest.PROBLEM;

    private FeedbackMutants() {}

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        feedbacks(all);
        servers(all);
        return all;
    }

    private static void feedbacks(List<Mutant> all) {
        Asked schedule = Asked.of("ef-average-linear").step("theory:40");
        double mu = 0.1;
        all.add(Mutant.clients(
                "the first step is in the memory for ever",
                schedule,
                (original, memory, target, channel) -> {
                    double first = 4 / (mu * (4 / (mu * channel.stepSize()) - channel.round()));
                    return original.reply(memory, times(first / channel.stepSize(), target), channel);
                },
                trace -> {
                    double kappa = 4 / (mu * trace.gamma());
                    FeedbackLaws.virtualIterateDescends(
                            trace,
                            (i, t, x) -> trace.rounds().get(t).gradients()[i],
                            FeedbackLaws::nothing,
                            t -> 4 / (mu * (kappa + t)));
                }));
        Asked rounded = Asked.sampled("efsgd", 3)
                .compressor("nearest:levels=1/2/5:period=10")
                .step(0.07);
        all.add(new Mutant(
                "gamma is outside the memory",
                rounded,
                rounded.with(rounded.method().with(new ErrorFeedback(new ErrorMemory.Exact(), 0, 0, false, false))),
                paper(rounded, b -> feedback(b, batch(b, THREE), exact(), 0, 0))));
        Asked adam = Asked.sampled("ef-adam", 3).step(0.01);
        all.add(Mutant.clients(
                "gamma is inside the memory of Adam",
                adam,
                (original, memory, target, channel) ->
                        original.reply(memory, times(channel.stepSize(), target), channel),
                paper(adam, b -> feedback(b, batch(b, THREE), exact(), 0, 0, t -> 1, TextbookMemories.adam(b)))));
        Asked partial =
                Asked.sampled("partial-efsgd", 3, Knob.HELD, 0.7, Knob.RESET, 9).step(0.05);
        Consumer<Trace> held = paper(partial, b -> feedback(b, batch(b, THREE), exact(), 0.7, 9));
        Consumer<Trace> virtual = trace -> FeedbackLaws.virtualIterateDescends(
                trace, batch(new Textbook(partial, PROBLEM, trace.gamma()), THREE), FeedbackLaws::nothing);
        all.add(feeding("beta is the share that is sent", partial, 0.3, 9, held));
        all.add(feeding("errors are never reset", partial, 0.7, 0, held));
        all.add(Mutant.clients(
                "a reset forgets the error",
                partial,
                (original, memory, target, channel) -> {
                    boolean reset = channel.round() > 0 && channel.round() % 9 == 0;
                    return original.reply(reset ? original.join(D) : memory, target, channel);
                },
                virtual));
        all.add(Mutant.clients(
                "what is held back is not kept",
                partial,
                (original, memory, target, channel) -> {
                    double[] p = times(channel.stepSize(), target);
                    add(0.3, memory.get(0).read(), p);
                    Channel.Sent sent = channel.send(p);
                    sent.correction().addTo(p, -1);
                    return reply(sent, p);
                },
                // the law reads memories as the method's own, so the recursion has to tell
                held));
        Asked conef = Asked.sampled("conef", 3).step(0.05);
        all.add(new Mutant(
                "the memory is kept in full",
                conef,
                conef.with(conef.method().with(ErrorFeedback.CLASSIC)),
                FeedbackMutants::memoriesAreMessages));
        Asked twice = Asked.sampled("iconef-v1", 3).step(0.05);
        Compressor levels = Compressors.parse("qsgd:16:max");
        all.add(new Mutant(
                "the improved memory keeps one message",
                twice,
                twice.with(conef.method()),
                paper(twice, b -> feedback(b, batch(b, THREE), TextbookMemories.twice(b, levels, levels), 0, 0))));
        Asked sketched = Asked.sampled("partial-conef", 3, Knob.HELD, 0.9, Knob.MEMORY, "sketch:2x6")
                .step(0.02);
        all.add(Mutant.clients(
                "the sketch is read, changed and sketched again",
                sketched,
                (original, memory, target, channel) -> {
                    ErrorFeedback feedback = (ErrorFeedback) original;
                    double[] e = feedback.memory().read(memory, D);
                    double[] p = times(channel.stepSize(), target);
                    add(0.1, e, p);
                    Channel.Sent sent = channel.send(p);
                    sent.correction().addTo(p, -1);
                    add(0.9, e, p);
                    return Reply.uncertain(
                            feedback.memory().next(original.join(D), new double[D], p, channel), sent.message());
                },
                paper(sketched, b -> feedback(b, batch(b, THREE), TextbookMemories.sketch(b, 2, 6), 0.9, 0))));
    }

    private static Mutant feeding(String mistake, Asked sound, double held, int reset, Consumer<Trace> check) {
        Method broken = sound.method().with(new ErrorFeedback(new ErrorMemory.Exact(), held, reset, false, true));
        return new Mutant(mistake, sound, sound.with(broken), check);
    }

    private static void servers(List<Mutant> all) {
        Asked ball = Asked.of("ef21-hb", Knob.MOMENTUM, 0.6);
        Consumer<Trace> heavy = paper(ball, b -> TextbookShifts.heavyBall(b, full(b), 0.6));
        all.add(serving("heavy ball looks ahead", ball, Serving.by("nesterov:0.6"), heavy));
        all.add(serving("heavy ball forgets", ball, Serving.by("heavy-ball:0.36"), heavy));
        Asked both = Asked.of("ef21-bc");
        all.add(serving(
                "the step is compressed, and not what it goes along",
                both,
                Serving.down("step"),
                paper(both, b -> TextbookShifts.bidirectional(b, full(b)))));
        all.add(serving(
                "the server forgets what it left out on the way down",
                Asked.of("ef21-p"),
                Serving.down("step"),
                paper(Asked.of("ef21-p"), b -> TextbookShifts.primal(b, full(b)))));
        Asked squeezed = Asked.of("doublesqueeze").step(0.05);
        all.add(serving(
                "the server forgets what it left out on the way down",
                squeezed,
                Serving.down("step"),
                FeedbackLaws::squeezedIterateDescends));
        Asked averaged = Asked.of("ef-average-geometric").step("theory:40");
        all.add(serving(
                "all models weigh the same",
                averaged,
                new Serving("gradient", "", false, Averaging.UNIFORM),
                trace -> weighsGeometrically(trace, 0.1)));
    }

    private static Mutant serving(String mistake, Asked sound, Serving serving, Consumer<Trace> check) {
        return new Mutant(mistake, sound, sound.with(sound.method().with(serving)), check);
    }

    private static void memoriesAreMessages(Trace trace) {
        for (Trace.Round round : trace.rounds()) {
            for (Uplink uplink : round.uplinks()) {
                if (uplink.report().stateBytes() >= 8L * D) {
                    throw new AssertionError("a memory takes " + uplink.report().stateBytes() + " bytes");
                }
            }
        }
    }

    private static void weighsGeometrically(Trace trace, double mu) {
        double[] sum = new double[D];
        double total = 0;
        for (int k = 0; k <= trace.last(); k++) {
            double weight = Math.pow(1 - mu * trace.gamma() / 2, -(k + 1));
            add(weight, trace.model(k), sum);
            total += weight;
        }
        Vectors.assertClose(times(1 / total, sum), trace.outcome().model(), 1e-12, "average");
    }
}
