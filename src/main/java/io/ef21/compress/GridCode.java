package io.ef21.compress;

import io.ef21.kernel.EntropyCode;
import io.ef21.kernel.GridLevels;
import io.ef21.kernel.PackedLevels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/**
 * The byte form of levels on a grid.
 *
 * <pre>
 * body    := block top steps levels escapes
 * block   := uint16              entries per step less 1
 * top     := int16               the largest step is 2^(top/4)
 * steps   := entropy code        of a byte per block, see {@link GridLevels}
 * levels  := entropy code        of a byte per entry: 2k for a level k &gt;= 0, -2k - 1 below 0; 255 for that and more
 * escapes := varint*             what exceeds 255, in the order of the entries; seven bits per byte, low ones first
 * </pre>
 *
 * <p>Numbers are little-endian.
 */
final class GridCode {
    private static final int ESCAPE = 255;
    private static final int HEAD_BYTES = 4;

    private GridCode() {}

    /**
     * The body for some levels.
     *
     * @param code how symbols are coded
     */
    static byte[] encode(GridLevels grid, UnaryOperator<byte[]> code) {
        int[] levels = grid.levels();
        byte[] symbols = new byte[levels.length];
        ByteArrayOutputStream escapes = new ByteArrayOutputStream();
        for (int j = 0; j < levels.length; j++) {
            int unsigned = levels[j] << 1 ^ levels[j] >> 31;
            if (Integer.compareUnsigned(unsigned, ESCAPE) >= 0) {
                putVarint(escapes, unsigned - ESCAPE);
                unsigned = ESCAPE;
            }
            symbols[j] = (byte) unsigned;
        }
        byte[] steps = code.apply(grid.below());
        byte[] coded = code.apply(symbols);
        return ByteBuffer.allocate(HEAD_BYTES + steps.length + coded.length + escapes.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (grid.block() - 1))
                .putShort((short) grid.top())
                .put(steps)
                .put(coded)
                .put(escapes.toByteArray())
                .array();
    }

    /** The levels of a vector of a length; the position moves behind them. */
    static GridLevels decode(ByteBuffer in, int length) throws InvalidMessageException {
        if (in.remaining() < HEAD_BYTES) {
            throw new InvalidMessageException("the message ends within the head of a grid");
        }
        int block = (in.getShort() & 0xFFFF) + 1;
        int top = in.getShort();
        byte[] below = symbols(in, PackedLevels.blocks(length, block));
        byte[] symbols = symbols(in, length);
        int[] levels = new int[length];
        for (int j = 0; j < length; j++) {
            int unsigned = symbols[j] & 0xFF;
            if (unsigned == ESCAPE) {
                unsigned += varint(in);
            }
            levels[j] = unsigned >>> 1 ^ -(unsigned & 1);
        }
        GridLevels grid = new GridLevels(block, top, below, levels);
        if (!grid.isConsistent()) {
            throw new InvalidMessageException("a grid has a step out of range");
        }
        return grid;
    }

    private static byte[] symbols(ByteBuffer in, int count) throws InvalidMessageException {
        byte[] symbols = new byte[count];
        try {
            int end = EntropyCode.decode(in.array(), in.arrayOffset() + in.position(), symbols);
            in.position(end - in.arrayOffset());
            return symbols;
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("a grid cannot be read: " + e.getMessage());
        }
    }

    private static void putVarint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest < 0 || rest > 0x7F) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int varint(ByteBuffer in) throws InvalidMessageException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw new InvalidMessageException("the message ends within the levels of a grid");
            }
            int next = in.get();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidMessageException("a level of a grid has too many digits");
    }
}
