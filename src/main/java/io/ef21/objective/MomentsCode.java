package io.ef21.objective;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * {@link Moments} as a client tells them: spreads as floats, means as floats where that is exact enough for the spread of
 * all clients and as doubles elsewhere, byte after byte of the same significance side by side, entropy-coded. What is read
 * is off by 1e-7 relative at most, in the standard deviation.
 */
public final class MomentsCode {
    /** A mean of more than so many standard deviations is told as a double. */
    private static final double FAR = 2;

    private MomentsCode() {}

    /** The code of some moments. */
    public static byte[] encode(Moments moments) {
        int columns = moments.means().length;
        boolean wide = false;
        for (int j = 0; j < columns && !wide; j++) {
            double mean = moments.means()[j];
            wide = mean * mean > FAR * FAR * moments.spreads()[j] / moments.weight()
                    || isOutside(mean)
                    || isOutside(moments.spreads()[j]);
        }
        int width = wide ? Double.BYTES : Float.BYTES;
        ByteBuffer plain = ByteBuffer.allocate(2 * columns * width);
        for (double[] values : new double[][] {moments.means(), moments.spreads()}) {
            for (double value : values) {
                if (wide) {
                    plain.putDouble(value);
                } else {
                    plain.putFloat((float) value);
                }
            }
        }
        byte[] deflated = Scaling.deflated(transposed(plain.array(), 2 * columns, width));
        return ByteBuffer.allocate(1 + 2 * Double.BYTES + deflated.length)
                .put((byte) width)
                .putDouble(moments.weight())
                .putDouble(moments.squaredWeights())
                .put(deflated)
                .array();
    }

    /** The moments that a code stands for. */
    public static Moments decode(byte[] code, int columns) {
        ByteBuffer in = ByteBuffer.wrap(code);
        int width = in.get();
        double weight = in.getDouble();
        double squares = in.getDouble();
        byte[] planes = inflated(code, in.position(), 2 * columns * width);
        ByteBuffer plain = ByteBuffer.wrap(transposed(planes, width, 2 * columns));
        double[][] values = new double[2][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = width == Double.BYTES ? plain.getDouble() : plain.getFloat();
            }
        }
        return new Moments(weight, squares, values[0], values[1]);
    }

    private static byte[] inflated(byte[] code, int from, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(code, from, code.length - from);
            byte[] out = new byte[length];
            int read = 0;
            while (read < length) {
                int more = inflater.inflate(out, read, length - read);
                if (more == 0) {
                    throw new IllegalStateException("a code of moments is too short");
                }
                read += more;
            }
            return out;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a code of moments is damaged", e);
        } finally {
            inflater.end();
        }
    }

    /** A float would lose it altogether. */
    private static boolean isOutside(double value) {
        double magnitude = Math.abs(value);
        return magnitude > Float.MAX_VALUE || (magnitude > 0 && magnitude < Float.MIN_NORMAL);
    }

    private static byte[] transposed(byte[] bytes, int rows, int columns) {
        byte[] transposed = new byte[bytes.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = bytes[i * columns + j];
            }
        }
        return transposed;
    }
}
