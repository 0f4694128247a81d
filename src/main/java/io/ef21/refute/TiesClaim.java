package io.ef21.refute;

import org.jspecify.annotations.Nullable;

/**
 * The entries that are kept are the largest, of equal ones those with the lower index: no entry that is left out comes before one that
 * is kept. Without that rule runs differ from machine to machine where there are ties.
 *
 * @param subject what it is about
 */
record TiesClaim(Subject subject) implements SureClaim {
    @Override
    public String name() {
        return "ties";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        double[] result = subject.apply(x, seed);
        int kept = -1;
        int left = -1;
        for (int j = 0; j < x.length; j++) {
            if (x[j] == 0) {
                continue;
            }
            if (result[j] != 0) {
                // the last of those kept
                kept = kept < 0 || Math.abs(x[j]) <= Math.abs(x[kept]) ? j : kept;
            } else {
                // the first of those left out
                left = left < 0 || Math.abs(x[j]) > Math.abs(x[left]) ? j : left;
            }
        }
        boolean ordered = kept < 0
                || left < 0
                || Math.abs(x[kept]) > Math.abs(x[left])
                || (Math.abs(x[kept]) == Math.abs(x[left]) && kept < left);
        if (ordered) {
            return null;
        }
        return new Violation(
                "the largest entries are kept, of equal ones those with the lower index",
                "entry " + (kept + 1) + ", " + x[kept] + ", is kept and entry " + (left + 1) + ", " + x[left]
                        + ", is not",
                0);
    }
}
