package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Correction;
import io.ef21.compress.Message;
import io.ef21.compress.Traits;
import io.ef21.compress.ValueBits;
import io.ef21.compress.Wire;

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
        if (v.length == 0) {
            Correction nothing = new Correction.Sparse(0, new int[0], new double[0]);
            return new Sent(new Message(Wire.encode(nothing, bits), 0, 0), nothing);
        }
        Correction compressed = compressed(v);
        byte[] bytes = Wire.encode(compressed, bits);
        long honestBits = Wire.payloadBits(compressed, bits);
        long declared = compressor.traits(v.length).paperBits();
        long paperBits = declared == Traits.AS_ENCODED ? honestBits : declared;
        return new Sent(new Message(bytes, honestBits, paperBits), Wire.readBack(compressed, bytes));
    }

    private Correction compressed(double[] v) {
        try {
            return compressor.compress(v, key);
        } catch (ArithmeticException e) {
            throw new OutOfRangeException(e);
        }
    }

    /** Sends the vector that opens a method's estimate: exactly if asked for, else compressed. */
    public Sent open(double[] v) {
        if (!exactStart) {
            return send(v);
        }
        Correction exact = new Correction.Dense(v.clone());
        byte[] bytes = Wire.encode(exact, ValueBits.DOUBLE);
        return new Sent(new Message(bytes, Wire.payloadBits(exact, ValueBits.DOUBLE), 32L * v.length), exact);
    }
}
