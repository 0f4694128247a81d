package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressors;
import io.ef21.compress.Vectors;
import io.ef21.compress.Zoo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A million messages of all kinds, damaged: each is refused, or read as a correction that can be added. Seeds are fixed. */
class MutatedMessagesTest {
    private static final int MESSAGES = 1_000_000;
    private static final int LENGTH = 40;

    /**
     * A message.
     *
     * @param length of the vector
     */
    private record Sample(byte[] bytes, int length) {}

    @Test
    void mutatedMessages_areRefusedOrRead() {
        List<Sample> samples = samples();
        SplittableRandom random = new SplittableRandom(7);
        int read = 0;
        for (int trial = 0; trial < MESSAGES; trial++) {
            Sample sample = samples.get(trial % samples.size());
            byte[] other = samples.get(random.nextInt(samples.size())).bytes();
            read += isRead(mutated(sample.bytes(), other, random), sample.length()) ? 1 : 0;
        }
        assertTrue(read > MESSAGES / 20 && read < MESSAGES, read + " were read");
    }

    @Test
    void truncatedMessages_areRefused() {
        for (Sample sample : samples()) {
            for (int size = 0; size < sample.bytes().length; size++) {
                boolean read = isRead(Arrays.copyOf(sample.bytes(), size), sample.length());
                assertTrue(!read, "the first " + size + " bytes of " + Arrays.toString(sample.bytes()));
            }
        }
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (double[] v :
                List.of(Vectors.uniform(51, LENGTH), Vectors.hard(LENGTH).get("heavy-tailed"))) {
            for (String specification : Zoo.ALL) {
                samples.add(sample(specification, v));
            }
        }
        for (Map.Entry<String, Integer> blocks : Zoo.OF_BLOCKS.entrySet()) {
            samples.add(sample(blocks.getKey(), Vectors.uniform(52, blocks.getValue())));
        }
        return samples;
    }

    private static Sample sample(String specification, double[] v) {
        ValueBits bits = ValueBits.of(64 >> specification.length() % 3);
        return new Sample(Wire.encode(Compressors.parse(specification).compress(v, 5), bits), v.length);
    }

    private static byte[] mutated(byte[] bytes, byte[] other, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(2 * bytes.length));
            case 1 -> {
                // the beginning of one message, the end of another
                int from = random.nextInt(Math.min(bytes.length, other.length));
                mutated = Arrays.copyOf(mutated, other.length);
                System.arraycopy(other, from, mutated, from, other.length - from);
            }
            default -> {
                // bits and bytes, below
            }
        }
        for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(10, mutated.length) : mutated.length);
            mutated[at] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (mutated[at] ^ 1 << random.nextInt(8));
        }
        return mutated;
    }

    private static boolean isRead(byte[] bytes, int length) {
        List<Wire.Part> parts;
        try {
            parts = Wire.decode(bytes, length);
        } catch (InvalidMessageException expected) {
            assertTrue(expected.getMessage() != null && !expected.getMessage().isBlank());
            return false;
        }
        for (Wire.Part part : parts) {
            assertEquals(length, part.correction().length());
            part.correction().addTo(new double[length], part.scale());
        }
        return true;
    }
}
