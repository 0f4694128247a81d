package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Identity;
import io.ef21.compress.Property;
import io.ef21.compress.Traits;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.function.LongFunction;

/**
 * One client's way to the server in one round.
 *
 * @param compressor C
 * @param bits of a value on the wire
 * @param exactStart whether what is sent in round 0 is sent exactly ({@code --init full})
 * @param stepSize gamma of the round, for methods that carry it in their memory
 * @param round from 0
 * @param client its number
 * @param roundKey of all draws of compressors in the round
 * @param coin of the round, uniform in [0, 1), the same for all clients
 */
public record Channel(
        Compressor compressor,
        ValueBits bits,
        boolean exactStart,
        double stepSize,
        int round,
        int client,
        long roundKey,
        double coin) {

    /**
     * What was sent, with what the server will read from it.
     *
     * @param correction decoded from the bytes
     */
    public record Sent(Message message, Correction correction) {}

    /** The compressor refuses a vector: it is out of range, where a run that diverges gets before anything is infinite. */
    public static final class OutOfRangeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRangeException(ArithmeticException cause) {
            super(cause);
        }
    }

    /**
     * The same way through another compressor, with draws of its own.
     *
     * @param part which of the compressors of a mechanism, from 1
     */
    public Channel through(Compressor other, int part) {
        return new Channel(
                other, bits, exactStart, stepSize, round, client, CounterRandom.key(roundKey, -1L - part), coin);
    }

    /** Compresses and encodes a vector. */
    public Sent send(double[] v) {
        return v.length == 0 ? nothing(0) : sent(v.length, key -> compressor.compress(v, key));
    }

    /** Compresses and encodes x - y. */
    public Sent sendDifference(double[] x, double[] y) {
        return x.length == 0 ? nothing(0) : sent(x.length, key -> compressor.compressDifference(x, y, key));
    }

    /** Encodes a vector whole, each value with the bits of the wire. */
    public Sent sendWhole(double[] v) {
        return through(new Identity(), 0).send(v);
    }

    /** Sends nothing, which the server reads as zeros. */
    public Sent nothing(int length) {
        Correction nothing = new Correction.Sparse(length, new int[0], new double[0]);
        return new Sent(new Message(Wire.encode(nothing, bits), 0, 0), nothing);
    }

    private Sent sent(int length, LongFunction<Correction> compress) {
        Traits traits = compressor.traits(length);
        Correction compressed;
        try {
            compressed =
                    compress.apply(traits.has(Property.SHARED_SEED) ? roundKey : CounterRandom.key(roundKey, client));
        } catch (ArithmeticException e) {
            throw new OutOfRangeException(e);
        }
        Wire.Encoded encoded = Wire.write(compressed, bits);
        long paperBits = traits.paperBits() == Traits.AS_ENCODED ? encoded.payloadBits() : traits.paperBits();
        Message message = new Message(encoded.bytes(), encoded.payloadBits(), paperBits);
        return new Sent(message, Wire.readBack(compressed, encoded.bytes()));
    }

    /** Sends the vector that opens a method's estimate: exactly if asked for, else compressed. */
    public Sent open(double[] v) {
        return exactStart ? sendExactly(v) : send(v);
    }

    /** Encodes a vector whole, in doubles: nothing is lost. */
    public Sent sendExactly(double[] v) {
        Correction exact = new Correction.Dense(v.clone());
        Wire.Encoded encoded = Wire.write(exact, ValueBits.DOUBLE);
        return new Sent(new Message(encoded.bytes(), encoded.payloadBits(), 32L * v.length), exact);
    }
}
