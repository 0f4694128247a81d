package io.ef21.objective;

import io.ef21.kernel.LogScale;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * What a client tells the server about the curvature of its columns, for a {@link Scaling}: every value to a quarter of an
 * octave in one byte, entropy-coded. Values 63 octaves below the largest become that small; zero stays zero.
 */
public final class CurvatureCode {
    private static final int SMALLEST = 1;
    private static final int LARGEST = 255;

    private CurvatureCode() {}

    /** The code of some nonnegative values. */
    public static byte[] encode(double[] values) {
        int top = Integer.MIN_VALUE;
        for (double v : values) {
            if (codable(v)) {
                top = Math.max(top, LogScale.quarters(v));
            }
        }
        byte[] codes = new byte[values.length];
        for (int j = 0; j < codes.length; j++) {
            if (codable(values[j])) {
                codes[j] = (byte) Math.max(SMALLEST, LARGEST - (top - LogScale.quarters(values[j])));
            }
        }
        byte[] deflated = Scaling.deflated(codes);
        return ByteBuffer.allocate(Integer.BYTES + deflated.length)
                .putInt(top)
                .put(deflated)
                .array();
    }

    /** The values that a code stands for. */
    public static double[] decode(byte[] code, int length) {
        int top = ByteBuffer.wrap(code).getInt();
        Inflater inflater = new Inflater(true);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(
                new ByteArrayInputStream(code, Integer.BYTES, code.length - Integer.BYTES), inflater))) {
            byte[] codes = new byte[length];
            in.readFully(codes);
            double[] values = new double[length];
            for (int j = 0; j < length; j++) {
                int c = codes[j] & 0xff;
                values[j] = c == 0 ? 0 : LogScale.ofQuarters(top - (LARGEST - c));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("a code of curvatures is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static boolean codable(double v) {
        return v >= Double.MIN_NORMAL && v < Double.POSITIVE_INFINITY;
    }
}
