package io.ef21.wire;

import io.ef21.kernel.BitReader;
import io.ef21.kernel.BitWriter;
import io.ef21.kernel.EntropyCode;
import io.ef21.kernel.OmegaCode;
import java.nio.ByteBuffer;

/**
 * The byte form of levels on a ladder: the ladder, its scale, and the levels in one of three codings. docs/wire-format.md has the
 * table.
 *
 * <p>Entropy-coded levels become symbols: 0 for 0, and 2r - 1 or 2r for +l and -l, where r is l, or top - l + 1 on ladders that are
 * counted from the top.
 */
final class GradedCode {
    private static final int PACKED = 0;
    private static final int ENTROPY = 1;
    private static final int OMEGA = 2;

    /** Shorter vectors are not worth the frequencies of an entropy code. */
    private static final int SHORTEST_ENTROPY = 32;

    private GradedCode() {}

    /** Writes a correction behind its header, and gives the bits of scale and levels. */
    static long write(Graded graded, MessageWriter out) {
        if (graded.coding() == Graded.Coding.OMEGA) {
            BitWriter omega = omega(graded.levels());
            return write(graded, OMEGA, omega.toBytes(), omega.bits(), out);
        }
        long packed = packedBits(graded);
        if (graded.length() >= SHORTEST_ENTROPY) {
            byte[] entropy = entropy(graded);
            if ((long) Byte.SIZE * entropy.length < packed) {
                return write(graded, ENTROPY, entropy, (long) Byte.SIZE * entropy.length, out);
            }
        }
        return write(graded, PACKED, pack(graded).toBytes(), packed, out);
    }

    private static long write(Graded graded, int coding, byte[] levels, long bits, MessageWriter out) {
        long rung = LadderCode.write(graded.ladder(), coding, out);
        boolean scaled = graded.ladder().hasScale();
        if (scaled) {
            out.room(Integer.BYTES).putInt(Scale.bits(graded.scale()));
        }
        out.raw(levels);
        return bits + rung + (scaled ? Integer.SIZE : 0);
    }

    /** The bits of levels of fixed width. */
    static long packedBits(Graded graded) {
        return (long) graded.length() * Graded.width(graded.ladder());
    }

    /** Reads what {@link #write} wrote, for a vector of a length; the position moves behind it. */
    static Graded read(ByteBuffer in, int length) throws InvalidMessageException {
        try {
            LadderCode.Read read = LadderCode.read(in);
            Ladder ladder = read.ladder();
            int coding = read.coding();
            double scale = ladder.hasScale() ? scale(in) : 1;
            short[] levels =
                    switch (coding) {
                        case PACKED -> unpack(in, ladder, length);
                        case ENTROPY -> readEntropy(in, ladder, length);
                        case OMEGA -> readOmega(in, ladder, length);
                        default -> throw new InvalidMessageException("levels in an unknown coding, " + coding);
                    };
            requireFinite(ladder, scale);
            return new Graded(scale, ladder, levels, coding == OMEGA ? Graded.Coding.OMEGA : Graded.Coding.SMALLEST);
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new InvalidMessageException("graded levels cannot be read: "
                    + (e.getMessage() == null ? "the message ends within them" : e.getMessage()));
        }
    }

    /** A scale of 32 bits. */
    static double scale(ByteBuffer in) throws InvalidMessageException {
        double scale = Scale.of(in.getInt());
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new InvalidMessageException("a scale is not positive and finite");
        }
        return scale;
    }

    private static void requireFinite(Ladder ladder, double scale) throws InvalidMessageException {
        if (!(scale * ladder.at(ladder.top()) < Double.POSITIVE_INFINITY)) {
            throw new InvalidMessageException("a ladder leaves the range of doubles");
        }
    }

    /** The number that stands for a level. */
    private static int number(int level, Ladder ladder) {
        if (level == 0) {
            return 0;
        }
        int magnitude = Math.abs(level);
        int rank = ladder.fromTop() ? ladder.top() - magnitude + 1 : magnitude;
        return 2 * rank - (level > 0 ? 1 : 0);
    }

    /** The level that a number from 0 to 2 top stands for. */
    private static short level(int number, Ladder ladder) {
        if (number == 0) {
            return 0;
        }
        int rank = (number + 1) / 2;
        int magnitude = ladder.fromTop() ? ladder.top() - rank + 1 : rank;
        return (short) ((number & 1) == 1 ? magnitude : -magnitude);
    }

    private static byte[] entropy(Graded graded) {
        short[] levels = graded.levels();
        Ladder ladder = graded.ladder();
        int top = ladder.top();
        if (2 * top >= SymbolCode.ESCAPE) {
            int[] numbers = new int[levels.length];
            for (int j = 0; j < levels.length; j++) {
                numbers[j] = number(levels[j], ladder);
            }
            return SymbolCode.encode(numbers, EntropyCode::encode);
        }
        byte[] table = new byte[2 * top + 1];
        for (int level = -top; level <= top; level++) {
            table[top + level] = (byte) number(level, ladder);
        }
        byte[] symbols = new byte[levels.length];
        for (int j = 0; j < levels.length; j++) {
            symbols[j] = table[top + levels[j]];
        }
        return EntropyCode.encode(symbols);
    }

    private static short[] readEntropy(ByteBuffer in, Ladder ladder, int length) throws InvalidMessageException {
        int largest = 2 * ladder.top();
        short[] levels = new short[length];
        if (largest >= SymbolCode.ESCAPE) {
            int[] numbers = SymbolCode.decode(in, length);
            for (int j = 0; j < length; j++) {
                if (Integer.compareUnsigned(numbers[j], largest) > 0) {
                    throw unknown(numbers[j]);
                }
                levels[j] = level(numbers[j], ladder);
            }
            return levels;
        }
        byte[] symbols = SymbolCode.bytes(in, length);
        short[] table = new short[largest + 1];
        for (int number = 0; number <= largest; number++) {
            table[number] = level(number, ladder);
        }
        for (int j = 0; j < length; j++) {
            int number = symbols[j] & 0xFF;
            if (number > largest) {
                throw unknown(number);
            }
            levels[j] = table[number];
        }
        return levels;
    }

    private static InvalidMessageException unknown(int number) {
        return new InvalidMessageException("number " + Integer.toUnsignedString(number) + " stands for no level");
    }

    private static BitWriter pack(Graded graded) {
        BitWriter out = new BitWriter();
        int top = graded.ladder().top();
        int width = Graded.width(graded.ladder());
        for (short level : graded.levels()) {
            out.put(level + top, width);
        }
        return out;
    }

    private static short[] unpack(ByteBuffer in, Ladder ladder, int length) throws InvalidMessageException {
        int width = Graded.width(ladder);
        if ((long) in.remaining() * Byte.SIZE < (long) length * width) {
            throw new InvalidMessageException("the message ends within levels of " + width + " bits");
        }
        BitReader bits = reader(in);
        int top = ladder.top();
        short[] levels = new short[length];
        for (int j = 0; j < length; j++) {
            int code = (int) bits.take(width);
            if (code > 2 * top) {
                throw new InvalidMessageException("code " + code + " stands for no level of a ladder of " + top);
            }
            levels[j] = (short) (code - top);
        }
        finish(in, bits);
        return levels;
    }

    private static BitWriter omega(short[] levels) {
        int nonzeros = 0;
        for (short level : levels) {
            nonzeros += level != 0 ? 1 : 0;
        }
        BitWriter out = new BitWriter();
        OmegaCode.put(out, nonzeros + 1);
        int previous = -1;
        for (int j = 0; j < levels.length; j++) {
            if (levels[j] != 0) {
                OmegaCode.put(out, j - previous);
                out.put(levels[j] < 0 ? 1 : 0, 1);
                OmegaCode.put(out, Math.abs(levels[j]));
                previous = j;
            }
        }
        return out;
    }

    private static short[] readOmega(ByteBuffer in, Ladder ladder, int length) throws InvalidMessageException {
        BitReader bits = reader(in);
        int nonzeros = OmegaCode.take(bits) - 1;
        if (nonzeros > length) {
            throw new InvalidMessageException("a vector of length " + length + " claims " + nonzeros + " entries");
        }
        short[] levels = new short[length];
        int index = -1;
        for (int p = 0; p < nonzeros; p++) {
            long next = (long) index + OmegaCode.take(bits);
            if (next >= length) {
                throw new InvalidMessageException("index " + next + " is beyond a vector of length " + length);
            }
            index = (int) next;
            boolean negative = bits.take(1) == 1;
            int level = OmegaCode.take(bits);
            if (level > ladder.top()) {
                throw new InvalidMessageException("level " + level + " is beyond a ladder of " + ladder.top());
            }
            levels[index] = (short) (negative ? -level : level);
        }
        finish(in, bits);
        return levels;
    }

    private static BitReader reader(ByteBuffer in) {
        return new BitReader(in.array(), in.arrayOffset() + in.position(), in.arrayOffset() + in.limit());
    }

    private static void finish(ByteBuffer in, BitReader bits) {
        in.position(bits.end() - in.arrayOffset());
    }
}
