package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.method.Knob;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue's theorems, at their own steps, where nothing is drawn: no slack but rounding. Compressors have alpha = 2/d
 * (Top-2), 8/9 (the nearest power of two) and 1/d (scaled signs).
 */
class BoundsTest {
    private static final int ROUNDS = 80;

    /**
     * A run and its inequality.
     *
     * @param asked the run
     * @param left at most
     * @param right this
     */
    record Case(Asked asked, ToDoubleFunction<Bound> left, ToDoubleFunction<Bound> right) {
        @Override
        public String toString() {
            return asked.method().name() + " " + asked.method().mechanism() + ", " + asked.compressor() + ", down "
                    + asked.down() + ", " + asked.step();
        }
    }

    static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        all.add(new Case(Asked.of("gd"), Bound::gradients, Bound::descent));
        for (String compressor : List.of("topk:2", "nearest:b=2", "sign")) {
            for (String step : List.of("theory", "classic")) {
                Asked ef21 = Asked.of("ef21").compressor(compressor).step(step);
                boolean weighted = step.equals("theory");
                errorFeedback(all, ef21, weighted);
            }
            threePoint(all, compressor);
            Asked weighed = Asked.of("ef21-w").compressor(compressor);
            all.add(new Case(
                    weighed,
                    Bound::gradients,
                    b -> b.descent() + b.weightedDistortion() / (theta(b, compressor) * b.steps())));
            all.add(new Case(Asked.of("ef21-p").down(compressor), Bound::primalGradients, Bound::descent));
        }
        return all;
    }

    private static void errorFeedback(List<Case> all, Asked ef21, boolean weighted) {
        String compressor = ef21.compressor();
        for (String name : List.of("ef21", "ef21+")) {
            all.add(new Case(
                    ef21.with(Asked.method(name)),
                    Bound::gradients,
                    b -> b.descent() + b.distortion(weighted) / (theta(b, compressor) * b.steps())));
        }
        for (double eta : new double[] {0.2, 0.9}) {
            all.add(new Case(
                    ef21.with(Asked.method("ef21-hb", Knob.MOMENTUM, eta)),
                    Bound::gradients,
                    b -> (1 - eta) * b.descent() + b.distortion(weighted) / (theta(b, compressor) * b.steps())));
        }
        Regularizer lasso = new Regularizer.ElasticNet(0.005, 1);
        all.add(new Case(
                ef21.with(Asked.method("ef21-prox")).regularizer(lasso),
                b -> b.mappings(lasso),
                b -> 12 * b.start(lasso) / (b.trace().gamma() * b.steps())
                        + 8 * b.distortion(weighted) / (theta(b, compressor) * b.steps())));
        for (String down : List.of("topk:2", "nearest:b=2", "sign")) {
            all.add(new Case(ef21.with(Asked.method("ef21-bc")).down(down), Bound::gradients, b -> {
                double gamma = b.trace().gamma();
                double ratio = Laws.beta(alpha(b, down)) / theta(b, down);
                return b.descent()
                        + 2
                                / (gamma * b.steps())
                                * (gamma / theta(b, down) * b.directionError()
                                        + gamma / theta(b, compressor) * (1 + 8 * ratio) * b.distortion(weighted));
            }));
        }
    }

    private static void threePoint(List<Case> all, String compressor) {
        for (double zeta : new double[] {0.5, 20}) {
            all.add(new Case(
                    Asked.of("lag", Knob.TRIGGER, zeta),
                    Bound::gradients,
                    b -> b.descent() + b.distortion(false) / b.steps()));
            all.add(new Case(
                    Asked.of("clag", Knob.TRIGGER, zeta).compressor(compressor),
                    Bound::gradients,
                    b -> b.descent() + b.distortion(false) / (theta(b, compressor) * b.steps())));
        }
        all.add(new Case(Asked.of("3pcv4", Knob.SECOND, "topk:1").compressor(compressor), Bound::gradients, b -> {
            double both = 1 - (1 - alpha(b, compressor)) * (1 - alpha(b, "topk:1"));
            return b.descent() + b.distortion(false) / (Laws.theta(both) * b.steps());
        }));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theoremHolds(Case run) {
        for (boolean holds : holding(run, run.asked())) {
            assertTrue(holds);
        }
    }

    /** The inequalities say something: steps far longer violate them. */
    @ParameterizedTest
    @MethodSource("cases")
    void theoremNeedsItsStep(Case run) {
        Asked far = run.asked().step(run.asked().step() + ":100000");
        assertTrue(holding(run, far).contains(false));
    }

    private static List<Boolean> holding(Case run, Asked asked) {
        SplittableRandom random = new SplittableRandom(run.toString().hashCode());
        List<Boolean> all = new ArrayList<>();
        for (int instance = 0; instance < 4; instance++) {
            Problem problem = instance % 2 == 0
                    ? Problem.of(Quadratics.random(random, random.nextInt(1, 8), random.nextInt(3, 12)))
                    : Problem.logistic(
                            random, random.nextInt(1, 8), random.nextInt(3, 12), new Regularizer.Nonconvex(0.1));
            Bound bound = new Bound(problem, asked.rounds(ROUNDS).on(problem));
            double left = run.left().applyAsDouble(bound);
            all.add(left <= run.right().applyAsDouble(bound) * (1 + Laws.SLACK));
        }
        return all;
    }

    private static double theta(Bound b, String compressor) {
        return Laws.theta(alpha(b, compressor));
    }

    private static double alpha(Bound b, String compressor) {
        double d = b.problem().dimension();
        return switch (compressor) {
            case "topk:1", "sign" -> 1 / d;
            case "topk:2" -> 2 / d;
            default -> 8 / 9.0;
        };
    }
}
