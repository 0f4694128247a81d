package io.ef21.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The byte form of corrections, version 2; docs/wire-format.md has the tables.
 *
 * <pre>
 * message  := part+                    all but the last part have the MORE flag
 * part     := header body
 * header   :  bits 0-3  kind of correction
 *             bit  4    MORE: another part follows
 *             bit  5    SUBTRACT: the part is to be subtracted
 *             bits 6-7  version, 2
 * </pre>
 *
 * <p>The length of the vector is known to both sides and does not travel. Thread-safe: there is no state.
 */
public final class Wire {
    static final int KIND = 15;
    static final int ZERO = 0;
    static final int DOUBLES = 1;
    static final int FLOATS = 2;
    static final int BFLOATS = 3;
    static final int GRADED = 4;
    static final int LEVELS = 5;
    static final int GRID = 6;
    static final int PLACED = 7;
    static final int DRAWN = 8;
    static final int MULTIPLE = 9;
    static final int TOTAL = 10;
    static final int JOINED = 11;
    static final int SKETCH = 12;
    static final int PRODUCT = 13;
    static final int PROJECTED = 14;
    static final int SIGNED = 15;

    static final int MORE = 1 << 4;
    static final int SUBTRACT = 1 << 5;
    static final int VERSION = 2 << 6;
    static final int VERSION_MASK = 3 << 6;

    private Wire() {}

    /**
     * A message with what it counts.
     *
     * @param bytes all of it
     * @param payloadBits values, indices, scales, seeds and levels; no headers, counts and shapes, and no filling of last bytes
     */
    public record Encoded(byte[] bytes, long payloadBits) {}

    /** A message with one correction. */
    public static Encoded write(Correction correction, ValueBits bits) {
        MessageWriter writer = new MessageWriter(bits);
        writer.write(correction, 0);
        return new Encoded(writer.bytes(), writer.payloadBits());
    }

    /** The bytes of a message with one correction. */
    public static byte[] encode(Correction correction, ValueBits bits) {
        return write(correction, bits).bytes();
    }

    /** A message that stands for {@code added - subtracted}. */
    public static Encoded writeDifference(
            Correction added, ValueBits addedBits, Correction subtracted, ValueBits subtractedBits) {
        MessageWriter first = new MessageWriter(addedBits);
        first.write(added, MORE);
        MessageWriter second = new MessageWriter(subtractedBits);
        second.write(subtracted, SUBTRACT);
        byte[] front = first.bytes();
        byte[] back = second.bytes();
        byte[] both = new byte[front.length + back.length];
        System.arraycopy(front, 0, both, 0, front.length);
        System.arraycopy(back, 0, both, front.length, back.length);
        return new Encoded(both, first.payloadBits() + second.payloadBits());
    }

    /** One message of two: its receiver adds up what they stand for. */
    public static byte[] together(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        both[0] |= MORE;
        return both;
    }

    /**
     * One part of a message.
     *
     * @param scale +1, or -1 where the part is subtracted
     */
    public record Part(double scale, Correction correction) {}

    /**
     * The parts of a message about vectors of the given length.
     *
     * @throws InvalidMessageException if the bytes are not such a message
     */
    public static List<Part> decode(byte[] bytes, int length) throws InvalidMessageException {
        MessageReader reader = new MessageReader(bytes, length);
        List<Part> parts = new ArrayList<>(1);
        boolean more = true;
        while (more) {
            int header = reader.header();
            parts.add(new Part((header & SUBTRACT) != 0 ? -1.0 : 1.0, reader.part(header, length)));
            more = (header & MORE) != 0;
        }
        if (!reader.isAtEnd()) {
            throw new InvalidMessageException(reader.remaining() + " bytes follow the end of the message");
        }
        return parts;
    }

    /**
     * What the receiver reads of a correction that {@link #encode} has just written.
     *
     * @param sent what was encoded: levels travel as they are, values may have lost digits
     */
    public static Correction readBack(Correction sent, byte[] bytes) {
        return sent instanceof Correction.Levels
                        || sent instanceof Correction.Coded
                        || sent instanceof Graded
                        || sent instanceof Signed
                ? sent
                : decodeOwn(bytes, sent.length());
    }

    /** The only correction of a message that {@link #encode} has written. */
    public static Correction decodeOwn(byte[] bytes, int length) {
        try {
            return decode(bytes, length).get(0).correction();
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("a message could not be read back by its writer", e);
        }
    }
}
