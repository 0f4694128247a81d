package io.ef21.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The relatives of {@link BlockQuantizer}: entries go up or down at random so that the mean is right, scales may be powers of two.
 * Thread-safe: there is no state.
 */
public final class BlockRounding {
    private BlockRounding() {}

    /**
     * A vector on the grid.
     *
     * @param v finite numbers of magnitude up to 1.7e38; not modified
     * @param bits per entry, 2 to 8
     * @param block entries per scale, at least 1
     * @param powers whether scales are powers of two
     * @param random whether entries are rounded at random, or else to the nearest level, ties to the even one
     * @param key of the draw
     * @throws ArithmeticException if an entry is NaN, infinite or too large
     */
    public static PackedLevels quantize(double[] v, int bits, int block, boolean powers, boolean random, long key) {
        int l = PackedLevels.largestLevel(bits);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(PackedLevels.size(v.length, bits, block)))
                .order(ByteOrder.LITTLE_ENDIAN);
        BitWriter levels = new BitWriter();
        for (int begin = 0; begin < v.length; begin += block) {
            int end = (int) Math.min(v.length, (long) begin + block);
            double largest = 0;
            for (int j = begin; j < end; j++) {
                largest = Math.max(largest, Math.abs(v[j]));
            }
            int code = Bfloat16.roundUp(powers ? powerAtLeast(largest) : largest);
            bytes.putShort((short) code);
            double scale = Bfloat16.value(code);
            double perStep = scale == 0 ? 0 : l / scale;
            for (int j = begin; j < end; j++) {
                double steps = v[j] * perStep;
                double level = random ? Math.floor(steps + CounterRandom.uniform(key, j)) : Math.rint(steps);
                levels.put((int) Math.max(-l, Math.min(l, level)) + l, bits);
            }
            if (begin > v.length - block) {
                break;
            }
        }
        return new PackedLevels(
                v.length, bits, block, bytes.put(levels.toBytes()).array(), 0);
    }

    private static double powerAtLeast(double magnitude) {
        if (magnitude == 0 || !(magnitude < Double.POSITIVE_INFINITY)) {
            return magnitude;
        }
        double power = Math.scalb(1.0, Math.getExponent(magnitude));
        return power < magnitude ? 2 * power : power;
    }
}
