package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Traits;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.function.Supplier;

/**
 * One client's way to the server in one round.
 *
 * @param compressor C
 * @param bits of a value on the wire
 * @param exactStart whether what is sent in round 0 is sent exactly ({@code --init full})
 * @param stepSize gamma, for methods that carry it in their memory
 * @param round from 0
 * @param key of this client in this round
 */
public record Channel(Compressor compressor, ValueBits bits, boolean exactStart, double stepSize, int round, long key) {

    /**
     * What was sent, with what the server will read from it.
     *
     * @param correction decoded from the bytes
     */
    public record Sent(Message message, Correction correction) {}

    /** The compressor refuses a vector: it is out of range, where a run that diverges gets before anything is infinite. */
    static final class OutOfRangeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRangeException(ArithmeticException cause) {
            super(cause);
        }
    }

    /** Compresses and encodes a vector. */
    public Sent send(double[] v) {
        return v.length == 0 ? nothing() : sent(v.length, () -> compressor.compress(v, key));
    }

    /** Compresses and encodes x - y. */
    public Sent sendDifference(double[] x, double[] y) {
        return x.length == 0 ? nothing() : sent(x.length, () -> compressor.compressDifference(x, y, key));
    }

    private Sent nothing() {
        Correction nothing = new Correction.Sparse(0, new int[0], new double[0]);
        return new Sent(new Message(Wire.encode(nothing, bits), 0, 0), nothing);
    }

    private Sent sent(int length, Supplier<Correction> compress) {
        Correction compressed;
        try {
            compressed = compress.get();
        } catch (ArithmeticException e) {
            throw new OutOfRangeException(e);
        }
        Wire.Encoded encoded = Wire.write(compressed, bits);
        long declared = compressor.traits(length).paperBits();
        long paperBits = declared == Traits.AS_ENCODED ? encoded.payloadBits() : declared;
        Message message = new Message(encoded.bytes(), encoded.payloadBits(), paperBits);
        return new Sent(message, Wire.readBack(compressed, encoded.bytes()));
    }

    /** Sends the vector that opens a method's estimate: exactly if asked for, else compressed. */
    public Sent open(double[] v) {
        if (!exactStart) {
            return send(v);
        }
        Correction exact = new Correction.Dense(v.clone());
        Wire.Encoded encoded = Wire.write(exact, ValueBits.DOUBLE);
        return new Sent(new Message(encoded.bytes(), encoded.payloadBits(), 32L * v.length), exact);
    }
}
