package io.ef21.refute;

import io.ef21.kernel.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is NaN or infinite is refused with an {@link ArithmeticException}, or it is left out by chance, or it comes out as it went
 * in: a run that diverges is not to go on with numbers that look sound.
 *
 * @param subject what it is about
 */
record FiniteClaim(Subject subject) implements SureClaim {
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    @Override
    public String name() {
        return "finite";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        int j = CounterRandom.below(seed, 0, x.length);
        for (double value : NOT_FINITE) {
            double[] poisoned = x.clone();
            poisoned[j] = value;
            String found = found(poisoned, j, seed);
            if (!found.isEmpty()) {
                return new Violation(
                        "an entry that is NaN or infinite is refused with an ArithmeticException",
                        "with " + value + " as entry " + (j + 1) + found,
                        0);
            }
        }
        return null;
    }

    /** What is wrong; empty where nothing is. */
    private String found(double[] poisoned, int j, long seed) {
        double result;
        try {
            result = subject.compressor().compress(poisoned, seed).toDense()[j];
        } catch (ArithmeticException e) {
            return "";
        } catch (RuntimeException e) {
            return " it throws " + e;
        }
        boolean leftOut = result == 0 && !subject.claims().deterministic();
        return leftOut || !Double.isFinite(result) ? "" : " it gives " + result + " there";
    }
}
