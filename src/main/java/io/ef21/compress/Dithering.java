package io.ef21.compress;

import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Graded;
import io.ef21.wire.Ladder;
import io.ef21.wire.Scale;

/**
 * General exponential dithering (On biased compression, section 2): |v_j| / ||v||_p goes to one of its neighbours among 0, b^(1-s),
 * ..., b^-1, 1 at random, so that the mean is right.
 *
 * <p>omega + 1 = (b + 1/b + 2) / 4 + t min(1, t), t = d^(1/r) b^(1-s), r = min(p, 2). The norm is sent in 32 bits, rounded up, which t
 * pays for.
 *
 * @param base b, above 1
 * @param levels s, 1 to 1,000
 * @param norm the norm
 */
public record Dithering(double base, int levels, Norm norm) implements Compressor {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LEVELS = 1000;

    public Dithering {
        if (!(base > 1 && base < Double.POSITIVE_INFINITY) || levels < 1 || levels > MOST_LEVELS) {
            throw new IllegalArgumentException("needs a base above 1 and 1 to " + MOST_LEVELS + " levels");
        }
    }

    private Ladder ladder() {
        return new Ladder.Geometric(base, levels);
    }

    @Override
    public Correction compress(double[] v, long key) {
        return SmallNumbers.safely(v, w -> {
            double scale = Scale.atLeast(norm.of(w));
            double[] rungs = rungs();
            short[] out = new short[w.length];
            for (int j = 0; j < w.length; j++) {
                out[j] = (short) (Math.signum(w[j]) * level(Math.abs(w[j]) / scale, rungs, key, j));
            }
            return new Graded(scale, ladder(), out);
        });
    }

    /** The magnitudes of the levels, from 0 on. */
    private double[] rungs() {
        double[] rungs = new double[levels + 1];
        for (int level = 1; level <= levels; level++) {
            rungs[level] = ladder().at(level);
        }
        return rungs;
    }

    private static int level(double t, double[] rungs, long key, int j) {
        int below = 0;
        int above = rungs.length - 1;
        if (t >= rungs[above]) {
            return above;
        }
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (rungs[middle] <= t) {
                below = middle;
            } else {
                above = middle;
            }
        }
        double up = (t - rungs[below]) / (rungs[above] - rungs[below]);
        return CounterRandom.uniform(key, j) < up ? above : below;
    }

    @Override
    public Traits traits(int d) {
        double t = norm.spread(Math.max(1, d)) * Math.pow(base, 1.0 - levels) * (1 + Scale.EPSILON);
        double rounding = (base + 1 / base - 2) / 4;
        return Traits.unbiased(rounding + t * Math.min(1, t))
                .with(Property.HOMOGENEOUS_BY_TWO, Property.SUPPORT_PRESERVING)
                .sized(LevelSize.of(d, ladder()), LevelSize.papers(d, levels));
    }

    /** A number as it is written in a specification. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return "dithering:b=" + number(base) + ":s=" + levels + ":p=" + norm;
    }
}
