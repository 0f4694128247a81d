package io.ef21.run;

import static io.ef21.run.TextbookMemories.exact;
import static io.ef21.run.TextbookMemories.feedback;
import static io.ef21.run.TextbookMemories.once;
import static io.ef21.run.TextbookMemories.twice;
import static io.ef21.run.TextbookShifts.batch;
import static io.ef21.run.TextbookShifts.full;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Vectors;
import io.ef21.compress.Amount;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.method.Knob;
import io.ef21.method.Methods;
import io.ef21.method.Sampling;
import io.ef21.objective.Regularizer;
import io.ef21.run.Textbook.Estimate;
import io.ef21.run.Textbook.Recursion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the catalogue goes through the models of its paper's recursion, written out with loops. */
class TextbookTest {
    private static final int D = 9;
    private static final String UNBIASED = "randk:3:unbiased";
    private static final String SHARED = "randblock:3:unbiased";
    private static final Sampling THREE = new Sampling(Amount.parse("3"), Amount.parse("3"), false);
    private static final Sampling TWO_AFTER_ALL = new Sampling(Amount.parse("2"), Amount.parse("1.0"), true);

    /**
     * A run and what it is to be.
     *
     * @param asked the run
     * @param paper the recursion
     */
    record Case(Asked asked, Function<Textbook, Recursion> paper) {
        @Override
        public String toString() {
            return asked.method().name() + " " + asked.method().composition() + ", " + asked.compressor();
        }
    }

    static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        direct(all);
        shifts(all);
        ef21(all);
        threePoint(all);
        feedbacks(all);
        return all;
    }

    private static void direct(List<Case> all) {
        add(all, Asked.of("gd").compressor("identity"), b -> TextbookShifts.direct(b, full(b)));
        add(all, Asked.of("dcgd"), b -> TextbookShifts.direct(b, full(b)));
        add(all, Asked.of("dcgd").compressor(UNBIASED), b -> TextbookShifts.direct(b, full(b)));
        add(all, sampled("sgd").compressor("identity"), b -> TextbookShifts.direct(b, batch(b, THREE)));
        add(all, sampled("dcsgd"), b -> TextbookShifts.direct(b, batch(b, THREE)));
        add(all, sampled("qsgd").compressor(UNBIASED), b -> TextbookShifts.direct(b, batch(b, THREE)));
        for (String name : List.of("rbsgd", "qsgd-projection")) {
            add(all, sampled(name).compressor(SHARED), b -> TextbookShifts.direct(b, batch(b, THREE)));
            add(
                    all,
                    sampled(name, Knob.MOMENTUM, 0.7).compressor(SHARED),
                    b -> TextbookShifts.direct(b, TextbookShifts.momentum(b, batch(b, THREE), 0.7)));
        }
        add(all, sampled("neolithic", Knob.MESSAGES, 3), b -> TextbookShifts.repeated(b, thrice(b), 3));
        add(
                all,
                Asked.of("doublesqueeze").step(0.05),
                b -> feedback(b, full(b), exact(), 0, 0, t -> b.gamma(), TextbookMemories.squeezed(b)));
    }

    private static void shifts(List<Case> all) {
        double omega = D / 3.0 - 1;
        add(all, Asked.of("diana").compressor(UNBIASED), b -> TextbookShifts.shifts(b, full(b), 1 / (1 + omega), 1));
        add(
                all,
                Asked.of("ef-bv").compressor(UNBIASED),
                b -> TextbookShifts.shifts(b, full(b), 1 / (1 + omega), 1 / (1 + omega / b.n())));
        add(all, Asked.of("ef-bv"), b -> TextbookShifts.shifts(b, full(b), 1, 1));
        add(all, Asked.of("marina").compressor(UNBIASED), b -> TextbookShifts.marina(b, full(b), 1 / (1 + omega)));
        add(
                all,
                Asked.of("marina", Knob.PROBABILITY, 0.6).compressor("natural"),
                b -> TextbookShifts.marina(b, full(b), 0.6));
        for (double eta : new double[] {0, 0.3}) {
            add(all, Asked.of("econtrol", Knob.FEEDBACK, eta), b -> TextbookMemories.control(b, full(b), eta));
        }
        double left = Math.sqrt(1 - 2.0 / D);
        add(all, Asked.of("econtrol"), b -> TextbookMemories.control(b, full(b), 2.0 / D / (3 * left * (1 + left))));
    }

    private static void ef21(List<Case> all) {
        for (String compressor : List.of("topk:2", "randk:3", "natural", "sign")) {
            add(all, Asked.of("ef21").compressor(compressor), b -> TextbookShifts.ef21(b, full(b)));
        }
        add(
                all,
                Asked.of("ef21-prox").regularizer(new Regularizer.ElasticNet(0.005, 1)),
                b -> TextbookShifts.prox(b, full(b), 0.005));
        add(all, Asked.of("ef21+").step("theory:50"), b -> TextbookShifts.bestOf(b, full(b)));
        add(all, sampled("ef21-sgd"), b -> TextbookShifts.ef21(b, batch(b, THREE)));
        add(
                all,
                sampled("ef21-sgdm", Knob.MOMENTUM, 0.3),
                b -> TextbookShifts.ef21(b, TextbookShifts.averaged(b, batch(b, THREE), 0.3)));
        add(
                all,
                Asked.of(
                        "ef21-sgdm",
                        Knob.MOMENTUM,
                        0.2,
                        Knob.BATCH_SIZE,
                        2,
                        Knob.INITIAL_BATCH,
                        "1.0",
                        Knob.BATCH_DRAW,
                        "with"),
                b -> TextbookShifts.ef21(b, TextbookShifts.averaged(b, batch(b, TWO_AFTER_ALL), 0.2)));
        add(
                all,
                sampled("ef21-sgd2m", Knob.MOMENTUM, 0.3),
                b -> TextbookShifts.ef21(
                        b, TextbookShifts.averaged(b, TextbookShifts.averaged(b, batch(b, THREE), 0.3), 0.3)));
        add(all, Asked.of("ef21-w").compressor("natural"), b -> TextbookShifts.weighted(b, full(b), b.constants()));
        add(all, sampled("ef21-w-sgd"), b -> TextbookShifts.weighted(b, batch(b, THREE), b.constants()));
        add(all, Asked.of("ef21-w-pp").compressor("natural"), b -> TextbookShifts.weighted(b, full(b), b.constants()));
        add(all, Asked.of("ef21-pp", Knob.PARTICIPATION, 0.4), b -> TextbookShifts.ef21(b, full(b)));
        add(all, Asked.of("ef21-pp", Knob.PARTICIPATION, 2), b -> TextbookShifts.ef21(b, full(b)));
        add(all, Asked.of("ef21-bc"), b -> TextbookShifts.bidirectional(b, full(b)));
        add(all, Asked.of("ef21-p").compressor("identity"), b -> TextbookShifts.primal(b, full(b)));
        add(all, Asked.of("ef21-hb", Knob.MOMENTUM, 0.6), b -> TextbookShifts.heavyBall(b, full(b), 0.6));
        add(
                all,
                sampled("ef21-page", Knob.PROBABILITY, 0.3),
                b -> TextbookShifts.ef21(b, TextbookShifts.page(b, THREE, 0.3)));
        add(all, Asked.of("ef21-normalized"), b -> TextbookShifts.normalized(b, full(b)));
        add(
                all,
                sampled("ef21-sgdm-normalized", Knob.MOMENTUM, 0.3),
                b -> TextbookShifts.normalized(b, TextbookShifts.averaged(b, batch(b, THREE), 0.3)));
        add(all, Asked.of("cgd"), b -> TextbookShifts.direct(b, full(b)));
    }

    private static void threePoint(List<Case> all) {
        for (double zeta : new double[] {0.5, 3}) {
            add(
                    all,
                    Asked.of("clag", Knob.TRIGGER, zeta),
                    b -> TextbookShifts.threePoint(b, full(b), TextbookShifts.lazy(b, zeta)));
            add(
                    all,
                    Asked.of("lag", Knob.TRIGGER, zeta),
                    b -> TextbookShifts.threePoint(b, full(b), TextbookShifts.lazy(b, zeta)));
        }
        for (boolean onMove : new boolean[] {true, false}) {
            String first = onMove ? UNBIASED : "topk:1";
            add(
                    all,
                    Asked.of(onMove ? "3pcv2" : "3pcv4", Knob.SECOND, first),
                    b -> TextbookShifts.threePoint(
                            b, full(b), TextbookShifts.staged(b, Compressors.parse(first), onMove)));
        }
        add(
                all,
                Asked.of("3pcv5", Knob.PROBABILITY, 0.4),
                b -> TextbookShifts.threePoint(b, full(b), TextbookShifts.restart(b, 0.4)));
    }

    private static void feedbacks(List<Case> all) {
        add(all, Asked.of("ef14"), b -> feedback(b, full(b), exact(), 0, 0));
        add(all, sampled("ef14-sgd"), b -> feedback(b, batch(b, THREE), exact(), 0, 0));
        for (String name : List.of("ef-average-geometric", "ef-average-uniform")) {
            add(all, Asked.of(name).step("theory:40"), b -> feedback(b, full(b), exact(), 0, 0));
        }
        add(all, sampled("ef-average-uniform").step("theory:40"), b -> feedback(b, batch(b, THREE), exact(), 0, 0));
        // 4 / (mu (kappa + t)), whose first is gamma
        add(
                all,
                Asked.of("ef-average-linear").step("theory:40"),
                b -> feedback(
                        b,
                        full(b),
                        exact(),
                        0,
                        0,
                        t -> 4 / (0.1 * (4 / (0.1 * b.gamma()) + t)),
                        (sum, t) -> Vectors.times(-1, sum)));
        add(all, step(sampled("efsgd")), b -> feedback(b, batch(b, THREE), exact(), 0, 0));
        add(
                all,
                step(sampled("efsgd", Knob.MOMENTUM, 0.6)),
                b -> feedback(b, TextbookShifts.momentum(b, batch(b, THREE), 0.6), exact(), 0, 0));
        add(
                all,
                step(sampled("efsgd", Knob.MOMENTUM, 0.6, Knob.MOMENTUM_AT, "nesterov-before")),
                b -> feedback(b, ahead(b, 0.6), exact(), 0, 0));
        add(all, step(sampled("efsgd", Knob.MOMENTUM, 0.6, Knob.MOMENTUM_AT, "after")), b -> after(b, false));
        add(all, step(sampled("efsgd", Knob.MOMENTUM, 0.6, Knob.MOMENTUM_AT, "nesterov-after")), b -> after(b, true));
        Compressor levels = Compressors.parse("qsgd:16:max");
        Compressor largest = Compressors.parse("topk:3");
        add(all, step(sampled("conef")), b -> feedback(b, batch(b, THREE), once(b, levels), 0, 0));
        add(all, step(sampled("conef", Knob.RESET, 7)), b -> feedback(b, batch(b, THREE), once(b, levels), 0, 7));
        add(
                all,
                step(sampled("hefsgd", Knob.MEMORY, "topk:3")),
                b -> feedback(b, batch(b, THREE), once(b, largest), 0, 0));
        add(all, step(sampled("iconef-v1")), b -> feedback(b, batch(b, THREE), twice(b, levels, levels), 0, 0));
        add(
                all,
                step(sampled("iconef-v2")),
                b -> feedback(b, batch(b, THREE), twice(b, Compressors.parse("topk:2"), levels), 0, 0));
        add(
                all,
                step(sampled("partial-efsgd", Knob.HELD, 0.7, Knob.RESET, 9)),
                b -> feedback(b, batch(b, THREE), exact(), 0.7, 9));
        add(
                all,
                step(sampled("partial-conef", Knob.HELD, 0.7)),
                b -> feedback(b, batch(b, THREE), once(b, levels), 0.7, 0));
        add(
                all,
                step(sampled("partial-conef", Knob.HELD, 0.9, Knob.MEMORY, "sketch:2x6")),
                b -> feedback(b, batch(b, THREE), TextbookMemories.sketch(b, 2, 6), 0.9, 0));
        for (String name : List.of("ef-adam", "conef-adam")) {
            add(
                    all,
                    sampled(name).step(0.01),
                    b -> feedback(
                            b,
                            batch(b, THREE),
                            name.equals("ef-adam") ? exact() : once(b, levels),
                            0,
                            0,
                            t -> 1,
                            TextbookMemories.adam(b)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void models_areThoseOfThePaper(Case run) {
        SplittableRandom random = new SplittableRandom(run.toString().hashCode());
        for (int instance = 0; instance < 2; instance++) {
            int n = run.asked().method().name().equals("cgd") ? 1 : random.nextInt(2, 7);
            Problem problem = Problem.logistic(random, n, D, new Regularizer.L2(0.1));
            Asked asked = run.asked().seed(instance);
            Trace trace = asked.on(problem);
            assertEquals(asked.rounds(), trace.last());
            Textbook.assertFollows(trace, asked, problem, run.paper());
        }
    }

    @Test
    void cases_coverTheCatalogue() {
        Set<String> covered = new HashSet<>();
        cases().forEach(c -> covered.add(c.asked().method().name()));
        Set<String> served = new HashSet<>(Methods.names());
        served.removeIf(name -> Methods.parse(name).isDecentralized());
        assertEquals(served, covered);
    }

    private static void add(List<Case> all, Asked asked, Function<Textbook, Recursion> paper) {
        all.add(new Case(asked, paper));
    }

    private static Asked sampled(String name, Object... knobs) {
        return Asked.sampled(name, 3, knobs);
    }

    /** The template of ConEF moves farther with steps longer than theory's. */
    private static Asked step(Asked asked) {
        return asked.step(0.02);
    }

    private static Recursion after(Textbook book, boolean ahead) {
        return feedback(
                book,
                batch(book, THREE),
                exact(),
                0,
                0,
                t -> book.gamma(),
                TextbookMemories.momentum(book, 0.6, ahead));
    }

    private static Estimate ahead(Textbook book, double lambda) {
        Estimate drawn = batch(book, THREE);
        Estimate m = TextbookShifts.momentum(book, drawn, lambda);
        return (i, t, x) -> {
            double[] further = Vectors.times(lambda, m.of(i, t, x));
            Vectors.add(1, drawn.of(i, t, x), further);
            return further;
        };
    }

    private static Estimate thrice(Textbook book) {
        return (i, t, x) -> {
            double[] mean = new double[x.length];
            for (int draw = 0; draw < 3; draw++) {
                Vectors.add(1.0 / 3, book.batch(THREE, draw, i, t, x), mean);
            }
            return mean;
        };
    }
}
