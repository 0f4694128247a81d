package io.ef21.kernel;

/**
 * Rounds a vector, block by block, to the nearest of 2^bits - 1 levels: multiples k s/l of a step, l = 2^(bits-1) - 1,
 * k in [-l, l], where s is the block's largest magnitude rounded up to a bfloat16; ties go to the even k.
 *
 * <p>Per block one pass finds s and a second one rounds and packs eight entries per 64-bit word. Rounding is the
 * addition of 1.5 * 2^52, which leaves the nearest integer in the low bits of a double. Thread-safe: there is no state.
 */
public final class BlockQuantizer {
    private static final double ROUNDING = 0x1.8p52;

    private BlockQuantizer() {}

    /**
     * The nearest vector on the grid.
     *
     * @param v finite numbers of magnitude up to the largest bfloat16, 3.39e38; not modified
     * @param bits per entry, 2 to 8
     * @param block entries per scale, at least 1
     * @throws ArithmeticException if an entry is NaN, infinite or too large
     */
    public static PackedLevels quantize(double[] v, int bits, int block) {
        PackedLevels result = zeroBytes(v.length, bits, block);
        quantize(v, 0, v.length, result);
        return result;
    }

    /** The same bytes on as many threads as there are: for the driver, as executors' cores have work of their own. */
    public static PackedLevels quantizeOnAllCores(double[] v, int bits, int block) {
        PackedLevels result = zeroBytes(v.length, bits, block);
        // blocks and bytes both begin there
        long step = block % 8 == 0 ? block : 8L * block;
        Chunks.forEach(v.length, step, (from, to) -> quantize(v, from, to, result));
        return result;
    }

    private static PackedLevels zeroBytes(int length, int bits, int block) {
        byte[] bytes = new byte[Math.toIntExact(PackedLevels.size(length, bits, block))];
        return new PackedLevels(length, bits, block, bytes, 0);
    }

    /** Writes the scales and levels of the entries [from, to), and no other bytes. */
    private static void quantize(double[] v, int from, int to, PackedLevels result) {
        int bits = result.bits();
        int block = result.block();
        byte[] bytes = result.bytes();
        int levels = PackedLevels.SCALE_BYTES * PackedLevels.blocks(v.length, block);
        int limit = levels + (int) (((long) to * bits + 7) / 8);
        for (int b = from / block, blocks = PackedLevels.blocks(to, block); b < blocks; b++) {
            int begin = b * block;
            int end = (int) Math.min(to, (long) begin + block);
            int code = Bfloat16.roundUp(largestMagnitude(v, begin, end));
            PackedLevels.SHORT.set(bytes, PackedLevels.SCALE_BYTES * b, (short) code);
            double scale = Bfloat16.value(code);
            // A block of zeros has no step; any finite factor leaves its zeros alone.
            double perStep = scale == 0 ? 0 : PackedLevels.largestLevel(bits) / scale;
            pack(v, begin, end, perStep, bits, bytes, levels, limit);
        }
    }

    private static double largestMagnitude(double[] v, int begin, int end) {
        long top = Magnitudes.largestKey(v, begin, end);
        Magnitudes.requireFinite(top);
        return Double.longBitsToDouble(top);
    }

    /**
     * Writes the codes of the entries begin to end; the bytes of codes that have not been written are zero, up to a limit
     * beyond which nothing is written.
     */
    private static void pack(
            double[] v, int begin, int end, double perStep, int bits, byte[] bytes, int levels, int limit) {
        int l = PackedLevels.largestLevel(bits);
        int j = begin;
        for (; j < end && (j & 7) != 0; j++) {
            packOne(code(v[j], perStep, l), j, bits, bytes, levels);
        }
        for (; j <= end - 8; j += 8) {
            long word = 0;
            for (int i = 7; i >= 0; i--) {
                word = word << bits | code(v[j + i], perStep, l);
            }
            int at = levels + (j >>> 3) * bits;
            if (at <= limit - Long.BYTES) {
                PackedLevels.WORD.set(bytes, at, word);
            } else {
                for (int i = 0; i < bits; i++) {
                    bytes[at + i] = (byte) (word >>> (8 * i));
                }
            }
        }
        for (; j < end; j++) {
            packOne(code(v[j], perStep, l), j, bits, bytes, levels);
        }
    }

    private static int code(double value, double perStep, int l) {
        return (int) Double.doubleToRawLongBits(value * perStep + ROUNDING) + l;
    }

    private static void packOne(int code, int j, int bits, byte[] bytes, int levels) {
        long bit = (long) j * bits;
        int at = levels + (int) (bit >>> 3);
        int shift = (int) bit & 7;
        bytes[at] |= (byte) (code << shift);
        if (shift + bits > 8) {
            bytes[at + 1] |= (byte) (code << shift >>> 8);
        }
    }
}
