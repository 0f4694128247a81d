package io.ef21.kernel;

/**
 * Elias' omega code of positive integers (Elias, Universal codeword sets and representations of the integers, 1975): each
 * group tells the length of the next one, and a zero ends the number. Small numbers are short: 1 takes 1 bit, 2 and 3 take 3,
 * 4 to 7 take 6.
 */
public final class OmegaCode {
    private OmegaCode() {}

    /** Appends a positive number. */
    public static void put(BitWriter out, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("only positive numbers have an omega code (got " + number + ")");
        }
        // groups come out last first
        int[] groups = new int[5];
        int count = 0;
        for (int n = number; n > 1; n = width(n) - 1) {
            groups[count++] = n;
        }
        while (count > 0) {
            int n = groups[--count];
            for (int bit = width(n) - 1; bit >= 0; bit--) {
                out.put(n >>> bit & 1, 1);
            }
        }
        out.put(0, 1);
    }

    /**
     * The next number.
     *
     * @throws IllegalArgumentException if the bits end before, or the number has more than 31 bits
     */
    public static int take(BitReader in) {
        int number = 1;
        while (in.take(1) == 1) {
            if (number > 30) {
                throw new IllegalArgumentException("an omega code has more than 31 bits");
            }
            int next = 1;
            for (int bit = 0; bit < number; bit++) {
                next = next << 1 | (int) in.take(1);
            }
            number = next;
        }
        return number;
    }

    /** The bits of a number. */
    public static int bits(int number) {
        int bits = 1;
        for (int n = number; n > 1; n = width(n) - 1) {
            bits += width(n);
        }
        return bits;
    }

    private static int width(int n) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(n);
    }
}
