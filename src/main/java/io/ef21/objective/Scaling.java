package io.ef21.objective;

import io.ef21.kernel.Chunks;
import io.ef21.kernel.LogScale;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A change of variables x = S z with the diagonal S_j = 2^(-h_j/2): the Jacobi preconditioner S = D^(-1/2), D the
 * curvature of a coordinate, rounded to a power of the square root of two. The objective is the same function; any S is
 * right as long as all sides have the same, and a byte per column tells it exactly. Immutable; the array is shared.
 *
 * @param halves h_j, one per column of the server
 */
public record Scaling(byte[] halves) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double[] FACTORS = new double[256];

    static {
        for (int h = Byte.MIN_VALUE; h <= Byte.MAX_VALUE; h++) {
            FACTORS[h & 0xff] = LogScale.ofHalves(-h);
        }
    }

    /** The scaling for the curvatures D_j; columns without curvature stay as they are. */
    public static Scaling of(double[] curvatures) {
        byte[] halves = new byte[curvatures.length];
        for (int j = 0; j < halves.length; j++) {
            if (curvatures[j] >= Double.MIN_NORMAL && curvatures[j] < Double.POSITIVE_INFINITY) {
                int h = LogScale.octaves(curvatures[j]);
                halves[j] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, h));
            }
        }
        return new Scaling(halves);
    }

    /** S_j. */
    public double at(int j) {
        return FACTORS[halves[j] & 0xff];
    }

    /** S at some columns of the server, or at all. */
    public double[] gather(int @Nullable [] positions) {
        double[] factors = new double[positions == null ? halves.length : positions.length];
        for (int k = 0; k < factors.length; k++) {
            factors[k] = at(positions == null ? k : positions[k]);
        }
        return factors;
    }

    /** x = S z, as a new vector. */
    public double[] toModel(double[] z) {
        double[] x = new double[z.length];
        Chunks.forEach(x.length, (from, to) -> {
            for (int j = from; j < to; j++) {
                x[j] = at(j) * z[j];
            }
        });
        return x;
    }

    /** How many bytes tell it: entropy-coded. */
    public int encodedLength() {
        return deflated(halves).length;
    }

    /** Bytes, entropy-coded. */
    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setStrategy(Deflater.HUFFMAN_ONLY);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
