package io.ef21.kernel;

/** Placeholder until the kernel is merged. */
public final class LevelRounding {
    private LevelRounding() {}

    public static void round(double[] v, double scale, int levels, long key, short[] out) {
        for (int j = 0; j < v.length; j++) {
            double t = Math.min(levels, Math.abs(v[j]) / scale * levels);
            int level = (int) Math.min(levels, Math.floor(t + CounterRandom.uniform(key, j)));
            out[j] = (short) (v[j] < 0 ? -level : level);
        }
    }
}
