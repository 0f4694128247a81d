package io.ef21.kernel;

/**
 * The signs of a vector and the sum of its magnitudes, what scaled sign compression needs, in one pass.
 *
 * <p>Signs are bits, the least significant of a byte first: one for negative entries, zero for positive ones and for zeros
 * of either sign; what is left of the last byte is zero. The sum has eight lanes, entry j in lane j mod 8 in order of j,
 * combined as ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)). Thread-safe: there is no state.
 */
public final class SignSum {
    private static final int LANES = 8;

    private SignSum() {}

    /** The bytes of the signs of a vector. */
    public static int bytes(int length) {
        return (int) (((long) length + 7) / 8);
    }

    /**
     * The sum of |v_j|; writes the signs.
     *
     * @param v finite numbers; not modified
     * @param signs has room for {@link #bytes} bytes
     * @throws ArithmeticException if an entry is NaN or infinite, or the sum is beyond all numbers
     */
    public static double sum(double[] v, byte[] signs) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int whole = v.length & -LANES;
        for (int j = 0; j < whole; j += LANES) {
            double v0 = v[j], v1 = v[j + 1], v2 = v[j + 2], v3 = v[j + 3];
            double v4 = v[j + 4], v5 = v[j + 5], v6 = v[j + 6], v7 = v[j + 7];
            s0 += Math.abs(v0);
            s1 += Math.abs(v1);
            s2 += Math.abs(v2);
            s3 += Math.abs(v3);
            s4 += Math.abs(v4);
            s5 += Math.abs(v5);
            s6 += Math.abs(v6);
            s7 += Math.abs(v7);
            int low = (v0 < 0 ? 1 : 0) | (v1 < 0 ? 2 : 0) | (v2 < 0 ? 4 : 0) | (v3 < 0 ? 8 : 0);
            int high = (v4 < 0 ? 16 : 0) | (v5 < 0 ? 32 : 0) | (v6 < 0 ? 64 : 0) | (v7 < 0 ? 128 : 0);
            signs[j >>> 3] = (byte) (low | high);
        }
        double[] lanes = {s0, s1, s2, s3, s4, s5, s6, s7};
        int rest = 0;
        for (int j = whole; j < v.length; j++) {
            lanes[j - whole] += Math.abs(v[j]);
            rest |= (v[j] < 0 ? 1 : 0) << (j - whole);
        }
        if (whole < v.length) {
            signs[whole >>> 3] = (byte) rest;
        }
        double sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        if (!(sum < Double.POSITIVE_INFINITY)) {
            Magnitudes.requireFinite(v, 0, v.length);
            throw new ArithmeticException("the sum of the magnitudes of a vector is larger than any number");
        }
        return sum;
    }

    /** target[j] += magnitude, or -= where the sign is set, for all j. */
    public static void addTo(byte[] signs, double[] target, double magnitude) {
        long bits = Double.doubleToRawLongBits(magnitude);
        for (int j = 0; j < target.length; j++) {
            long sign = (long) (signs[j >>> 3] >>> (j & 7)) << 63;
            target[j] += Double.longBitsToDouble(bits ^ sign);
        }
    }
}
