package io.ef21.wire;

import java.nio.ByteBuffer;

/** The byte form of ladders: a kind, then its numbers. */
final class LadderCode {
    private static final int LINEAR = 0;
    private static final int SIGNS = 1;
    private static final int GEOMETRIC = 2;
    private static final int POWERS = 3;
    private static final int TILED = 4;
    private static final int MOST_MARKS = 255;

    private LadderCode() {}

    static void write(Ladder ladder, MessageWriter out) {
        if (ladder instanceof Ladder.Linear) {
            out.head(LINEAR);
            out.varint(ladder.top());
        } else if (ladder instanceof Ladder.Signs) {
            out.head(SIGNS);
        } else if (ladder instanceof Ladder.Geometric geometric) {
            out.head(GEOMETRIC);
            out.varint(ladder.top());
            out.room(Double.BYTES).putDouble(geometric.base());
        } else if (ladder instanceof Ladder.Powers powers) {
            out.head(POWERS);
            out.varint(ladder.top());
            out.room(Short.BYTES).putShort((short) powers.lowest());
        } else if (ladder instanceof Ladder.Tiled tiled) {
            out.head(TILED);
            out.varint(ladder.top());
            out.room(Integer.BYTES).putInt(tiled.lowest());
            out.room(Double.BYTES).putDouble(tiled.period());
            out.head(tiled.marks().length);
            for (double mark : tiled.marks()) {
                out.room(Double.BYTES).putDouble(mark);
            }
        }
    }

    /** Reads a ladder; throws what the buffer and the ladders throw where something is wrong. */
    static Ladder read(ByteBuffer in) throws InvalidMessageException {
        int kind = in.get();
        return switch (kind) {
            case LINEAR -> new Ladder.Linear(MessageReader.varint(in));
            case SIGNS -> new Ladder.Signs();
            case GEOMETRIC -> {
                int top = MessageReader.varint(in);
                yield new Ladder.Geometric(in.getDouble(), top);
            }
            case POWERS -> {
                int top = MessageReader.varint(in);
                yield new Ladder.Powers(in.getShort(), top);
            }
            case TILED -> {
                int top = MessageReader.varint(in);
                int lowest = in.getInt();
                double period = in.getDouble();
                double[] marks = new double[in.get() & MOST_MARKS];
                for (int i = 0; i < marks.length; i++) {
                    marks[i] = in.getDouble();
                }
                yield new Ladder.Tiled(marks, period, lowest, top);
            }
            default -> throw new InvalidMessageException("a ladder of an unknown kind, " + kind);
        };
    }
}
