package io.ef21.kernel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Symbols 0 to 255 in hardly more bits than their empirical entropy: asymmetric numeral systems (Duda 2013) in the form
 * with ranges, over frequencies of 12 bits that travel in front. Four states take turns, so that a processor has four
 * symbols in work; segments can be coded side by side.
 *
 * <pre>
 * code        := nothing, where there are no symbols; else
 *                highest frequencies segment+
 * highest     := uint8               the highest symbol that occurs
 * frequencies := 7 or 14 bits each   of the symbols 0 .. highest, seven low bits first, bit 7 set where seven more follow;
 *                                    their sum is 4096
 * segment     := states count words  of 65,536 symbols, the last one of what is left
 * states      := uint32{4}           little-endian, as the decoder begins
 * count words := int32 uint16*       little-endian, in the order in which the decoder takes them
 * </pre>
 *
 * <p>A state x is in [2^16, 2^32). Symbol i goes to state i mod 4: x becomes floor(x / f) 2^12 + x mod f + c, f the frequency
 * of the symbol and c that of all lower ones; before, 16 bits move out where it would leave its range. The decoder does
 * the reverse, and ends where the encoder began, at 2^16: it notices most damage. Thread-safe: there is no state.
 */
public final class EntropyCode {
    static final long LOWEST_STATE = 1L << 16;
    static final int STATES = 4;

    /** Symbols that share their states; a multiple of the number of states. */
    private static final int SEGMENT = 1 << 16;

    private EntropyCode() {}

    /** The code of some symbols. */
    public static byte[] encode(byte[] symbols) {
        return encode(symbols, false);
    }

    /** The same bytes on as many threads as there are: for the driver, as executors' cores have work of their own. */
    public static byte[] encodeOnAllCores(byte[] symbols) {
        return encode(symbols, true);
    }

    private static byte[] encode(byte[] symbols, boolean onAllCores) {
        if (symbols.length == 0) {
            return new byte[0];
        }
        SymbolRanges ranges = SymbolRanges.of(symbols);
        IntStream numbers = IntStream.range(0, segments(symbols.length));
        List<EntropyWriter> segments = (onAllCores ? numbers.parallel() : numbers)
                .mapToObj(k -> new EntropyWriter(ranges, symbols, k * SEGMENT, end(symbols.length, k)))
                .toList();
        int bytes = ranges.bytes();
        for (EntropyWriter segment : segments) {
            bytes += segment.bytes();
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ranges.putTo(out);
        segments.forEach(segment -> segment.putTo(out));
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int segments(int symbols) {
        return (int) (((long) symbols + SEGMENT - 1) / SEGMENT);
    }

    private static int end(int symbols, int segment) {
        return (int) Math.min(symbols, (segment + 1L) * SEGMENT);
    }

    /**
     * Reads symbols.
     *
     * @param code the bytes from {@code from} on begin with the code
     * @param symbols to be filled
     * @return the index of the first byte behind the code
     * @throws IllegalArgumentException if this is not the code of so many symbols
     */
    public static int decode(byte[] code, int from, byte[] symbols) {
        if (symbols.length == 0) {
            return from;
        }
        ByteBuffer in = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).position(from);
        try {
            int[] table = SymbolRanges.table(in);
            for (int k = 0; k < segments(symbols.length); k++) {
                long[] states = new long[STATES];
                for (int i = 0; i < STATES; i++) {
                    states[i] = Integer.toUnsignedLong(in.getInt());
                }
                int words = in.getInt();
                if (words < 0 || words > in.remaining() / Short.BYTES) {
                    throw new IllegalArgumentException("an entropy code claims " + words + " words");
                }
                int end = in.position() + Short.BYTES * words;
                new EntropyReader(code, in.position(), end)
                        .read(table, states, symbols, k * SEGMENT, end(symbols.length, k));
                in.position(end);
            }
            return in.position();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("an entropy code ends within its head", e);
        }
    }
}
