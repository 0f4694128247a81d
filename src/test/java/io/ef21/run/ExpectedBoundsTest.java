package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.NoisyObjective;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.method.Knob;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue's theorems, at their own steps, where compressors, samples, coins or participants are drawn: the mean over 20
 * seeds of left side less right side is at most five of its standard errors above 0, which the mean of a normal variable
 * whose expectation is 0 exceeds in less than one of ten thousand tests (Student's t with 19 degrees). Runs are the same
 * every time.
 */
class ExpectedBoundsTest {
    private static final int SEEDS = 20;
    private static final int ROUNDS = 80;
    private static final int D = 10;
    private static final int BATCH = 4;
    private static final double SIGMA = 2;
    /** Of a batch. */
    private static final double NOISE = SIGMA * SIGMA / BATCH;

    private static final double ALPHA = 0.2;
    private static final double THETA = Laws.theta(ALPHA);
    private static final double OMEGA = 4;
    private static final String UNBIASED = "randk:2:unbiased";

    /**
     * A run and its inequality, on average.
     *
     * @param asked the run
     * @param left at most
     * @param right this
     */
    record Case(Asked asked, ToDoubleFunction<Bound> left, ToDoubleFunction<Bound> right) {
        @Override
        public String toString() {
            return asked.method().name() + " " + asked.method().composition() + " "
                    + asked.method().participation() + ", " + asked.compressor() + ", " + asked.step();
        }
    }

    static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        randomCompressors(all);
        participants(all);
        noise(all);
        shifts(all);
        return all;
    }

    private static void randomCompressors(List<Case> all) {
        for (String step : List.of("theory", "classic")) {
            boolean weighted = step.equals("theory");
            Asked ef21 = Asked.of("ef21").compressor("randk:2").down("randk:2").step(step);
            add(all, ef21, b -> b.descent() + b.distortion(weighted) / (THETA * b.steps()));
            add(
                    all,
                    ef21.with(Asked.method("ef21-hb", Knob.MOMENTUM, 0.7)),
                    b -> 0.3 * b.descent() + b.distortion(weighted) / (THETA * b.steps()));
            add(all, ef21.with(Asked.method("ef21-bc")), b -> {
                double gamma = b.trace().gamma();
                double ratio = Laws.beta(ALPHA) / THETA;
                return b.descent()
                        + 2
                                / (gamma * b.steps())
                                * (gamma / THETA * b.directionError()
                                        + gamma / THETA * (1 + 8 * ratio) * b.distortion(weighted));
            });
            Regularizer lasso = new Regularizer.ElasticNet(0.005, 1);
            all.add(new Case(
                    ef21.with(Asked.method("ef21-prox")).regularizer(lasso),
                    b -> b.mappings(lasso),
                    b -> 12 * b.start(lasso) / (b.trace().gamma() * b.steps())
                            + 8 * b.distortion(weighted) / (THETA * b.steps())));
        }
        add(
                all,
                Asked.of("ef21-w").compressor("randk:2"),
                b -> b.descent() + b.weightedDistortion() / (THETA * b.steps()));
        all.add(new Case(Asked.of("ef21-p").down("randk:2"), Bound::primalGradients, Bound::descent));
        add(
                all,
                Asked.of("clag", Knob.TRIGGER, 20).compressor("randk:2"),
                b -> b.descent() + b.distortion(false) / (THETA * b.steps()));
        for (String compressor : List.of("randk:2", "topk:2")) {
            add(
                    all,
                    Asked.of("3pcv2", Knob.SECOND, UNBIASED).compressor(compressor),
                    b -> b.descent() + b.distortion(false) / (ALPHA * b.steps()));
            double p = 0.3;
            add(
                    all,
                    Asked.of("3pcv5", Knob.PROBABILITY, p).compressor(compressor),
                    b -> b.descent() + b.distortion(false) / ((1 - Math.sqrt(1 - p)) * b.steps()));
        }
        double both = 1 - (1 - ALPHA) * (1 - 0.5);
        add(
                all,
                Asked.of("3pcv4", Knob.SECOND, "randk:5").compressor("randk:2"),
                b -> b.descent() + b.distortion(false) / (Laws.theta(both) * b.steps()));
    }

    private static void participants(List<Case> all) {
        for (String compressor : List.of("topk:2", "randk:2")) {
            for (String participation : List.of("0.5", "0.2", "2")) {
                // 2 of 5 clients
                double p = participation.equals("2") ? 0.4 : Double.parseDouble(participation);
                Asked partial =
                        Asked.of("ef21-pp", Knob.PARTICIPATION, participation).compressor(compressor);
                add(all, partial, b -> b.descent() + 2 * b.distortion(true) / (p * THETA * b.steps()));
                add(all, partial.step("classic"), b -> b.descent() + 2 * b.distortion(false) / (p * THETA * b.steps()));
                add(
                        all,
                        partial.with(Asked.method("ef21-w-pp", Knob.PARTICIPATION, participation)),
                        b -> b.descent() + 2 * b.weightedDistortion() / (p * THETA * b.steps()));
            }
        }
    }

    private static void noise(List<Case> all) {
        double rho = ALPHA / 4;
        double theta = 1 - (1 - ALPHA) * (1 + rho) * (1 + rho);
        double beta = (1 - ALPHA) * (1 + rho) + 1 + 1 / rho;
        for (String compressor : List.of("topk:2", "randk:2")) {
            Asked sgd = Asked.sampled("ef21-sgd", BATCH).compressor(compressor);
            add(
                    all,
                    sgd,
                    b -> b.descent()
                            + b.distortion(true) / (theta * b.steps())
                            + beta * NOISE * b.meanWeight(true) / theta);
            add(
                    all,
                    sgd.step("classic"),
                    b -> b.descent() + b.distortion(false) / (theta * b.steps()) + beta * NOISE / theta);
            add(
                    all,
                    sgd.with(Asked.sampled("ef21-w-sgd", BATCH).method()),
                    b -> b.descent()
                            + b.weightedDistortion() / (theta * b.steps())
                            + beta * NOISE * b.meanWeight(true) / theta);
            for (double p : new double[] {0.1, 0.5, Double.NaN}) {
                Asked page = Double.isNaN(p)
                        ? Asked.sampled("ef21-page", BATCH)
                        : Asked.sampled("ef21-page", BATCH, Knob.PROBABILITY, p);
                add(all, page.compressor(compressor), b -> b.descent() + 2 * b.distortion(false) / (THETA * b.steps()));
            }
            for (double eta : new double[] {0.05, 0.5, 1}) {
                add(
                        all,
                        Asked.sampled("ef21-sgdm", BATCH, Knob.MOMENTUM, eta).compressor(compressor),
                        b -> momentum(b, eta));
            }
        }
    }

    /** Lambda_0 and the noise of EF21-SGDM, with explicit constants. */
    private static double momentum(Bound b, double eta) {
        double[][] v = new double[b.n()][];
        double[][] gradients = b.trace().rounds().get(0).gradients();
        double[][] estimates = b.trace().kept(0, 0);
        double left = 0;
        double off = 0;
        for (int i = 0; i < v.length; i++) {
            v[i] = b.trace().rounds().get(0).states().get(i).estimator()[0].read();
            left += Vectors.squaredDistance(estimates[i], v[i]) / v.length;
            off += Vectors.squaredDistance(v[i], gradients[i]) / v.length;
        }
        double mean = Vectors.squaredDistance(b.trace().mean(v), b.trace().gradient(0));
        double start =
                b.start() + b.trace().gamma() * (2 / ALPHA * left + 8 * eta / (ALPHA * ALPHA) * off + mean / eta);
        return 2 * start / (b.trace().gamma() * b.steps())
                + 16 * Math.pow(eta, 3) * NOISE / (ALPHA * ALPHA)
                + 4 * eta * eta * NOISE / ALPHA
                + 2 * eta * NOISE / b.n();
    }

    private static void shifts(List<Case> all) {
        for (String compressor : List.of(UNBIASED, UNBIASED + ":shared")) {
            double shared = compressor.equals(UNBIASED) ? 0 : 1;
            add(all, Asked.of("diana").compressor(compressor), b -> {
                double n = shared == 1 ? 1 : b.n();
                double gamma = b.trace().gamma();
                double c = 2 * b.smoothness() * gamma * gamma * OMEGA * (1 + OMEGA) / n;
                return b.descent() + 2 * c * b.spread() / (gamma * b.steps());
            });
            add(all, Asked.of("marina").compressor(compressor), Bound::descent);
            add(all, Asked.of("marina", Knob.PROBABILITY, 0.6).compressor(compressor), Bound::descent);
        }
        add(all, Asked.of("marina").compressor("natural"), Bound::descent);
    }

    private static void add(List<Case> all, Asked asked, ToDoubleFunction<Bound> right) {
        all.add(new Case(asked, Bound::gradients, right));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theoremHoldsOnAverage(Case run) {
        assertHolds(run, 1, SEEDS, ROUNDS);
    }

    /** With other problems, longer runs and more seeds. */
    @Tag("full")
    @ParameterizedTest
    @MethodSource("cases")
    void theoremHoldsOnAverage_overLongerRuns(Case run) {
        assertHolds(run, 2, 2 * SEEDS, 4 * ROUNDS);
    }

    private static void assertHolds(Case run, long salt, int seeds, int rounds) {
        SplittableRandom random = new SplittableRandom(31L * run.toString().hashCode() + salt);
        for (int instance = 0; instance < 2; instance++) {
            Problem problem = problem(run.asked(), random, instance);
            double[] excesses = new double[seeds];
            for (int seed = 0; seed < seeds; seed++) {
                Bound bound =
                        new Bound(problem, run.asked().rounds(rounds).seed(seed).on(problem));
                excesses[seed] = run.left().applyAsDouble(bound) - run.right().applyAsDouble(bound);
            }
            Sample sample = Sample.of(excesses);
            assertTrue(sample.mean() <= 5 * sample.standardError(), "exceeded by " + sample.mean());
        }
    }

    /** PAGE differentiates its samples, so it gets those of data; others get noise that is known. */
    private static Problem problem(Asked asked, SplittableRandom random, int instance) {
        if (asked.method().name().equals("ef21-page")) {
            return Problem.logistic(random, 5, D, new Regularizer.Nonconvex(0.1));
        }
        return noisy(
                instance == 0
                        ? Problem.of(Quadratics.random(random, 5, D))
                        : Problem.logistic(random, 5, D, new Regularizer.Nonconvex(0.1)));
    }

    private static Problem noisy(Problem problem) {
        List<Objective> clients = new ArrayList<>();
        for (Objective f : problem.objectives()) {
            clients.add(new NoisyObjective(f, SIGMA, 0));
        }
        return new Problem(clients, problem.constants(), problem.bounds());
    }
}
