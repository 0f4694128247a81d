package io.ef21.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read to the last bit, and every malformed line is refused with the token that is wrong. */
class LibsvmParserTest {
    @Test
    void numbers_areThoseOfParseDouble() {
        SplittableRandom random = new SplittableRandom(1);
        LibsvmParser parser = new LibsvmParser(0);
        for (int instance = 0; instance < 1000; instance++) {
            String[] numbers = Stream.generate(() -> decimal(random))
                    .filter(number -> Double.isFinite(Double.parseDouble(number)))
                    .limit(200)
                    .toArray(String[]::new);
            RowBlock.Builder rows = new RowBlock.Builder();
            for (String number : numbers) {
                assertNull(parse(parser, number + " 3:" + number, rows));
            }
            RowBlock block = rows.build();
            for (int i = 0; i < numbers.length; i++) {
                assertBits(Double.parseDouble(numbers[i]), block.labels()[i], numbers[i]);
                assertBits(Double.parseDouble(numbers[i]), block.value(i), numbers[i]);
            }
        }
    }

    /** Where the short way through one division ends: 15 digits, 22 places. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0",
                "-0.0",
                "1.",
                ".5",
                "-.5",
                "+1",
                "007",
                "00000000000000000000000.1",
                "0.1",
                "0.3",
                "123456789012345",
                "1234567890123456",
                "999999999999999",
                "9007199254740993",
                "0.123456789012345",
                "0.1234567890123456",
                "12345678.9012345",
                "0.0000000000000000000001",
                "0.00000000000000000000001",
                "0.0000000000000000000000123456789012345",
                "1e22",
                "1e23",
                "4.9e-324",
                "2e-324",
                "1e-400",
                "1.7976931348623157e308",
                "2.2250738585072011e-308",
                "1E5",
                "1e+5",
                "1.5e-3"
            })
    void numbers_atTheEdges_areThoseOfParseDouble(String number) {
        RowBlock.Builder rows = new RowBlock.Builder();
        assertNull(parse(new LibsvmParser(0), "1 1:" + number, rows));
        assertBits(Double.parseDouble(number), rows.build().value(0), number);
    }

    @Test
    void row_hasColumnsFromZero() {
        RowBlock.Builder rows = new RowBlock.Builder();
        LibsvmParser parser = new LibsvmParser(0);
        assertNull(parse(parser, "-1 1:0.5 3:-2 2147483647:7", rows));
        assertNull(parse(parser, "+1", rows));
        assertNull(parse(parser, "  2\t 5:1\t\t6:2  \r", rows));
        RowBlock block = rows.build();
        assertArrayEquals(new double[] {-1, 1, 2}, block.labels());
        assertArrayEquals(new int[] {0, 3, 3, 5}, block.starts());
        assertArrayEquals(new int[] {0, 2, Integer.MAX_VALUE - 1, 4, 5}, block.columns());
        assertArrayEquals(new double[] {0.5, -2, 7, 1, 2}, block.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "\r", "# a comment", "   # 1 1:1"})
    void blankLinesAndComments_areNoRows(String line) {
        RowBlock.Builder rows = new RowBlock.Builder();
        assertNull(parse(new LibsvmParser(0), line, rows));
        assertEquals(0, rows.rows());
    }

    @Test
    void commentAfterARow_isSkipped() {
        RowBlock.Builder rows = new RowBlock.Builder();
        assertNull(parse(new LibsvmParser(0), "1 2:3# 4:x", rows));
        assertEquals(1, rows.entries());
    }

    /** Only the given length counts: Hadoop reuses the array for shorter lines. */
    @Test
    void bytesBeyondTheLength_areIgnored() {
        RowBlock.Builder rows = new RowBlock.Builder();
        assertNull(new LibsvmParser(0).parse("1 2:34567 junk".getBytes(UTF_8), 6, rows));
        assertArrayEquals(new double[] {34}, rows.build().values());
    }

    @ParameterizedTest
    @CsvSource({
        "1 0:5, '0:5', start at 1",
        "1 3:1 2:7, '2:7', does not ascend: it follows 3",
        "1 3:1 3:7, '3:7', does not ascend: it follows 3",
        "1 1:1 11:7, '11:7', larger than the 10 features",
        "1 2147483648:7, '2147483648:7', larger than",
        "1 99999999999999999999:7, '99999999999999999999:7', index:value",
        "1 4:NaN, '4:NaN', not a finite number",
        "1 4:nan, '4:nan', not a finite number",
        "1 4:Infinity, '4:Infinity', not a finite number",
        "1 4:-inf, '4:-inf', not a finite number",
        "1 4:1e999, '4:1e999', not a finite number",
        "1 4:, '4:', not a finite number",
        "1 4:-, '4:-', not a finite number",
        "1 4:., '4:.', not a finite number",
        "1 4:1.2.3, '4:1.2.3', not a finite number",
        "1 4:1e, '4:1e', not a finite number",
        "1 4:--1, '4:--1', not a finite number",
        "1 4:0x10, '4:0x10', not a finite number",
        "1 4:1d, '4:1d', not a finite number",
        "1 4:1f, '4:1f', not a finite number",
        "1 4:1:2, '4:1:2', not a finite number",
        "'1 4:1,5', '4:1,5', not a finite number",
        "1 junk, 'junk', index:value",
        "1 7, '7', index:value",
        "1 :7, ':7', index:value",
        "1 -4:7, '-4:7', index:value",
        "1 +4:7, '+4:7', index:value",
        "1 4.0:7, '4.0:7', index:value",
        "1 4 :7, '4', index:value",
        "1 qid:7, 'qid:7', index:value",
        "x 4:7, 'x', label",
        "nan 4:7, 'nan', label",
        "Infinity 4:7, 'Infinity', label",
        "4:7, '4:7', label",
        "1é 4:7, '1é', label",
        "1 4:７, '4:７', not a finite number"
    })
    void malformedLine_isRefusedWithItsToken(String line, String token, String what) {
        String wrong = parse(new LibsvmParser(line.contains("11") ? 10 : 0), line, new RowBlock.Builder());
        assertNotNull(wrong);
        assertTrue(wrong.contains("'" + token + "'") && wrong.contains(what), wrong);
    }

    @Test
    void longToken_isCutInTheMessage() {
        String wrong = parse(new LibsvmParser(0), "1 " + "z".repeat(10_000), new RowBlock.Builder());
        assertTrue(wrong != null && wrong.length() < 120, wrong);
    }

    @Test
    void features_areAllowedUpToTheLast() {
        assertNull(parse(new LibsvmParser(10), "1 10:1", new RowBlock.Builder()));
    }

    /** Lines of the characters that occur in the format, in any order: never an exception. */
    @Test
    void randomLines_areReadOrRefused() {
        SplittableRandom random = new SplittableRandom(2);
        String alphabet = "0123456789::::  ..--+eE#\t\u00e9x";
        LibsvmParser parser = new LibsvmParser(0);
        RowBlock.Builder rows = new RowBlock.Builder();
        int refused = 0;
        for (int instance = 0; instance < 100_000; instance++) {
            StringBuilder line = new StringBuilder(random.nextBoolean() ? "1 " : "");
            for (int length = random.nextInt(12); length > 0; length--) {
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (instance % 1000 == 0) {
                rows = new RowBlock.Builder();
            }
            refused += parse(parser, line.toString(), rows) != null ? 1 : 0;
            if (instance % 1000 == 999) {
                RowBlock block = rows.build();
                for (int row = 0; row < block.rows(); row++) {
                    for (int p = block.starts()[row]; p < block.starts()[row + 1]; p++) {
                        assertTrue(block.columns()[p] > (p == block.starts()[row] ? -1 : block.columns()[p - 1]));
                        assertTrue(Double.isFinite(block.value(p)));
                    }
                }
            }
        }
        assertTrue(refused > 10_000 && refused < 99_000, "refused " + refused);
    }

    private static void assertBits(double expected, double actual, String number) {
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(actual), number);
    }

    private static String parse(LibsvmParser parser, String line, RowBlock.Builder rows) {
        byte[] bytes = line.getBytes(UTF_8);
        return parser.parse(bytes, bytes.length, rows);
    }

    /** Numbers with few and many digits, with and without a sign, a point, leading zeros and an exponent. */
    private static String decimal(SplittableRandom random) {
        StringBuilder number = new StringBuilder();
        switch (random.nextInt(4)) {
            case 0 -> number.append('-');
            case 1 -> number.append('+');
            default -> {}
        }
        int whole = random.nextInt(random.nextInt(8) == 0 ? 30 : 6);
        digits(random, number, whole);
        if (whole == 0 || random.nextBoolean()) {
            number.append('.');
            if (random.nextInt(8) == 0) {
                number.append("0".repeat(random.nextInt(30)));
            }
            digits(random, number, random.nextInt(whole == 0 ? 1 : 0, random.nextInt(8) == 0 ? 30 : 12));
        }
        if (random.nextInt(4) == 0) {
            number.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-340, 320));
        }
        return number.toString();
    }

    private static void digits(SplittableRandom random, StringBuilder number, int count) {
        for (int i = 0; i < count; i++) {
            number.append((char) ('0' + random.nextInt(10)));
        }
    }
}
