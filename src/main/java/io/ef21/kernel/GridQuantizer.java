package io.ef21.kernel;

import java.util.Arrays;

/**
 * Rounds a vector to the nearest multiples of a step that goes with the root of the block's size: in a block of root mean
 * square r, of a vector of root mean square R, the step is c sqrt(R r), rounded to the nearest quarter of an octave. In
 * between a step that is the same everywhere, which spends the fewest bits on an error in the Euclidean norm, and a step in
 * proportion to the block, which leaves no block without precision.
 *
 * <p>Rounding is the addition of 1.5 * 2^52, which leaves the nearest integer in the low bits of a double. Thread-safe:
 * there is no state.
 */
public final class GridQuantizer {
    private static final double ROUNDING = 0x1.8p52;
    /** Sums of squares outside of these may have lost something to underflow or overflow. */
    private static final double LEAST_SUM = 0x1p-900;

    private static final double LARGEST_SUM = 0x1p900;

    /** What it is rounded to is a number, too. */
    private static final double LARGEST_ENTRY = 0x1p1000;

    /** Of the smallest normal number. */
    private static final int LEAST_QUARTERS = 4 * Double.MIN_EXPONENT;

    private GridQuantizer() {}

    /**
     * The nearest vector on the grid.
     *
     * @param v finite; not modified
     * @param factor c, above 0
     * @param block entries that share a step, at least 1
     * @throws ArithmeticException if an entry is NaN or beyond 2^1000
     */
    public static GridLevels quantize(double[] v, double factor, int block) {
        return quantize(v, factor, block, (length, step, range) -> range.run(0, length));
    }

    /** The same levels on as many threads as there are: for the driver, as executors' cores have work of their own. */
    public static GridLevels quantizeOnAllCores(double[] v, double factor, int block) {
        return quantize(v, factor, block, Chunks::forEach);
    }

    /** A way to cover [0, length) by ranges that begin at multiples of a step. */
    @FunctionalInterface
    private interface Cover {
        void forEach(int length, long step, Chunks.Range range);
    }

    private static GridLevels quantize(double[] v, double factor, int block, Cover cover) {
        double[] squares = new double[PackedLevels.blocks(v.length, block)];
        cover.forEach(v.length, block, (from, to) -> {
            for (int b = from / block; (long) b * block < to; b++) {
                squares[b] = squaredNorm(v, b * block, end(v, b, block));
            }
        });
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum >= LEAST_SUM && sum <= LARGEST_SUM
                ? levels(v, squares, factor * Math.sqrt(Math.sqrt(sum / v.length)), block, cover)
                : rescaled(v, factor, block, cover);
    }

    private static GridLevels levels(double[] v, double[] squares, double factor, int block, Cover cover) {
        int[] quarters = new int[squares.length];
        int top = Integer.MIN_VALUE;
        for (int b = 0; b < squares.length; b++) {
            if (squares[b] >= Double.MIN_NORMAL) {
                double r = Math.sqrt(squares[b] / (end(v, b, block) - b * block));
                quarters[b] = LogScale.quarters(factor * Math.sqrt(r));
                top = Math.max(top, quarters[b]);
            }
        }
        byte[] below = new byte[squares.length];
        int[] levels = new int[v.length];
        for (int b = 0; b < squares.length; b++) {
            // a block so small has no part in the norm
            boolean nothing = squares[b] < Double.MIN_NORMAL || top - quarters[b] >= GridLevels.NOTHING;
            below[b] = (byte) (nothing ? GridLevels.NOTHING : top - quarters[b]);
        }
        cover.forEach(v.length, block, (from, to) -> {
            for (int b = from / block; (long) b * block < to; b++) {
                if ((below[b] & 0xFF) != GridLevels.NOTHING) {
                    round(v, b * block, end(v, b, block), 1 / LogScale.ofQuarters(quarters[b]), levels);
                }
            }
        });
        return new GridLevels(block, top, below, levels);
    }

    private static void round(double[] v, int begin, int end, double perStep, int[] levels) {
        for (int j = begin; j < end; j++) {
            levels[j] = (int) Double.doubleToRawLongBits(v[j] * perStep + ROUNDING);
        }
    }

    /** The same of a vector whose largest entry is about one, moved back; powers of two change no level. */
    private static GridLevels rescaled(double[] v, double factor, int block, Cover cover) {
        double largest = 0;
        for (double entry : v) {
            largest = Math.max(largest, Math.abs(entry));
        }
        if (!(largest <= LARGEST_ENTRY)) {
            throw new ArithmeticException(
                    "a vector with NaN, infinite or nearly infinite entries cannot be compressed");
        }
        if (largest == 0) {
            byte[] below = new byte[PackedLevels.blocks(v.length, block)];
            Arrays.fill(below, (byte) GridLevels.NOTHING);
            return new GridLevels(block, 0, below, new int[v.length]);
        }
        int exponent = Math.getExponent(largest);
        double[] scaled = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            scaled[j] = Math.scalb(v[j], -exponent);
        }
        GridLevels levels = quantize(scaled, factor, block, cover);
        return representable(new GridLevels(block, levels.top() + 4 * exponent, levels.below(), levels.levels()));
    }

    /** Without the blocks whose step would not be a normal number. */
    private static GridLevels representable(GridLevels grid) {
        byte[] below = grid.below();
        for (int b = 0; b < below.length; b++) {
            if (grid.top() - (below[b] & 0xFF) < LEAST_QUARTERS) {
                below[b] = (byte) GridLevels.NOTHING;
                int end = (int) Math.min(grid.length(), ((long) b + 1) * grid.block());
                Arrays.fill(grid.levels(), b * grid.block(), end, 0);
            }
        }
        return grid;
    }

    private static double squaredNorm(double[] v, int begin, int end) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = begin;
        for (; j <= end - 4; j += 4) {
            s0 += v[j] * v[j];
            s1 += v[j + 1] * v[j + 1];
            s2 += v[j + 2] * v[j + 2];
            s3 += v[j + 3] * v[j + 3];
        }
        for (; j < end; j++) {
            s0 += v[j] * v[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static int end(double[] v, int b, int block) {
        return (int) Math.min(v.length, ((long) b + 1) * block);
    }
}
