package io.ef21.wire;

import io.ef21.kernel.GridLevels;
import io.ef21.kernel.PackedLevels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;

/**
 * The byte form of levels on a grid.
 *
 * <pre>
 * body    := block top steps levels
 * block   := uint16              entries per step less 1
 * top     := int16               the largest step is 2^(top/4)
 * steps   := entropy code        of a byte per block, see {@link GridLevels}
 * levels  := see {@link SymbolCode}   a number per entry: 2k for a level k &gt;= 0, -2k - 1 below 0
 * </pre>
 *
 * <p>Numbers are little-endian.
 */
final class GridCode {
    private static final int HEAD_BYTES = 4;

    private GridCode() {}

    /**
     * The body for some levels.
     *
     * @param code how symbols are coded
     */
    static byte[] encode(GridLevels grid, UnaryOperator<byte[]> code) {
        int[] levels = grid.levels();
        int[] unsigned = new int[levels.length];
        for (int j = 0; j < levels.length; j++) {
            unsigned[j] = levels[j] << 1 ^ levels[j] >> 31;
        }
        byte[] steps = code.apply(grid.below());
        byte[] coded = SymbolCode.encode(unsigned, code);
        return ByteBuffer.allocate(HEAD_BYTES + steps.length + coded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (grid.block() - 1))
                .putShort((short) grid.top())
                .put(steps)
                .put(coded)
                .array();
    }

    /** The levels of a vector of a length; the position moves behind them. */
    static GridLevels decode(ByteBuffer in, int length) throws InvalidMessageException {
        if (in.remaining() < HEAD_BYTES) {
            throw new InvalidMessageException("the message ends within the head of a grid");
        }
        int block = (in.getShort() & 0xFFFF) + 1;
        int top = in.getShort();
        byte[] below = SymbolCode.bytes(in, PackedLevels.blocks(length, block));
        int[] levels = SymbolCode.decode(in, length);
        for (int j = 0; j < length; j++) {
            levels[j] = levels[j] >>> 1 ^ -(levels[j] & 1);
        }
        GridLevels grid = new GridLevels(block, top, below, levels);
        if (!grid.isConsistent()) {
            throw new InvalidMessageException("a grid has a step out of range");
        }
        return grid;
    }
}
