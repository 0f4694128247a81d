package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Quadratics;
import io.ef21.SparseRows;
import io.ef21.Vectors;
import io.ef21.method.Knob;
import io.ef21.objective.LinearModelObjective;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps of the catalogue's theorems against the formulas of the papers, from constants by dense linear algebra. */
class StepSizesTest {
    private static final int N = 5;
    private static final int D = 10;
    private static final double ALPHA = 0.2;
    private static final double THETA = Laws.theta(ALPHA);
    private static final double BETA = Laws.beta(ALPHA);
    private static final double XI = Laws.xi(ALPHA);
    /** Of one of four entries, unbiased. */
    private static final double OMEGA = 4;

    private static final Problem PROBLEM = Problem.logistic(new SplittableRandom(5), N, D, new Regularizer.L2(0.1));
    private static final double L = PROBLEM.smoothness(false);
    private static final double MEAN = PROBLEM.arithmeticMean(false);
    private static final double SQUARES = PROBLEM.quadraticMean(false);
    private static final double LARGEST = largest(PROBLEM.constants());
    private static final double MU = 0.1;

    /**
     * A run and its step.
     *
     * @param asked the run
     * @param gamma by the formula
     */
    record Case(Asked asked, double gamma) {
        @Override
        public String toString() {
            return asked.method().name() + ", " + asked.compressor() + ", " + asked.step();
        }
    }

    static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        errorFeedback(all);
        stochastic(all);
        unbiased(all);
        threePoint(all);
        return all;
    }

    private static void errorFeedback(List<Case> all) {
        double reloaded = 1 / (L + MEAN * XI);
        for (String name : List.of("ef21", "ef21+", "ef21-w", "ef14", "econtrol", "doublesqueeze", "dcgd")) {
            all.add(new Case(Asked.of(name), reloaded));
            all.add(new Case(Asked.of(name).step("classic"), 1 / (L + SQUARES * XI)));
        }
        all.add(new Case(Asked.of("ef21").step("theory:3"), 3 * reloaded));
        all.add(new Case(Asked.of("ef21-pp", Knob.PARTICIPATION, "1.0"), reloaded));
        all.add(new Case(
                Asked.of("ef21-prox").regularizer(new Regularizer.ElasticNet(0.1, 1)),
                1 / (2 * L + MEAN * Math.sqrt(2 * BETA / THETA))));
        for (String name : List.of("ef21-pp", "ef21-w-pp")) {
            for (double p : new double[] {0.5, 0.2}) {
                all.add(new Case(Asked.of(name, Knob.PARTICIPATION, p), partial(p)));
            }
        }
        // 2 of 5 clients
        all.add(new Case(Asked.of("ef21-pp", Knob.PARTICIPATION, 2), partial(0.4)));
        double eta = 0.7;
        double ball = 2 * L * eta / (1 - eta);
        all.add(new Case(
                Asked.of("ef21-hb", Knob.MOMENTUM, eta),
                (1 - eta) / (2 * L + Math.sqrt(ball * ball + 2 * MEAN * MEAN * BETA / THETA))));
        // Top-5 down
        double down = Laws.beta(0.5) / Laws.theta(0.5);
        all.add(new Case(
                Asked.of("ef21-bc").down("topk:5"),
                1 / (L + MEAN * Math.sqrt(16 * down + 2 * BETA / THETA * (1 + 8 * down)))));
        all.add(new Case(Asked.of("ef21-p").down("topk:5"), 1 / (L * (1 + Laws.xi(0.5)))));
        all.add(new Case(Asked.of("ef21-normalized").rounds(24), 1 / 5.0));
        all.add(new Case(Asked.of("ef-average-uniform"), 1 / (14 * 2 / ALPHA * LARGEST)));
        all.add(new Case(Asked.of("ef-average-geometric"), 1 / (14 * 2 / ALPHA * LARGEST)));
        all.add(new Case(Asked.of("ef-average-linear"), 4 / (MU * (56 * 2 / ALPHA * LARGEST / MU))));
    }

    private static void stochastic(List<Case> all) {
        double rho = ALPHA / 4;
        double t = 1 - (1 - ALPHA) * (1 + rho) * (1 + rho);
        double b = (1 - ALPHA) * (1 + rho) * (1 + 1 / rho);
        for (String name : List.of("ef21-sgd", "ef21-w-sgd")) {
            all.add(new Case(Asked.of(name, Knob.BATCH_SIZE, 2), 1 / (L + MEAN * Math.sqrt(b / t))));
        }
        for (String name : List.of("ef21-sgdm", "ef21-sgd2m")) {
            for (double eta : new double[] {0.02, 0.9}) {
                all.add(new Case(Asked.of(name, Knob.MOMENTUM, eta), Math.min(ALPHA / (20 * SQUARES), eta / (7 * L))));
            }
        }
        all.add(new Case(Asked.of("ef21-sgdm-normalized").rounds(80), Math.pow(81, -0.75)));
        for (double p : new double[] {0.3, Double.NaN}) {
            all.add(new Case(page(p), page(2, Double.isNaN(p) ? 2 / (2 + most()) : p)));
        }
        double rounds = 500;
        for (String name : List.of("efsgd", "conef", "iconef-v1", "iconef-v2", "partial-efsgd", "partial-conef")) {
            all.add(new Case(
                    Asked.of(name).rounds(500),
                    Math.min(1 / (4 * L), 1 / (L * (Math.sqrt(rounds / N) + Math.cbrt(rounds))))));
            all.add(new Case(Asked.of(name).rounds(1), 1 / (4 * L)));
        }
        double repeated = Laws.xi(1 - Math.pow(1 - ALPHA, 3));
        all.add(new Case(Asked.of("neolithic", Knob.MESSAGES, 3), 1 / (L + MEAN * repeated)));
    }

    private static void unbiased(List<Case> all) {
        for (String name : List.of("dcgd", "qsgd")) {
            all.add(new Case(Asked.of(name).compressor("randk:2:unbiased"), 1 / (L + 2 * OMEGA * LARGEST / N)));
            all.add(new Case(Asked.of(name).compressor("randk:2:unbiased:shared"), 1 / (L + 2 * OMEGA * LARGEST)));
        }
        all.add(new Case(Asked.of("gd"), 1 / L));
        all.add(new Case(Asked.of("sgd"), 1 / L));
        double a = 1 / (1 + OMEGA);
        all.add(new Case(
                Asked.of("diana").compressor("randk:2:unbiased"),
                Math.min(1 / (2 * L), a / (2 * SQUARES) * Math.sqrt(N / ((2 + a) * OMEGA)))));
        all.add(new Case(
                Asked.of("diana").compressor("randk:2:unbiased:shared"),
                Math.min(1 / (2 * L), a / (2 * SQUARES) * Math.sqrt(1 / ((2 + a) * OMEGA)))));
        all.add(new Case(Asked.of("diana").compressor("identity"), 1 / (2 * L)));
        for (double p : new double[] {a, 0.6}) {
            Asked marina = p == a ? Asked.of("marina") : Asked.of("marina", Knob.PROBABILITY, p);
            all.add(new Case(
                    marina.compressor("randk:2:unbiased"), 1 / (L + SQUARES * Math.sqrt((1 - p) * OMEGA / (p * N)))));
            all.add(new Case(
                    marina.compressor("randk:2:unbiased:shared"), 1 / (L + SQUARES * Math.sqrt((1 - p) * OMEGA / p))));
        }
        all.add(new Case(Asked.of("marina", Knob.PROBABILITY, 1).compressor("natural"), 1 / L));
        all.add(new Case(Asked.of("ef-bv").compressor("randk:2:unbiased"), efBv(0, OMEGA, OMEGA / N)));
        all.add(new Case(Asked.of("ef-bv").compressor("randk:2:unbiased:shared"), efBv(0, OMEGA, OMEGA)));
        all.add(new Case(Asked.of("ef-bv"), efBv(Math.sqrt(1 - ALPHA), 0, 0)));
        all.add(new Case(Asked.of("ef-bv").compressor("identity"), 1 / L));
        // of 8 that are not the largest 2, 3 are drawn
        all.add(new Case(Asked.of("ef-bv").compressor("mix:2:3"), efBv(5 / Math.sqrt(80), 15.0 / 80, 15.0 / 80 / N)));
        // one does not contract
        all.add(new Case(Asked.of("ef-bv").compressor("comp:2:3"), efBv(Math.sqrt(0.7), 0.5, 0.5 / N)));
        all.add(new Case(Asked.of("ef-bv").compressor("comp:2:8"), efBv(Math.sqrt(0.2), 3, 3.0 / N)));
    }

    private static void threePoint(List<Case> all) {
        for (double zeta : new double[] {0.5, 40}) {
            all.add(new Case(Asked.of("lag", Knob.TRIGGER, zeta), threePoint(1, zeta)));
            all.add(new Case(Asked.of("clag", Knob.TRIGGER, zeta), threePoint(THETA, Math.max(BETA, zeta))));
        }
        all.add(new Case(Asked.of("3pcv2", Knob.SECOND, "randk:2:unbiased"), threePoint(ALPHA, (1 - ALPHA) * OMEGA)));
        double both = 1 - (1 - ALPHA) * (1 - 0.5);
        all.add(new Case(Asked.of("3pcv4", Knob.SECOND, "topk:5"), threePoint(Laws.theta(both), Laws.beta(both))));
        double p = 0.3;
        double left = 1 - Math.sqrt(1 - p);
        all.add(new Case(Asked.of("3pcv5", Knob.PROBABILITY, p), threePoint(left, (1 - p) * (1 - ALPHA) / left)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void step_isThatOfTheFormula(Case run) {
        double gamma = run.asked().on(PROBLEM).gamma();
        // eigenvalues by products with vectors
        assertEquals(run.gamma(), gamma, 1e-6 * run.gamma());
    }

    /** Where clients weigh as much as their rows, independent errors average as if there were 1 / max w_i of them. */
    @Test
    void unevenWeights_averageLess() {
        double[] weights = Quadratics.weights(PROBLEM.objectives(), true);
        double n = 1 / largest(weights);
        assertTrue(n < N - 1);
        double l = PROBLEM.smoothness(true);
        double squares = PROBLEM.quadraticMean(true);
        double a = 1 / (1 + OMEGA);
        assertRowStep("diana", Math.min(1 / (2 * l), a / (2 * squares) * Math.sqrt(n / ((2 + a) * OMEGA))));
        assertRowStep("marina", 1 / (l + squares * Math.sqrt((1 - a) * OMEGA / (a * n))));
        assertRowStep("ef-bv", efBv(l, squares, 0, OMEGA, OMEGA / n));
        assertRowStep("dcgd", 1 / (l + 2 * OMEGA * largestShare(weights)));
    }

    private static void assertRowStep(String method, double gamma) {
        TrainingOptions options =
                Trace.options(Asked.method(method), "randk:2:unbiased", "theory", 1, ValueBits.DOUBLE, false, true);
        assertEquals(gamma, Trace.of(PROBLEM.objectives(), options).gamma(), 1e-6 * gamma);
    }

    private static double largestShare(double[] weights) {
        double largest = 0;
        for (int i = 0; i < weights.length; i++) {
            largest = Math.max(largest, weights[i] * PROBLEM.constants()[i]);
        }
        return largest;
    }

    private static double partial(double p) {
        double rho = p * THETA / (2 * (1 - p));
        double thetaP = p * THETA - (1 - p) * rho;
        double b = p * BETA + (1 - p) * (1 + 1 / rho);
        return 1 / (L + MEAN * Math.sqrt(b / thetaP));
    }

    private static double threePoint(double a, double b) {
        return 1 / (L + SQUARES * Math.sqrt(b / a));
    }

    private static double efBv(double bias, double variance, double average) {
        return efBv(L, SQUARES, bias, variance, average);
    }

    private static double efBv(double l, double squares, double bias, double variance, double average) {
        double lambda = Math.min(1, (1 - bias) / ((1 - bias) * (1 - bias) + variance));
        double nu = Math.min(1, (1 - bias) / ((1 - bias) * (1 - bias) + average));
        double r = Math.pow(1 - lambda + lambda * bias, 2) + lambda * lambda * variance;
        double rAverage = Math.pow(1 - nu + nu * bias, 2) + nu * nu * average;
        double star = Math.sqrt((1 + r) / (2 * r)) - 1;
        return 1 / (l + squares * Math.sqrt(rAverage / r) / star);
    }

    private static Asked page(double p) {
        return Double.isNaN(p)
                ? Asked.of("ef21-page", Knob.BATCH_SIZE, 2)
                : Asked.of("ef21-page", Knob.BATCH_SIZE, 2, Knob.PROBABILITY, p);
    }

    /** Clients have between a few and forty rows, batches never more than there are. */
    private static double page(int batch, double p) {
        double squares = 0;
        double fewest = Double.POSITIVE_INFINITY;
        for (Objective f : PROBLEM.objectives()) {
            double row = largestRow(f);
            squares += row * row / 16 / N;
            fewest = Math.min(fewest, (double) f.rows());
        }
        double ofBatches = (1 - p) * squares / Math.min(batch, fewest);
        return 1 / (L + Math.sqrt(4 * BETA / THETA * SQUARES * SQUARES + 2 * (3 * BETA / THETA + 1 / p) * ofBatches));
    }

    private static double most() {
        return (double)
                PROBLEM.objectives().stream().mapToLong(Objective::rows).max().orElseThrow();
    }

    private static double largestRow(Objective f) {
        RegularizedObjective regularized = (RegularizedObjective) f;
        double largest = 0;
        for (double[] row : SparseRows.dense(((LinearModelObjective) regularized.loss()).shard())) {
            largest = Math.max(largest, Vectors.dot(row, row));
        }
        return largest;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
