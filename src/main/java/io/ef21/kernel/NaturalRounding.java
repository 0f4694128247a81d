package io.ef21.kernel;

/** Placeholder until the kernel is merged. */
public final class NaturalRounding {
    private NaturalRounding() {}

    public static void round(double[] v, long key, short[] out) {
        for (int j = 0; j < v.length; j++) {
            long bits = Double.doubleToRawLongBits(v[j]);
            long magnitude = bits & Long.MAX_VALUE;
            if (magnitude >>> 52 == 0) {
                out[j] = 0;
                continue;
            }
            long up = (magnitude + (CounterRandom.bits(key, j) >>> 12)) >>> 52;
            out[j] = (short) (Math.min(up, 2046) | (bits < 0 ? 0x800 : 0));
        }
    }
}
