package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.squaredDistance;
import static io.ef21.run.Mutant.corrected;
import static io.ef21.run.Mutant.reply;
import static io.ef21.run.MutantsTest.paper;
import static io.ef21.run.TextbookShifts.full;

import io.ef21.compress.Compressors;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Knob;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.method.mechanism.Lazy;
import io.ef21.method.mechanism.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in shifts that learn, in differences, and in three-point compressors. */
final class ShiftMutants {
    private static final int N = MutantsTest.N;
    private static final int D = MutantsTest.D;
    private static final String UNBIASED = "randk:3:unbiased";

    private ShiftMutants() {}

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        shifts(all);
        threePoint(all);
        return all;
    }

    private static void shifts(List<Mutant> all) {
        double omega = D / 3.0 - 1;
        Asked diana = Asked.of("diana").compressor(UNBIASED);
        Consumer<Trace> learns = paper(diana, b -> TextbookShifts.shifts(b, full(b), 1 / (1 + omega), 1));
        all.add(new Mutant(
                "DIANA learns with rate 1",
                diana,
                diana.with(diana.method().with(new Shift(Shift.Rule.EF21, 1, 1))),
                learns));
        all.add(Mutant.server(
                "the server learns with rate 1, the clients do not",
                diana,
                (original, round, coin) -> Absorb.INCREMENT,
                learns));
        Asked efBv = Asked.of("ef-bv").compressor(UNBIASED);
        Consumer<Trace> uses =
                paper(efBv, b -> TextbookShifts.shifts(b, full(b), 1 / (1 + omega), 1 / (1 + omega / N)));
        all.add(Mutant.server(
                "nu is for the clients only",
                efBv,
                (original, round, coin) -> {
                    double learn = original.absorb(round, coin).learn();
                    return Absorb.shift(learn, learn);
                },
                uses));
        all.add(Mutant.server(
                "nu multiplies the shift as well",
                efBv,
                (original, round, coin) -> {
                    Absorb right = original.absorb(round, coin);
                    return Absorb.shift(right.use(), right.use());
                },
                uses));
        Asked marina = Asked.of("marina", Knob.PROBABILITY, 0.4).compressor(UNBIASED);
        Consumer<Trace> differences = paper(marina, b -> TextbookShifts.marina(b, full(b), 0.4));
        all.add(Mutant.server(
                "differences replace the estimate",
                marina,
                (original, round, coin) -> Absorb.REPLACEMENT,
                differences));
        all.add(Mutant.server(
                "whole gradients are added to the estimate",
                marina,
                (original, round, coin) -> Absorb.INCREMENT,
                differences));
        all.add(Mutant.clients("every client tosses its own coin", marina, ShiftMutants::withOwnCoin, differences));
        Asked control = Asked.of("econtrol", Knob.FEEDBACK, 0.2);
        Consumer<Trace> controlled = paper(control, b -> TextbookMemories.control(b, full(b), 0.2));
        Mutant.Mistake error = (original, memory, target, channel) -> {
            Reply right = original.reply(memory, target, channel);
            double[] e = memory.get(1).read().clone();
            add(1, target, e);
            add(-1, memory.get(0).read(), e);
            return Reply.uncertain(List.of(right.memory().get(0), new Stored.Wide(e)), right.message());
        };
        all.add(Mutant.clients("the error is kept without -D", control, error, controlled));
        all.add(Mutant.clients(
                "the error is kept without -D, as its invariant sees",
                control,
                error,
                trace -> FeedbackLaws.controlledIterateDescends(trace, 1)));
    }

    private static Reply withOwnCoin(Mechanism original, List<Stored> memory, double[] target, Channel channel) {
        double own = (channel.coin() + 0.31 * channel.client()) % 1;
        return original.reply(
                memory,
                target,
                new Channel(
                        channel.compressor(),
                        channel.bits(),
                        channel.exactStart(),
                        channel.stepSize(),
                        channel.round(),
                        channel.client(),
                        channel.roundKey(),
                        own));
    }

    private static void threePoint(List<Mutant> all) {
        Asked lag = Asked.of("lag", Knob.TRIGGER, 2);
        Consumer<Trace> lazy = paper(lag, b -> TextbookShifts.threePoint(b, full(b), TextbookShifts.lazy(b, 2)));
        all.add(Mutant.clients(
                "the trigger is the other way round",
                lag,
                (original, memory, target, channel) -> {
                    double[] g = memory.get(0).read();
                    boolean far = squaredDistance(target, g)
                            > 2 * squaredDistance(target, memory.get(1).read());
                    return channel.round() == 0 || !far
                            ? new Lazy(0, true).reply(memory, target, channel)
                            : reply(channel.nothing(D), g, target);
                },
                lazy));
        all.add(Mutant.clients(
                "moves are measured from what was sent last",
                lag,
                (original, memory, target, channel) -> {
                    Reply right = original.reply(memory, target, channel);
                    boolean silent = right.memory().get(0).equals(memory.get(0));
                    return silent ? Reply.uncertain(memory, right.message()) : right;
                },
                lazy));
        Asked staged = Asked.of("3pcv2", Knob.SECOND, UNBIASED);
        all.add(Mutant.clients(
                "the second stage takes the same difference as the first",
                staged,
                (original, memory, target, channel) -> {
                    if (channel.round() == 0) {
                        return original.reply(memory, target, channel);
                    }
                    double[] h = memory.get(0).read();
                    double[] move = minus(target, memory.get(1).read());
                    Channel.Sent one =
                            channel.through(Compressors.parse(UNBIASED), 1).send(move);
                    Channel.Sent two = channel.send(move);
                    double[] g = corrected(corrected(h, one), two);
                    return new Reply(
                            List.of(new Stored.Wide(g), new Stored.Wide(target)),
                            one.message().and(two.message()),
                            Double.NaN,
                            g);
                },
                paper(
                        staged,
                        b -> TextbookShifts.threePoint(
                                b, full(b), TextbookShifts.staged(b, Compressors.parse(UNBIASED), true)))));
        Asked restarts = Asked.of("3pcv5", Knob.PROBABILITY, 0.4);
        Consumer<Trace> whole =
                paper(restarts, b -> TextbookShifts.threePoint(b, full(b), TextbookShifts.restart(b, 0.4)));
        all.add(Mutant.clients("every client tosses its own coin", restarts, ShiftMutants::withOwnCoin, whole));
        all.add(Mutant.server(
                "whole gradients are added to the estimate",
                restarts,
                (original, round, coin) -> Absorb.INCREMENT,
                whole));
    }
}
