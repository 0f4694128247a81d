package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is coded comes back, in as many bits as its entropy says; what was not coded does not come. */
class EntropyCodeTest {
    private static final int[] LENGTHS = {0, 1, 2, 3, 4, 5, 7, 8, 63, 1000, 4099, 50_000, 65_536, 65_537, 131_075};

    /** Symbols from one to all, from certain to uniform. */
    private static byte[] symbols(SplittableRandom random, int length, int kind) {
        IntUnaryOperator draw =
                switch (kind) {
                    case 0 -> i -> 0;
                    case 1 -> i -> 255;
                    case 2 -> i -> random.nextInt(256);
                    case 3 -> i -> random.nextInt(1000) == 0 ? 200 : 3;
                    case 4 -> i -> i % 2;
                    case 5 -> i -> (int) Math.min(255, Math.abs(4 * random.nextGaussian()));
                    default -> i -> (int) Math.min(255, -20 * Math.log(random.nextDouble()));
                };
        byte[] symbols = new byte[length];
        for (int i = 0; i < length; i++) {
            symbols[i] = (byte) draw.applyAsInt(i);
        }
        return symbols;
    }

    @Test
    void whatIsCodedComesBack_alsoBetweenOtherBytes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length : LENGTHS) {
            for (int kind = 0; kind < 7; kind++) {
                byte[] symbols = symbols(random, length, kind);
                byte[] code = EntropyCode.encode(symbols);
                byte[] framed = new byte[code.length + 10];
                random.nextBytes(framed);
                System.arraycopy(code, 0, framed, 3, code.length);
                byte[] read = new byte[length];
                assertArrayEquals(code, EntropyCode.encodeOnAllCores(symbols));
                assertEquals(3 + code.length, EntropyCode.decode(framed, 3, read));
                assertArrayEquals(symbols, read);
            }
        }
    }

    /** Twelve bits for a frequency cost at most a hundredth; two bytes for each of them and the states come on top. */
    @Test
    void theLength_isTheEntropy() {
        SplittableRandom random = new SplittableRandom(2);
        for (int kind = 0; kind < 7; kind++) {
            byte[] symbols = symbols(random, 200_000, kind);
            double bytes = entropy(symbols) / 8;
            int length = EntropyCode.encode(symbols).length;
            assertTrue(length <= 1.01 * bytes + 2 * 256 + 4 * 20, "kind " + kind + ": " + length + " for " + bytes);
            assertTrue(length >= bytes, "kind " + kind + ": " + length + " for " + bytes);
        }
    }

    private static double entropy(byte[] symbols) {
        int[] counts = new int[256];
        for (byte symbol : symbols) {
            counts[symbol & 0xFF]++;
        }
        double bits = 0;
        for (int count : counts) {
            bits -= count == 0 ? 0 : count * Math.log((double) count / symbols.length) / Math.log(2);
        }
        return bits;
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] symbols = symbols(new SplittableRandom(3), 300, 5);
        byte[] code = EntropyCode.encode(symbols);
        for (int length = 0; length < code.length; length++) {
            byte[] cut = Arrays.copyOf(code, length);
            assertThrows(IllegalArgumentException.class, () -> EntropyCode.decode(cut, 0, new byte[300]));
        }
    }

    /** Damage to the last words can end in the right states, with other symbols. */
    @Test
    void damageIsNoticed() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] symbols = symbols(random, 2000, 6);
        byte[] code = EntropyCode.encode(symbols);
        int unnoticed = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            byte[] damaged = code.clone();
            damaged[random.nextInt(code.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                EntropyCode.decode(damaged, 0, new byte[symbols.length]);
                unnoticed++;
            } catch (IllegalArgumentException e) {
                // as it should be
            }
        }
        assertTrue(unnoticed < 200, unnoticed + " of 20,000");
    }

    @Test
    void anotherCount_isRefused() {
        byte[] code = EntropyCode.encode(symbols(new SplittableRandom(5), 1000, 6));
        for (int count : new int[] {1, 999, 1001, 5000}) {
            assertThrows(IllegalArgumentException.class, () -> EntropyCode.decode(code, 0, new byte[count]));
        }
    }
}
