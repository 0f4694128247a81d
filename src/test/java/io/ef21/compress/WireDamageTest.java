package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
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
                message[0] = (byte) (1 << 5 | (message[0] & 31));
            }
            if (message.length > 4 && random.nextBoolean()) {
                message[1] = (byte) random.nextInt(4);
                message[2] = message[3] = message[4] = 0;
            }
            wellFormed += refusedOrWellFormed(message, random.nextInt(1, 12)) ? 0 : 1;
        }
        assertTrue(wellFormed > 100, "well-formed " + wellFormed);
    }

    /** A vector so long that sizes overflow an int: only its length is large, the message is a few bytes. */
    @ParameterizedTest
    @CsvSource({
        "22ffffff7f, 2147483647",
        "26ffffff7f, 2147483647",
        "2600000040, 1073741824",
        "26ffffff7f00, 2147483647",
        "25, 2147483647",
        "21, 2147483647",
        "250000000000000000, 2147483647",
        "23080000, 2147483647",
        "2308ffff, 2147483647"
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
        "40, 4, version",
        "23, 4, shape",
        "2309ffff, 4, 9 bits",
        "2708ffff, 4, head of a grid",
        "2600000000, 4, 0 entries",
        "26ffffffff, 4, -1 entries",
        "2605000000, 4, 5 entries",
        "2202000000010000803f0000803f, 4, index 0 after 1",
        "2202000000050000803f0000803f, 4, index 1 after 1",
        "2201000000030000803f, 3, index 3 after -1",
        "30, 4, header",
        "2000, 4, follow"
    })
    void refusal_saysWhatIsWrong(String hex, int length, String what) {
        byte[] message = HexFormat.of().parseHex(hex);
        InvalidMessageException e = assertThrows(InvalidMessageException.class, () -> Wire.decode(message, length));
        assertTrue(e.getMessage().contains(what), e.getMessage());
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
                ? Wire.encodeDifference(
                        correction, bits, Correction.nonzeros(Draws.ZEROS.vector(random, length)), ValueBits.DOUBLE)
                : Wire.encode(correction, bits);
    }
}
