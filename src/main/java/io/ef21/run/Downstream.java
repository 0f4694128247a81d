package io.ef21.run;

import io.ef21.compress.Compressor;
import io.ef21.compress.Sparing;
import io.ef21.kernel.Chunks;
import io.ef21.kernel.CounterRandom;
import io.ef21.method.Downlink;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server's end of the downlink: what is sent, what clients read from it, and what is remembered for that. Not thread-safe. */
final class Downstream implements ServerState {
    private static final long DRAWS = 0x446f776e6c696e6bL;

    private final Downlink downlink;
    private final @Nullable Compressor compressor;
    private final ValueBits bits;
    private final long seed;
    private final int size;

    /** What earlier steps left out, or null. */
    private double @Nullable [] leftOut;

    /** What clients know of what the server steps along, or null. */
    private double @Nullable [] known;

    /**
     * What was sent.
     *
     * @param read by the clients
     */
    record Sent(byte[] bytes, double[] read) {}

    Downstream(TrainingOptions options, int size) {
        this.downlink = options.downlink();
        Compressor down = downlink.compressor();
        this.compressor = down == null ? null : Sparing.of(down, options.model().intercepts());
        this.bits = options.valueBits();
        this.seed = options.seed();
        this.size = size;
        this.leftOut = downlink.kind() == Downlink.Kind.MEMORY ? new double[size] : null;
        this.known = downlink.kind() == Downlink.Kind.ESTIMATE ? new double[size] : null;
    }

    /** What clients know of what the server steps along; null where they are told changes of z. */
    double @Nullable [] known() {
        return known;
    }

    /** Puts in what they know. */
    void know(double @Nullable [] direction) {
        known = direction;
    }

    /** Sends nothing. */
    byte[] nothing() {
        return Wire.encode(new Correction.Sparse(size, new int[0], new double[0]), ValueBits.FLOAT);
    }

    /** Sends a vector whole, in doubles: nothing is lost. */
    byte[] whole(double[] vector) {
        return Wire.encode(new Correction.Dense(vector), ValueBits.DOUBLE);
    }

    /** Sends a step, with what earlier ones left out where that is remembered. */
    Sent step(double[] change, int round) {
        double[] rest = leftOut;
        if (rest == null) {
            return sent(change, round);
        }
        double[] wanted = change.clone();
        Chunks.addScaled(1.0, rest, wanted);
        Sent sent = sent(wanted, round);
        Chunks.addScaled(-1.0, sent.read(), wanted);
        leftOut = wanted;
        return sent;
    }

    /**
     * EF21-BC: sends a correction of what clients know.
     *
     * @param before what they know
     * @param direction what the server would step along
     * @return what was sent, read as what clients know then
     */
    Sent correction(double[] before, double[] direction, int round) {
        double[] wanted = direction.clone();
        Chunks.addScaled(-1.0, before, wanted);
        Sent sent = sent(wanted, round);
        double[] next = before.clone();
        Chunks.addScaled(1.0, sent.read(), next);
        known = next;
        return new Sent(sent.bytes(), next);
    }

    private Sent sent(double[] vector, int round) {
        Correction compressed = compressed(vector, round);
        if (compressed == null) {
            return new Sent(Wire.encode(Correction.nonzeros(vector), ValueBits.DOUBLE), vector);
        }
        byte[] bytes = Wire.encode(compressed, bits);
        return new Sent(bytes, Wire.readBack(compressed, bytes).toDense());
    }

    /** A vector as it travels; null where it travels in full. */
    private @Nullable Correction compressed(double[] vector, int round) {
        if (compressor == null) {
            return null;
        }
        try {
            return compressor.compressOnAllCores(vector, CounterRandom.key(CounterRandom.key(seed, DRAWS), round));
        } catch (ArithmeticException e) {
            // out of the compressor's range: the run diverges, and says so once a client has seen this step
            return null;
        }
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        StateFile.writeDoubles(out, leftOut == null ? new double[0] : leftOut);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        double[] rest = StateFile.readDoubles(in);
        leftOut = leftOut == null ? null : rest;
    }
}
