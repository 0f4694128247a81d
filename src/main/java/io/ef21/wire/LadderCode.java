package io.ef21.wire;

import java.nio.ByteBuffer;

/**
 * The byte form of ladders.
 *
 * <pre>
 * ladder    := shape top numbers
 * shape     := uint8       bits 0-3: 0 linear, 1 geometric, 2 powers of two, 3 tiled; bits 4-7: coding of the levels
 * top       := varint      number of levels
 * linear    :=
 * geometric := base        number
 * powers    := lowest      int16
 * tiled     := lowest period count mark{count}    signed varint, number, uint8, numbers
 * number    := uint8 float64?    1 to 255 stand for themselves; behind a 0 follows a double
 * </pre>
 */
final class LadderCode {
    private static final int LINEAR = 0;
    private static final int GEOMETRIC = 1;
    private static final int POWERS = 2;
    private static final int TILED = 3;
    private static final int KIND = 15;
    private static final int CODING_SHIFT = 4;
    private static final int LARGEST_BYTE = 255;

    private LadderCode() {}

    /**
     * A ladder that was read.
     *
     * @param coding of the levels
     */
    record Read(Ladder ladder, int coding) {}

    /**
     * Writes a ladder.
     *
     * @return the bits of its lowest rung, which stands for a scale
     */
    static long write(Ladder ladder, int coding, MessageWriter out) {
        int shape = coding << CODING_SHIFT;
        if (ladder instanceof Ladder.Linear) {
            out.head(shape | LINEAR);
            out.varint(ladder.top());
        } else if (ladder instanceof Ladder.Geometric geometric) {
            out.head(shape | GEOMETRIC);
            out.varint(ladder.top());
            number(geometric.base(), out);
        } else if (ladder instanceof Ladder.Powers powers) {
            out.head(shape | POWERS);
            out.varint(ladder.top());
            out.room(Short.BYTES).putShort((short) powers.lowest());
            return Short.SIZE;
        } else if (ladder instanceof Ladder.Tiled tiled) {
            out.head(shape | TILED);
            out.varint(ladder.top());
            int lowest = tiled.lowest() << 1 ^ tiled.lowest() >> 31;
            out.varint(lowest);
            number(tiled.period(), out);
            out.head(tiled.marks().length);
            for (double mark : tiled.marks()) {
                number(mark, out);
            }
            return (long) Byte.SIZE * MessageWriter.varintBytes(lowest);
        }
        return 0;
    }

    private static void number(double value, MessageWriter out) {
        if (value == Math.rint(value) && value >= 1 && value <= LARGEST_BYTE) {
            out.head((int) value);
        } else {
            out.head(0);
            out.room(Double.BYTES).putDouble(value);
        }
    }

    /** Reads a ladder; throws what the buffer and the ladders throw where something is wrong. */
    static Read read(ByteBuffer in) throws InvalidMessageException {
        int shape = in.get() & 0xFF;
        int kind = shape & KIND;
        if (kind > TILED) {
            throw new InvalidMessageException("a ladder of an unknown kind, " + kind);
        }
        int top = MessageReader.varint(in);
        Ladder ladder =
                switch (kind) {
                    case LINEAR -> new Ladder.Linear(top);
                    case GEOMETRIC -> new Ladder.Geometric(number(in), top);
                    case POWERS -> new Ladder.Powers(in.getShort(), top);
                    default -> tiled(in, top);
                };
        return new Read(ladder, shape >>> CODING_SHIFT);
    }

    private static Ladder tiled(ByteBuffer in, int top) throws InvalidMessageException {
        int lowest = MessageReader.varint(in);
        double period = number(in);
        double[] marks = new double[in.get() & LARGEST_BYTE];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = number(in);
        }
        return new Ladder.Tiled(marks, period, lowest >>> 1 ^ -(lowest & 1), top);
    }

    private static double number(ByteBuffer in) {
        int small = in.get() & LARGEST_BYTE;
        return small == 0 ? in.getDouble() : small;
    }
}
