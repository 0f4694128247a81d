package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.times;
import static io.ef21.run.Mutant.corrected;
import static io.ef21.run.Mutant.reply;
import static io.ef21.run.MutantsTest.paper;
import static io.ef21.run.TextbookShifts.batch;
import static io.ef21.run.TextbookShifts.full;

import io.ef21.Vectors;
import io.ef21.compress.Amount;
import io.ef21.method.Channel;
import io.ef21.method.Estimator;
import io.ef21.method.Keys;
import io.ef21.method.Knob;
import io.ef21.method.Mechanism;
import io.ef21.method.Method;
import io.ef21.method.Oracle;
import io.ef21.method.Participation;
import io.ef21.method.Reply;
import io.ef21.method.Sampling;
import io.ef21.method.Stored;
import io.ef21.method.estimator.MiniBatch;
import io.ef21.method.estimator.Momentum;
import io.ef21.method.estimator.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in what clients estimate, and in EF21's corrections of it. */
final class EstimateMutants {
    private static final int N = MutantsTest.N;
    private static final int D = MutantsTest.D;
    private static final Sampling THREE = new Sampling(Amount.parse("3"), Amount.parse("3"), false);
    private static final Problem PROBLEM = MutantsTest.PROBLEM;

    private EstimateMutants() {}

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        corrections(all);
        estimators(all);
        return all;
    }

    private static void corrections(List<Mutant> all) {
        Asked ef21 = Asked.of("ef21");
        Consumer<Trace> paper = paper(ef21, b -> TextbookShifts.ef21(b, full(b)));
        all.add(Mutant.clients(
                "the correction is subtracted",
                ef21,
                (original, memory, target, channel) -> {
                    Channel.Sent sent = channel.send(minus(target, memory.get(0).read()));
                    double[] g = memory.get(0).read().clone();
                    sent.correction().addTo(g, -1);
                    return reply(sent, g);
                },
                paper));
        all.add(Mutant.clients(
                "g_i is not updated",
                ef21,
                (original, memory, target, channel) -> {
                    Reply reply = original.reply(memory, target, channel);
                    return Reply.uncertain(memory, reply.message());
                },
                paper));
        all.add(Mutant.clients(
                "the gradient is kept, and not what was sent of it",
                ef21,
                (original, memory, target, channel) ->
                        reply(channel.send(minus(target, memory.get(0).read())), target),
                paper));
        Asked drawn = ef21.compressor("randk:3");
        all.add(Mutant.clients(
                "C is evaluated twice, with two draws",
                drawn,
                (original, memory, target, channel) -> {
                    double[] g = memory.get(0).read();
                    Channel.Sent other =
                            channel.through(channel.compressor(), 1).send(minus(target, g));
                    return reply(channel.send(minus(target, g)), corrected(g, other));
                },
                EstimateMutants::serverKnowsTheMean));
        all.add(Mutant.clients(
                "EF21-W without 1/(n w_i)",
                Asked.of("ef21-w"),
                (original, memory, target, channel) -> original.reply(
                        memory,
                        times(PROBLEM.constants()[channel.client()] / PROBLEM.arithmeticMean(false), target),
                        channel),
                paper(Asked.of("ef21-w"), b -> TextbookShifts.weighted(b, full(b), b.constants()))));
        Asked partial = Asked.of("ef21-pp", Knob.PARTICIPATION, 2);
        Consumer<Trace> present = paper(partial, b -> TextbookShifts.ef21(b, full(b)));
        all.add(Mutant.clients(
                "the mean is over the participants",
                partial,
                (original, memory, target, channel) -> {
                    double[] g = memory.get(0).read();
                    double[] c = channel.send(minus(target, g)).correction().toDense();
                    double[] next = g.clone();
                    add(1, c, next);
                    return reply(channel.sendWhole(times(N / 2.0, c)), next);
                },
                present));
        all.add(new Mutant(
                "absent clients update their estimates",
                partial,
                partial.with(partial.method()
                        .with(Participation.FULL)
                        .with(new Mutant.Broken(
                                partial.method().mechanism(),
                                (original, memory, target, channel) -> {
                                    Reply reply = original.reply(memory, target, channel);
                                    Participation two = partial.method().participation();
                                    return Keys.present(two, 0, channel.round(), channel.client(), N)
                                            ? reply
                                            : reply(
                                                    channel.nothing(D),
                                                    reply.memory().get(0).read());
                                },
                                Mechanism::absorb))),
                present));
    }

    private static void estimators(List<Mutant> all) {
        Asked once = Asked.sampled("ef21-sgdm", 3, Knob.MOMENTUM, 0.3);
        Consumer<Trace> averaged =
                paper(once, b -> TextbookShifts.ef21(b, TextbookShifts.averaged(b, batch(b, THREE), 0.3)));
        all.add(estimating(
                "momentum weighs old and new the other way round", once, new Momentum(THREE, 0.7, false), averaged));
        all.add(estimating(
                "momentum opens with zero", once, new OpensWithZero(new Momentum(THREE, 0.3, false)), averaged));
        Asked twice = Asked.sampled("ef21-sgd2m", 3, Knob.MOMENTUM, 0.3);
        all.add(estimating(
                "the second average takes the old first one",
                twice,
                new OldAverage(0.3),
                paper(
                        twice,
                        b -> TextbookShifts.ef21(
                                b,
                                TextbookShifts.averaged(b, TextbookShifts.averaged(b, batch(b, THREE), 0.3), 0.3)))));
        Asked page = Asked.sampled("ef21-page", 3, Knob.PROBABILITY, 0.3);
        Consumer<Trace> recursive = paper(page, b -> TextbookShifts.ef21(b, TextbookShifts.page(b, THREE, 0.3)));
        all.add(estimating("PAGE draws afresh at the second point", page, new BrokenPage(1, false), recursive));
        all.add(estimating("PAGE keeps its first point", page, new BrokenPage(0, true), recursive));
        all.add(estimating("PAGE is full as often as it is not", page, new Page(THREE, 0.7), recursive));
        Asked many = Asked.sampled("neolithic", 3, Knob.MESSAGES, 3);
        all.add(estimating(
                "NEOLITHIC draws one batch",
                many,
                new MiniBatch(THREE, 1),
                paper(
                        many,
                        b -> TextbookShifts.repeated(
                                b,
                                (i, t, x) -> {
                                    double[] mean = new double[D];
                                    for (int draw = 0; draw < 3; draw++) {
                                        add(1.0 / 3, b.batch(THREE, draw, i, t, x), mean);
                                    }
                                    return mean;
                                },
                                3))));
    }

    private static Mutant estimating(String mistake, Asked sound, Estimator estimator, Consumer<Trace> check) {
        Method m = sound.method();
        Method broken = new Method(
                m.name(), estimator, m.mechanism(), m.participation(), m.weighted(), m.serving(), m.theorem());
        return new Mutant(mistake, sound, sound.with(broken), check);
    }

    private record OpensWithZero(Momentum original) implements Estimator {
        private static final long serialVersionUID = 1L;

        @Override
        public Estimate estimate(List<Stored> kept, Oracle oracle) {
            return original.estimate(kept.isEmpty() ? List.of(new Stored.Wide(new double[D])) : kept, oracle);
        }
    }

    private record OldAverage(double eta) implements Estimator {
        private static final long serialVersionUID = 1L;

        @Override
        public Estimate estimate(List<Stored> kept, Oracle oracle) {
            Estimate right = new Momentum(THREE, eta, true).estimate(kept, oracle);
            if (kept.isEmpty()) {
                return right;
            }
            double[] u = times(1 - eta, kept.get(1).read());
            add(eta, kept.get(0).read(), u);
            return new Estimate(u, List.of(right.kept().get(0), new Stored.Wide(u)));
        }
    }

    private record BrokenPage(int draw, boolean stale) implements Estimator {
        private static final long serialVersionUID = 1L;

        @Override
        public Estimate estimate(List<Stored> kept, Oracle oracle) {
            Estimate right = new Page(THREE, 0.3).estimate(kept, oracle);
            if (kept.isEmpty() || oracle.coin() < 0.3) {
                return right;
            }
            double[] v = kept.get(0).read().clone();
            add(1, oracle.sample(THREE, 0), v);
            add(-1, oracle.sampleAt(kept.get(1).read(), THREE, draw), v);
            return new Estimate(
                    v,
                    List.of(
                            new Stored.Wide(v),
                            stale ? kept.get(1) : right.kept().get(1)));
        }
    }

    private static void serverKnowsTheMean(Trace trace) {
        for (int t = 0; t < trace.last(); t++) {
            double[] step = times(-trace.gamma(), trace.mean(trace.kept(t, 0)));
            Vectors.assertClose(
                    step, minus(trace.model(t + 1), trace.model(t)), 1e-12 * Vectors.norm(step), "round " + t);
        }
    }
}
