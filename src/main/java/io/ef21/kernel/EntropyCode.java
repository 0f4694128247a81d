package io.ef21.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SYMBOLS = 256;
    private static final int SCALE_BITS = 12;
    private static final int SCALE = 1 << SCALE_BITS;
    private static final long LOWEST_STATE = 1L << 16;
    private static final int STATES = 4;

    /** Symbols that share their states; a multiple of the number of states. */
    private static final int SEGMENT = 1 << 16;

    /**
     * x / f is a multiple of 1/f, f at most 2^12, and below 2^32: a product with an inverse that is too large by 2^-48 to 2^-52
     * relative has the same whole part, and takes a fraction of the time of a division.
     */
    private static final double ROUNDED_UP = 1 + 0x1p-50;

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
        int[] frequencies = frequencies(symbols);
        Ranges ranges = new Ranges(frequencies);
        IntStream numbers = IntStream.range(0, segments(symbols.length));
        List<Writer> segments = (onAllCores ? numbers.parallel() : numbers)
                .mapToObj(k -> new Writer(ranges, symbols, k * SEGMENT, end(symbols.length, k)))
                .toList();
        int highest = highest(frequencies);
        int bytes = 1 + 2 * (highest + 1);
        for (Writer segment : segments) {
            bytes += STATES * Integer.BYTES + Integer.BYTES + Short.BYTES * segment.count();
        }
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) highest);
        for (int s = 0; s <= highest; s++) {
            putFrequency(out, frequencies[s]);
        }
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
            int[] table = table(in);
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
                Reader reader = new Reader(code, in.position(), end);
                read(table, states, reader, symbols, k * SEGMENT, end(symbols.length, k));
                in.position(end);
            }
            return in.position();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("an entropy code ends within its head", e);
        }
    }

    /** Of 4096, at least 1 for what occurs. */
    private static int[] frequencies(byte[] symbols) {
        int[] counts = counts(symbols);
        int sum = 0;
        int largest = 0;
        int[] frequencies = new int[SYMBOLS];
        for (int s = 0; s < SYMBOLS; s++) {
            if (counts[s] > 0) {
                frequencies[s] = Math.max(1, (int) ((long) counts[s] * SCALE / symbols.length));
                sum += frequencies[s];
                largest = frequencies[s] > frequencies[largest] ? s : largest;
            }
        }
        frequencies[largest] += Math.max(0, SCALE - sum);
        for (; sum > SCALE; sum--) {
            for (int s = 0; s < SYMBOLS; s++) {
                largest = frequencies[s] > frequencies[largest] ? s : largest;
            }
            frequencies[largest]--;
        }
        return frequencies;
    }

    /** In four tables: a count that is raised again at once has to wait for itself. */
    private static int[] counts(byte[] symbols) {
        int[] c0 = new int[SYMBOLS];
        int[] c1 = new int[SYMBOLS];
        int[] c2 = new int[SYMBOLS];
        int[] c3 = new int[SYMBOLS];
        int i = 0;
        for (; i <= symbols.length - 4; i += 4) {
            c0[symbols[i] & 0xFF]++;
            c1[symbols[i + 1] & 0xFF]++;
            c2[symbols[i + 2] & 0xFF]++;
            c3[symbols[i + 3] & 0xFF]++;
        }
        for (; i < symbols.length; i++) {
            c0[symbols[i] & 0xFF]++;
        }
        for (int s = 0; s < SYMBOLS; s++) {
            c0[s] += c1[s] + c2[s] + c3[s];
        }
        return c0;
    }

    private static int highest(int[] frequencies) {
        int highest = SYMBOLS - 1;
        while (frequencies[highest] == 0) {
            highest--;
        }
        return highest;
    }

    private static void putFrequency(ByteBuffer out, int frequency) {
        if (frequency < 0x80) {
            out.put((byte) frequency);
        } else {
            out.put((byte) (0x80 | frequency)).put((byte) (frequency >>> 7));
        }
    }

    /** From the low bits of a state: frequency - 1 (12 bits), distance to the symbol's first slot (12), symbol (8). */
    private static int[] table(ByteBuffer in) {
        int[] table = new int[SCALE];
        int highest = in.get() & 0xFF;
        int slot = 0;
        for (int s = 0; s <= highest; s++) {
            int frequency = in.get() & 0xFF;
            if (frequency >= 0x80) {
                frequency = (frequency & 0x7F) | (in.get() & 0xFF) << 7;
            }
            if (frequency > SCALE - slot) {
                throw new IllegalArgumentException("the frequencies of an entropy code add up to too much");
            }
            for (int i = 0; i < frequency; i++) {
                table[slot++] = (frequency - 1) << 20 | i << 8 | s;
            }
        }
        if (slot != SCALE) {
            throw new IllegalArgumentException("the frequencies of an entropy code add up to " + slot);
        }
        return table;
    }

    private static void read(int[] table, long[] states, Reader reader, byte[] symbols, int begin, int end) {
        long x0 = states[0];
        long x1 = states[1];
        long x2 = states[2];
        long x3 = states[3];
        int i = begin;
        for (; i <= end - STATES; i += STATES) {
            int e0 = table[slot(x0)];
            int e1 = table[slot(x1)];
            int e2 = table[slot(x2)];
            int e3 = table[slot(x3)];
            symbols[i] = (byte) e0;
            symbols[i + 1] = (byte) e1;
            symbols[i + 2] = (byte) e2;
            symbols[i + 3] = (byte) e3;
            x0 = reader.refilled(before(x0, e0));
            x1 = reader.refilled(before(x1, e1));
            x2 = reader.refilled(before(x2, e2));
            x3 = reader.refilled(before(x3, e3));
        }
        long[] last = {x0, x1, x2, x3};
        for (; i < end; i++) {
            int entry = table[slot(last[i % STATES])];
            symbols[i] = (byte) entry;
            last[i % STATES] = reader.refilled(before(last[i % STATES], entry));
        }
        for (long state : last) {
            if (state != LOWEST_STATE || reader.at != reader.end) {
                throw new IllegalArgumentException("an entropy code is damaged");
            }
        }
    }

    private static int slot(long state) {
        return (int) state & (SCALE - 1);
    }

    private static long before(long state, int entry) {
        return ((entry >>> 20) + 1) * (state >>> SCALE_BITS) + (entry >>> 8 & (SCALE - 1));
    }

    /** Takes words from the front. */
    private static final class Reader {
        private final byte[] code;
        private final int end;
        private int at;

        Reader(byte[] code, int from, int end) {
            this.code = code;
            this.at = from;
            this.end = end;
        }

        long refilled(long state) {
            if (state >= LOWEST_STATE) {
                return state;
            }
            if (at >= end) {
                throw new IllegalArgumentException("an entropy code has too few words");
            }
            long word = (short) SHORT.get(code, at) & 0xFFFFL;
            at += Short.BYTES;
            return state << 16 | word;
        }
    }

    /** Where symbols lie in [0, 2^12). */
    private static final class Ranges {
        private final int[] frequencies;
        private final int[] lower = new int[SYMBOLS];
        private final double[] inverses = new double[SYMBOLS];

        Ranges(int[] frequencies) {
            this.frequencies = frequencies;
            for (int s = 0; s < SYMBOLS; s++) {
                lower[s] = s == 0 ? 0 : lower[s - 1] + frequencies[s - 1];
                inverses[s] = ROUNDED_UP / frequencies[s];
            }
        }
    }

    /** Takes the symbols of a segment from the last to the first and puts words before the words that are there. */
    private static final class Writer {
        private final int[] frequencies;
        private final int[] lower;
        private final double[] inverses;
        private final char[] words;
        private final long[] states = new long[STATES];
        private int at;

        Writer(Ranges ranges, byte[] symbols, int begin, int end) {
            this.frequencies = ranges.frequencies;
            this.lower = ranges.lower;
            this.inverses = ranges.inverses;
            // a symbol has at most 12 bits
            this.words = new char[end - begin];
            this.at = words.length;
            write(symbols, begin, end);
        }

        int count() {
            return words.length - at;
        }

        void putTo(ByteBuffer out) {
            for (long state : states) {
                out.putInt((int) state);
            }
            out.putInt(count());
            out.asCharBuffer().put(words, at, count());
            out.position(out.position() + Short.BYTES * count());
        }

        private void write(byte[] symbols, int begin, int end) {
            Arrays.fill(states, LOWEST_STATE);
            int i = end;
            while ((i - begin) % STATES != 0) {
                i--;
                states[i % STATES] = after(states[i % STATES], symbols[i] & 0xFF);
            }
            long x0 = states[0];
            long x1 = states[1];
            long x2 = states[2];
            long x3 = states[3];
            for (i -= STATES; i >= begin; i -= STATES) {
                x3 = after(x3, symbols[i + 3] & 0xFF);
                x2 = after(x2, symbols[i + 2] & 0xFF);
                x1 = after(x1, symbols[i + 1] & 0xFF);
                x0 = after(x0, symbols[i] & 0xFF);
            }
            states[0] = x0;
            states[1] = x1;
            states[2] = x2;
            states[3] = x3;
        }

        private long after(long state, int symbol) {
            int frequency = frequencies[symbol];
            long x = state;
            if (x >= (long) frequency << 20) {
                words[--at] = (char) x;
                x >>>= 16;
            }
            long quotient = (long) (x * inverses[symbol]);
            return (quotient << SCALE_BITS) + (x - quotient * frequency) + lower[symbol];
        }
    }
}
