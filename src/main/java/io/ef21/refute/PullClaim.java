package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import java.util.List;
import java.util.Locale;

/**
 * E&lt;C(x), x&gt; &gt;= gamma ||x||^2, of B2(gamma, beta). B2 bounds the second moment of &lt;C(x), x&gt; / ||x||^2 by beta^2: E||C(x)||^2 &lt;= beta &lt;E C(x), x&gt; &lt;=
 * beta ||x|| sqrt(E||C(x)||^2). So the mean square of gamma - &lt;C(x), x&gt; / ||x||^2, whose mean is at most 0, is at most beta^2 - gamma^2.
 *
 * @param subject what it is about
 * @param gamma the constant
 * @param beta the constant
 */
record PullClaim(Subject subject, double gamma, double beta) implements Claim {
    private static final int FEW = 32;
    private static final int MANY = 4000;
    private static final double ROUNDING = 1e-9;

    @Override
    public String name() {
        return "gamma";
    }

    /** gamma - &lt;C(x), x&gt; / ||x||^2, less what rounding may add. */
    private double lack(double[] x, long key) {
        double norm = Euclid.norm(x);
        double[] zero = new double[x.length];
        double pull = Euclid.product(
                Euclid.difference(subject.apply(x, key), 0, zero, norm), Euclid.difference(x, 0, zero, norm));
        return gamma - pull - ROUNDING;
    }

    private double mean(double[] x, long seed, int draws) {
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            sum += lack(x, CounterRandom.key(seed, i));
        }
        return 1 + sum / draws;
    }

    @Override
    public double score(double[] x, long seed) {
        return mean(x, seed, isStatistical() ? FEW : 1);
    }

    @Override
    public double measure(double[] x, long seed) {
        return mean(x, seed, isStatistical() ? MANY : 1);
    }

    @Override
    public Verdict test(double[] x, long seed, double error) {
        int draws = 0;
        boolean broken;
        if (isStatistical()) {
            double deviation = Math.sqrt(Math.max(0, beta * beta - gamma * gamma)) + 2 * ROUNDING;
            Bout bout = Bout.of(
                    List.of(Wealth.againstZero(deviation)),
                    n -> new double[] {lack(x, CounterRandom.key(seed, n))},
                    error);
            broken = bout.won();
            draws = bout.draws();
        } else {
            broken = lack(x, seed) > 0;
        }
        double score = measure(x, CounterRandom.key(seed, -1));
        Violation violation = broken
                ? new Violation(
                        "E<C(x), x> >= " + text(gamma) + " ||x||^2 and E||C(x)||^2 <= " + text(beta) + " E<C(x), x>",
                        "<C(x), x> = " + text(1 + gamma - score) + " ||x||^2",
                        draws)
                : null;
        return new Verdict(violation, score);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.7g", value);
    }

    @Override
    public boolean isStatistical() {
        return !subject.claims().deterministic();
    }

    @Override
    public String summary(double worstScore) {
        return "claimed " + text(gamma) + ", seen " + text(1 + gamma - worstScore);
    }
}
