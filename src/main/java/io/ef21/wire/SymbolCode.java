package io.ef21.wire;

import io.ef21.kernel.EntropyCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/**
 * Unsigned numbers of which small ones are frequent, entropy-coded.
 *
 * <pre>
 * code    := symbols escapes
 * symbols := entropy code     of a byte per number: the number, or 255 for that and more
 * escapes := varint*          what exceeds 255, in order; seven bits per byte, low ones first
 * </pre>
 */
final class SymbolCode {
    /** The symbol of this number and larger ones. */
    static final int ESCAPE = 255;

    private SymbolCode() {}

    /**
     * The code of some numbers.
     *
     * @param code how bytes are coded
     */
    static byte[] encode(int[] numbers, UnaryOperator<byte[]> code) {
        byte[] symbols = new byte[numbers.length];
        ByteArrayOutputStream escapes = new ByteArrayOutputStream();
        for (int j = 0; j < numbers.length; j++) {
            int number = numbers[j];
            if (Integer.compareUnsigned(number, ESCAPE) >= 0) {
                putVarint(escapes, number - ESCAPE);
                number = ESCAPE;
            }
            symbols[j] = (byte) number;
        }
        byte[] coded = code.apply(symbols);
        byte[] all = new byte[coded.length + escapes.size()];
        System.arraycopy(coded, 0, all, 0, coded.length);
        System.arraycopy(escapes.toByteArray(), 0, all, coded.length, escapes.size());
        return all;
    }

    /** So many numbers; the position moves behind them. */
    static int[] decode(ByteBuffer in, int count) throws InvalidMessageException {
        byte[] symbols = bytes(in, count);
        int[] numbers = new int[count];
        for (int j = 0; j < count; j++) {
            int number = symbols[j] & 0xFF;
            if (number == ESCAPE) {
                number += MessageReader.varint(in);
                if (Integer.compareUnsigned(number, ESCAPE) < 0) {
                    throw new InvalidMessageException("a number has more than 32 bits");
                }
            }
            numbers[j] = number;
        }
        return numbers;
    }

    /** So many bytes of an entropy code; the position moves behind it. */
    static byte[] bytes(ByteBuffer in, int count) throws InvalidMessageException {
        byte[] symbols = new byte[count];
        try {
            int end = EntropyCode.decode(in.array(), in.arrayOffset() + in.position(), symbols);
            if (end - in.arrayOffset() > in.limit()) {
                throw new InvalidMessageException("the message ends within an entropy code");
            }
            in.position(end - in.arrayOffset());
            return symbols;
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("an entropy code cannot be read: " + e.getMessage());
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
}
