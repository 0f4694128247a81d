package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.compress.Compressor;
import io.ef21.compress.Traits;
import io.ef21.method.Knob;
import io.ef21.method.mechanism.Shift;
import io.ef21.objective.Regularizer;
import io.ef21.wire.Correction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that are the same method where a parameter or a compressor makes them so. */
class MethodIdentitiesTest {
    private static final double STEP = 0.05;
    private static final double EXACT = 0;
    private static final double ROUNDED = 1e-12;
    private static final String UNBIASED = "randk:3:unbiased";

    /**
     * Two runs with the same models.
     *
     * @param tolerance of ||x^t - x^t|| relative to the largest ||x^t|| so far; 0 for the same bits
     */
    record Pair(Asked one, Asked other, double tolerance) {
        @Override
        public String toString() {
            return name(one) + " = " + name(other);
        }

        private static String name(Asked asked) {
            return asked.method().name() + " " + asked.method().mechanism() + " "
                    + asked.method().estimator() + " " + asked.compressor();
        }
    }

    static List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        gradientDescent(all);
        stochastic(all);
        shifts(all);
        ef21(all);
        memories(all);
        return all;
    }

    /** Nothing is compressed. */
    private static void gradientDescent(List<Pair> all) {
        Asked gd = Asked.of("gd");
        for (String name :
                List.of("ef21", "ef21+", "ef14", "dcgd", "diana", "ef-bv", "econtrol", "marina", "3pcv5", "ef21-w")) {
            all.add(new Pair(gd, Asked.of(name).compressor("identity"), ROUNDED));
        }
        all.add(new Pair(gd, Asked.of("lag", Knob.TRIGGER, 0), ROUNDED));
        all.add(new Pair(gd, Asked.of("clag", Knob.TRIGGER, 0).compressor("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("marina", Knob.PROBABILITY, 1).compressor(UNBIASED), EXACT));
        all.add(new Pair(gd, Asked.of("ef21-p").down("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("ef21-bc").compressor("identity").down("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("doublesqueeze").compressor("identity").down("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("ef21-hb", Knob.MOMENTUM, 0).compressor("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("ef-average-uniform").compressor("identity"), ROUNDED));
        // b + C(s - b) is s where C is the identity, and b is s where Q is, once h = y
        all.add(new Pair(gd, Asked.of("3pcv4", Knob.SECOND, "topk:3").compressor("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("3pcv4", Knob.SECOND, "identity").exactly(), ROUNDED));
        all.add(new Pair(gd, Asked.of("3pcv2", Knob.SECOND, UNBIASED).compressor("identity"), ROUNDED));
        all.add(new Pair(gd, Asked.of("3pcv2", Knob.SECOND, "identity").exactly(), ROUNDED));
        all.add(new Pair(gd, Asked.of("3pcv5", Knob.PROBABILITY, 1).exactly(), EXACT));
        all.add(new Pair(Asked.of("ef21"), Asked.of("ef21-bc").down("identity"), ROUNDED));
    }

    /** The same samples: nothing compressed, whole batches, momentum that keeps nothing. */
    private static void stochastic(List<Pair> all) {
        Asked sgd = sampled("sgd");
        for (String name : List.of("ef21-sgd", "dcsgd", "qsgd", "ef14-sgd", "efsgd", "conef", "partial-efsgd")) {
            all.add(new Pair(sgd, sampled(name).compressor("identity"), ROUNDED));
        }
        all.add(new Pair(sgd, sampled("neolithic", Knob.MESSAGES, 1).compressor("identity"), EXACT));
        all.add(new Pair(sampled("dcsgd"), sampled("neolithic", Knob.MESSAGES, 1), EXACT));
        Asked one = sampled("ef21-sgdm", Knob.MOMENTUM, 1);
        all.add(new Pair(sampled("ef21-sgd"), one, EXACT));
        all.add(new Pair(one, sampled("ef21-sgd2m", Knob.MOMENTUM, 1), EXACT));
        for (String[] pair : new String[][] {
            {"ef21", "ef21-sgd"},
            {"ef21-w", "ef21-w-sgd"},
            {"ef14", "ef14-sgd"},
            {"ef14", "efsgd"},
            {"gd", "sgd"},
            {"dcgd", "dcsgd"},
            {"ef21", "ef21-page"}
        }) {
            all.add(new Pair(Asked.of(pair[0]), Asked.of(pair[1], Knob.BATCH_SIZE, "1.0"), ROUNDED));
        }
        all.add(new Pair(Asked.of("ef21"), Asked.of("ef21-sgdm", Knob.BATCH_SIZE, "1.0", Knob.MOMENTUM, 1), ROUNDED));
        all.add(new Pair(
                Asked.of("ef21-normalized").step("1e-2"),
                Asked.of("ef21-sgdm-normalized", Knob.BATCH_SIZE, "1.0", Knob.MOMENTUM, 1)
                        .step("1e-2"),
                ROUNDED));
    }

    private static void shifts(List<Pair> all) {
        Asked ef21 = Asked.of("ef21");
        all.add(new Pair(ef21, Asked.of("ef-bv"), EXACT));
        all.add(new Pair(ef21, Asked.of("econtrol", Knob.FEEDBACK, 0), EXACT));
        all.add(new Pair(ef21, Asked.of("clag", Knob.TRIGGER, 0), EXACT));
        // a shift that does not learn is no shift
        for (String compressor : List.of("topk:2", UNBIASED, "natural")) {
            all.add(new Pair(
                    Asked.of("dcgd").compressor(compressor),
                    Asked.of(ef21.method().with(new Shift(Shift.Rule.EF21, 0, 1)))
                            .compressor(compressor),
                    ROUNDED));
        }
        // linear compressors: classic feedback is EF21
        all.add(new Pair(
                Asked.of("ef14").compressor("scaled(identity,0.6)"), ef21.compressor("scaled(identity,0.6)"), ROUNDED));
    }

    private static void ef21(List<Pair> all) {
        for (String compressor : List.of("topk:2", "natural", "randk:3")) {
            Asked ef21 = Asked.of("ef21").compressor(compressor);
            // r = 0
            all.add(new Pair(
                    ef21,
                    Asked.of("ef21-prox").regularizer(new Regularizer.L2(0)).compressor(compressor),
                    EXACT));
            all.add(new Pair(
                    ef21, Asked.of("ef21-pp", Knob.PARTICIPATION, "1.0").compressor(compressor), EXACT));
            all.add(new Pair(ef21, Asked.of("ef21-pp", Knob.PARTICIPATION, 1.0).compressor(compressor), EXACT));
            all.add(new Pair(ef21, Asked.of("ef21-hb", Knob.MOMENTUM, 0).compressor(compressor), EXACT));
            all.add(new Pair(ef21, sampled("ef21-page", Knob.PROBABILITY, 1).compressor(compressor), EXACT));
        }
        // C(c v) = c C(v): weights move the step size, not the iterates
        for (String compressor : List.of("topk:2", "randk:3")) {
            all.add(new Pair(
                    Asked.of("ef21").compressor(compressor), Asked.of("ef21-w").compressor(compressor), 1e-10));
        }
        all.add(new Pair(Asked.of("ef21-w"), Asked.of("ef21-w-pp", Knob.PARTICIPATION, "1.0"), EXACT));
    }

    private static void memories(List<Pair> all) {
        Asked efsgd = sampled("efsgd");
        all.add(new Pair(efsgd, sampled("ef14-sgd"), EXACT));
        all.add(new Pair(efsgd, sampled("partial-efsgd", Knob.HELD, 0), EXACT));
        all.add(new Pair(efsgd, sampled("conef", Knob.MEMORY, "identity"), EXACT));
        all.add(new Pair(efsgd, sampled("hefsgd", Knob.MEMORY, "topk:1.0"), EXACT));
        all.add(new Pair(efsgd, sampled("iconef-v1", Knob.MEMORY, "identity"), EXACT));
        all.add(new Pair(efsgd, sampled("iconef-v2", Knob.MEMORY, "identity"), EXACT));
        all.add(new Pair(sampled("conef"), sampled("partial-conef", Knob.HELD, 0), EXACT));
        all.add(new Pair(
                sampled("partial-efsgd", Knob.HELD, 0.7),
                sampled("partial-conef", Knob.HELD, 0.7, Knob.MEMORY, "identity"),
                EXACT));
        all.add(new Pair(
                sampled("ef-adam").step("0.01"),
                sampled("conef-adam", Knob.MEMORY, "identity").step("0.01"),
                EXACT));
        all.add(new Pair(Asked.of("ef14"), Asked.of("ef-average-uniform"), EXACT));
        all.add(new Pair(Asked.of("ef14"), Asked.of("doublesqueeze").down("identity"), EXACT));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void models_areTheSame(Pair pair) {
        SplittableRandom random = new SplittableRandom(pair.toString().hashCode());
        for (int seed = 0; seed < 3; seed++) {
            Problem problem =
                    Problem.logistic(random, random.nextInt(1, 7), random.nextInt(4, 12), new Regularizer.L2(0.1));
            assertSame(
                    problem,
                    stepped(pair.one()).seed(seed),
                    stepped(pair.other()).seed(seed),
                    pair.tolerance());
        }
    }

    private static void assertSame(Problem problem, Asked one, Asked other, double tolerance) {
        Trace first = one.on(problem);
        Trace second = other.on(problem);
        assertEquals(first.gamma(), second.gamma());
        assertEquals(first.last(), second.last());
        double farthest = 0;
        for (int t = 0; t <= first.last(); t++) {
            double[] x = first.model(t);
            farthest = Math.max(farthest, Vectors.norm(x));
            if (tolerance == 0) {
                assertArrayEquals(x, second.model(t), "x^t of round " + t);
            }
            Vectors.assertClose(x, second.model(t), tolerance * farthest, "x^t of round " + t);
        }
        assertTrue(farthest > 0);
    }

    /** x_j c_j with 0 < c_j < 2: it contracts, and is linear. */
    private record Diagonal(double[] factors) implements Compressor {
        private static final long serialVersionUID = 1L;

        @Override
        public Correction compress(double[] v, long key) {
            double[] scaled = v.clone();
            for (int j = 0; j < scaled.length; j++) {
                scaled[j] *= factors[j];
            }
            return new Correction.Dense(scaled);
        }

        @Override
        public Traits traits(int d) {
            double worst = 0;
            for (double factor : factors) {
                worst = Math.max(worst, (1 - factor) * (1 - factor));
            }
            return Traits.contractive(1 - worst);
        }
    }

    /** EF21, Theorem 1: with a compressor that adds up, classic error feedback is EF21, with any number of clients. */
    @Test
    void classicFeedback_isEf21_whereCompressorsAddUp() {
        SplittableRandom random = new SplittableRandom(7);
        for (int instance = 0; instance < 10; instance++) {
            int d = random.nextInt(3, 10);
            Problem problem = Problem.of(Quadratics.random(random, random.nextInt(1, 6), d));
            Compressor diagonal = new Diagonal(random.doubles(d, 0.1, 1.9).toArray());
            Trace ef21 = Trace.of(problem.objectives(), compressing("ef21", diagonal));
            Trace ef14 = Trace.of(problem.objectives(), compressing("ef14", diagonal));
            for (int t = 0; t <= ef21.last(); t++) {
                double[] x = ef21.model(t);
                Vectors.assertClose(x, ef14.model(t), 1e-11 * Vectors.norm(x), "x^t of round " + t);
            }
            assertTrue(Vectors.maxNorm(ef14.rounds().get(1).memories()) > 0);
        }
    }

    private static TrainingOptions compressing(String method, Compressor compressor) {
        TrainingOptions other = Asked.of(method).step("0.02").options();
        return new TrainingOptions(
                other.method(),
                compressor,
                other.valueBits(),
                other.exactStart(),
                other.narrowState(),
                other.downlink(),
                other.serverRegularizer(),
                other.weighByRows(),
                other.stepSize(),
                other.rounds(),
                other.gradientTol(),
                other.evaluateEvery(),
                other.seed());
    }

    /** Powers of two are not homogeneous. */
    @Test
    void weights_matter_whereCompressorsAreNotHomogeneous() {
        Problem problem = Problem.logistic(new SplittableRandom(3), 4, 8, new Regularizer.L2(0.1));
        Asked ef21 = stepped(Asked.of("ef21").compressor("nearest:b=2"));
        double[] plain = ef21.on(problem).model(20);
        double[] weighted = ef21.with(Asked.method("ef21-w")).on(problem).model(20);
        assertTrue(Vectors.squaredDistance(plain, weighted) > 1e-12 * Vectors.dot(plain, plain));
    }

    /** Where all L_i are the same, the weights are 1/n, whatever is compressed how. */
    @Test
    void weights_ofEqualClients_areEqual() {
        SplittableRandom random = new SplittableRandom(4);
        Quadratics one = Quadratics.random(random, 1, 7);
        Quadratics many = new Quadratics(List.of(
                one.clients().get(0),
                new QuadraticObjective(one.clients().get(0).matrix(), new double[] {1, 0, 2, 0, 3, 0, 4}, 1)));
        for (String compressor : List.of("nearest:b=2", "topk:2", "quantize:3")) {
            assertSame(
                    Problem.of(many),
                    Asked.of("ef21").compressor(compressor),
                    Asked.of("ef21-w")
                            .compressor(compressor)
                            .step(Asked.of("ef21")
                                    .compressor(compressor)
                                    .on(Problem.of(many))
                                    .gamma()),
                    EXACT);
        }
    }

    /** lambda is DIANA's; nu is that of the mean of n draws, and of one where all draw the same. */
    @Test
    void efBv_learnsAsDianaDoes() {
        Problem problem = Problem.logistic(new SplittableRandom(5), 5, 8, new Regularizer.L2(0.1));
        double omega = 3;
        Shift diana = shift(problem, Asked.of("diana").compressor("randk:2:unbiased"));
        Shift efBv = shift(problem, Asked.of("ef-bv").compressor("randk:2:unbiased"));
        Shift shared = shift(problem, Asked.of("ef-bv").compressor("randk:2:unbiased:shared"));
        assertEquals(1 / (1 + omega), diana.learn(), 1e-15);
        assertEquals(1, diana.use());
        assertEquals(diana.learn(), efBv.learn());
        assertEquals(1 / (1 + omega / 5), efBv.use(), 1e-15);
        assertEquals(diana.learn(), shared.use());
    }

    private static Shift shift(Problem problem, Asked asked) {
        return (Shift) asked.on(problem).outcome().setting().method().mechanism();
    }

    @Test
    void oneClient_ofDcgd_isCgd() {
        SplittableRandom random = new SplittableRandom(6);
        Problem problem = Problem.logistic(random, 1, 9, new Regularizer.L2(0.1));
        assertSame(problem, Asked.of("dcgd"), Asked.of("cgd"), EXACT);
    }

    private static Asked stepped(Asked asked) {
        return asked.step().equals("theory") ? asked.step(STEP) : asked;
    }

    private static Asked sampled(String name, Object... knobs) {
        return Asked.sampled(name, 3, knobs);
    }
}
