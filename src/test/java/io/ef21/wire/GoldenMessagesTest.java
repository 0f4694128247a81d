package io.ef21.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of version 2 never change: some worked out by hand from docs/wire-format.md, others kept in a file. */
class GoldenMessagesTest {
    private static String hex(Correction correction, ValueBits bits) {
        return HexFormat.of().formatHex(Wire.encode(correction, bits));
    }

    @Test
    void byHand_values() {
        Correction dense = new Correction.Dense(new double[] {1, -2});
        assertEquals("81" + "000000000000f03f" + "00000000000000c0", hex(dense, ValueBits.DOUBLE));
        assertEquals("82" + "0000803f" + "000000c0", hex(dense, ValueBits.FLOAT));
        assertEquals("83" + "803f" + "00c0", hex(dense, ValueBits.BFLOAT));
        assertEquals("80", hex(new Correction.Dense(new double[2]), ValueBits.FLOAT));
        byte[] difference = Wire.writeDifference(
                        dense, ValueBits.BFLOAT, new Correction.Dense(new double[2]), ValueBits.FLOAT)
                .bytes();
        assertEquals("93" + "803f" + "00c0" + "a0", HexFormat.of().formatHex(difference));
    }

    @Test
    void byHand_indices() {
        // gaps 3, 0, 2 in Rice codes with b = 0: 0001 1 001, least significant first 0x98; mode 0
        Correction sparse = new Correction.Sparse(50, new int[] {3, 4, 7}, new double[] {1, -2, 0.5});
        assertEquals("87" + "03" + "00" + "98" + "83" + "803f" + "00c0" + "003f", hex(sparse, ValueBits.BFLOAT));
        Correction run = new Drawn(50, new Selection.Run(48), new double[] {1, -2, 0.5});
        assertEquals("88" + "03" + "00" + "30" + "83" + "803f" + "00c0" + "003f", hex(run, ValueBits.BFLOAT));
    }

    @Test
    void byHand_levels() {
        // 1.5 = 3ff80000 00000000, its upper half; signs - + -: bits 0 and 2
        assertEquals("8f" + "0000f83f" + "05", hex(new Signed(3, 1.5, new byte[] {5}), ValueBits.FLOAT));
        // four codes of 3 bits, level + 2: 4 2 0 3, least significant first 001 010 000 110 = 0x14 0x06
        Graded levels = new Graded(1.5, new Ladder.Linear(2), new short[] {2, 0, -2, 1});
        assertEquals("84" + "00" + "02" + "0000f83f" + "1406", hex(levels, ValueBits.FLOAT));
        Graded powers = new Graded(1, new Ladder.Powers(-3, 2), new short[] {2, 0, -2, 1});
        assertEquals("84" + "02" + "02" + "fdff" + "1406", hex(powers, ValueBits.FLOAT));
        assertEquals(
                "89" + "000000000000e03f" + hex(levels, ValueBits.FLOAT),
                hex(new Multiple(0.5, levels), ValueBits.FLOAT));
        assertEquals(
                "8a" + "02" + hex(levels, ValueBits.FLOAT) + hex(powers, ValueBits.FLOAT),
                hex(new Total(List.of(levels, powers)), ValueBits.FLOAT));
        assertEquals(
                "8b" + "02" + "04" + hex(levels, ValueBits.FLOAT) + "03" + "80",
                hex(new Joined(List.of(levels, new Correction.Dense(new double[3]))), ValueBits.FLOAT));
    }

    static Stream<String> kept() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenMessagesTest.class.getResourceAsStream("/wire/version-2.txt")),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    /** Lines of a specification, the width of values, and the bytes for {@link #vector}. */
    @ParameterizedTest
    @MethodSource("kept")
    void kept_inAFile(String line) throws InvalidMessageException {
        String[] columns = line.split(" ");
        ValueBits bits = ValueBits.of(Integer.parseInt(columns[1]));
        byte[] expected = HexFormat.of().parseHex(columns[2]);
        Correction sent = Compressors.parse(columns[0]).compress(vector(), 7);
        assertArrayEquals(expected, Wire.encode(sent, bits), columns[0]);
        List<Wire.Part> parts = Wire.decode(expected, vector().length);
        assertEquals(1, parts.size());
        if (bits == ValueBits.DOUBLE) {
            assertArrayEquals(sent.toDense(), parts.get(0).correction().toDense());
        }
    }

    @Test
    void otherVersions_areRefused() {
        for (int version : new int[] {0, 1, 3}) {
            byte[] message = {(byte) (version << 6)};
            InvalidMessageException e = assertThrows(InvalidMessageException.class, () -> Wire.decode(message, 4));
            assertTrue(String.valueOf(e.getMessage()).contains("unknown message version"));
        }
    }

    /** Forty numbers that any decimal parser agrees about. */
    private static double[] vector() {
        double[] v = new double[40];
        for (int j = 0; j < v.length; j++) {
            v[j] = (j * 37 % 101 - 50) / 8.0;
        }
        return v;
    }
}
