package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.compress.Grid;
import io.ef21.compress.Identity;
import io.ef21.compress.Quantize;
import io.ef21.compress.TopK;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged bytes are refused by an {@link InvalidMessageException} or read as a well-formed message, nothing else. */
class WireDamageTest {
    private static final int MESSAGES = 50_000;

    @Test
    void truncation_isAlwaysRefused() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 500; instance++) {
            int length = random.nextInt(1, 60);
            byte[] message = message(random, length);
            for (int size = 0; size < message.length; size++) {
                byte[] cut = Arrays.copyOf(message, size);
                assertThrows(InvalidMessageException.class, () -> Wire.decode(cut, length));
            }
        }
    }

    @Test
    void trailingBytes_areRefused() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 500; instance++) {
            int length = random.nextInt(1, 60);
            byte[] message = message(random, length);
            byte[] longer = Arrays.copyOf(message, message.length + random.nextInt(1, 9));
            assertThrows(InvalidMessageException.class, () -> Wire.decode(longer, length));
        }
    }

    @Test
    void flippedBits_areRefusedOrWellFormed() {
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int instance = 0; instance < MESSAGES; instance++) {
            int length = random.nextInt(1, 60);
            byte[] message = message(random, length);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                // half of the flips hit the header, count and indices, where they matter
                int at = random.nextInt(random.nextBoolean() ? Math.min(8, message.length) : message.length);
                message[at] ^= (byte) (1 << random.nextInt(8));
            }
            refused += refusedOrWellFormed(message, length) ? 1 : 0;
        }
        assertTrue(refused > MESSAGES / 4 && refused < MESSAGES, "refused " + refused);
    }

    @Test
    void messageForAnotherLength_isRefusedOrWellFormed() {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < MESSAGES; instance++) {
            refusedOrWellFormed(message(random, random.nextInt(1, 60)), random.nextInt(1, 60));
        }
    }

    @Test
    void randomBytes_areRefusedOrWellFormed() {
        SplittableRandom random = new SplittableRandom(5);
        int wellFormed = 0;
        for (int instance = 0; instance < MESSAGES; instance++) {
            byte[] message = new byte[random.nextInt(40)];
            random.nextBytes(message);
            if (message.length > 0) {
                message[0] = (byte) (2 << 6 | (message[0] & 63));
            }
            if (message.length > 1 && random.nextBoolean()) {
                message[1] = (byte) random.nextInt(4);
            }
            wellFormed += refusedOrWellFormed(message, random.nextInt(1, 12)) ? 0 : 1;
        }
        assertTrue(wellFormed > 100, "well-formed " + wellFormed);
    }

    /** A vector so long that sizes overflow an int: only its length is large, the message is a few bytes. */
    @ParameterizedTest
    @CsvSource({
        "87ffffffff07, 2147483647",
        "87ffffffff0701, 2147483647",
        "878080808004, 1073741824",
        "81, 2147483647",
        "82, 2147483647",
        "83, 2147483647",
        "810000000000000000, 2147483647",
        "85080000, 2147483647",
        "8508ffff, 2147483647",
        "840001, 2147483647",
        "84000100000000000000, 2147483647",
        "8f0000f03f00, 2147483647",
        "88ffffffff0700, 2147483647",
        "88ffffffff070100000000000000008d, 2147483647",
        "8bffffffff07, 2147483647",
        "8c02ffffffff070100000000000000000081, 2147483647",
        "8effffffff0701ffffffff07000000000000000081, 2147483647"
    })
    void claimsBeyondTheMessage_areRefusedWithoutAllocating(String hex, int length) {
        byte[] message = HexFormat.of().parseHex(hex);
        assertThrows(InvalidMessageException.class, () -> Wire.decode(message, length));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4, header",
        "00, 4, version",
        "e0, 4, version",
        "22, 4, version",
        "8f, 4, signs",
        "85, 4, shape",
        "8509ffff, 4, 9 bits",
        "8608ff, 4, head of a grid",
        "8700, 4, 0 entries",
        "87ffffffff0f, 4, 4294967295 entries",
        "8705, 4, 5 entries",
        "870203, 4, indices",
        "8701000882, 4, values",
        "870100088f, 4, signs",
        "8701000892, 4, flags",
        "8401, 4, within a number",
        "8405, 4, ladder of an unknown kind",
        "84000003, 4, levels",
        "8f0000000001, 4, not positive",
        "8f0000f03f11, 4, last byte of signs",
        "84000100000000, 4, not positive",
        "8470010000f03f, 4, unknown coding",
        "8801020000000000000000, 4, selection of an unknown kind",
        "88010004, 4, a run begins at 4",
        "8a00, 4, sum of 0",
        "8b00, 4, no blocks",
        "8b0201800180, 4, shorter",
        "8b010580, 4, longer",
        "8d020302, 4, matrix",
        "89000000000000f07f, 4, factor",
        "90, 4, header",
        "8000, 4, follow"
    })
    void refusal_saysWhatIsWrong(String hex, int length, String what) {
        byte[] message = HexFormat.of().parseHex(hex);
        InvalidMessageException e = assertThrows(InvalidMessageException.class, () -> Wire.decode(message, length));
        assertTrue(e.getMessage().contains(what), e.getMessage());
    }

    /** A few bytes that stand for gigabytes of zeros, or for hours of multiplications. */
    @ParameterizedTest
    @CsvSource({
        // 1 x 1,000,000 of rank 128: both factors zero
        "8d01c0843d80018080, 1000000",
        // 1000 x 1000 of rank 64,000
        "8de807e80780f4038080, 1000000",
        // a sum of 64 sketches of 64 rows, all zero
        "SKETCHES, 1000000",
        // a projection of rank 1000
        "8e01c0843de807000000000000000080, 1000000"
    })
    void messagesThatStandForTooMuch_areRefused(String hex, int length) {
        String sketch = "8c80" + "c0843d" + "01" + "00" + "0000000000000000" + "80";
        String bytes = hex.equals("SKETCHES") ? "8a40" + sketch.repeat(64) : hex;
        byte[] message = HexFormat.of().parseHex(bytes);
        assertThrows(InvalidMessageException.class, () -> Wire.decode(message, length));
    }

    /** Whether the bytes are refused; fails if they are read as something that cannot be used. */
    private static boolean refusedOrWellFormed(byte[] message, int length) {
        List<Wire.Part> parts;
        try {
            parts = Wire.decode(message, length);
        } catch (InvalidMessageException e) {
            return true;
        }
        assertTrue(!parts.isEmpty() && parts.size() <= message.length);
        for (Wire.Part part : parts) {
            Correction correction = part.correction();
            assertEquals(1, Math.abs(part.scale()));
            assertEquals(length, correction.length());
            if (correction instanceof Correction.Sparse sparse) {
                assertEquals(sparse.indices().length, sparse.values().length);
                for (int p = 0; p < sparse.indices().length; p++) {
                    assertTrue(sparse.indices()[p] > (p == 0 ? -1 : sparse.indices()[p - 1]));
                    assertTrue(sparse.indices()[p] < length);
                }
            }
            correction.addTo(new double[length], part.scale());
        }
        return false;
    }

    private static byte[] message(SplittableRandom random, int length) {
        double[] v = Draws.GAUSSIAN.vector(random, length);
        Correction correction =
                switch (random.nextInt(6)) {
                    case 0 -> new Identity().compress(v, 0);
                    case 1 -> new Quantize(random.nextInt(2, 9), random.nextInt(1, 20)).compress(v, 0);
                    case 2 -> new Grid(random.nextDouble(0.001, 1.8), random.nextInt(1, 20)).compress(v, 0);
                    default -> new TopK(random.nextInt(1, length / 2 + 2), false).compress(v, 0);
                };
        ValueBits bits = random.nextBoolean() ? ValueBits.DOUBLE : ValueBits.FLOAT;
        return random.nextInt(3) == 0
                ? Wire.writeDifference(
                                correction,
                                bits,
                                Correction.nonzeros(Draws.ZEROS.vector(random, length)),
                                ValueBits.DOUBLE)
                        .bytes()
                : Wire.encode(correction, bits);
    }
}
