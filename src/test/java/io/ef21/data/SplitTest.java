package io.ef21.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row has one position and every position one client. */
class SplitTest {
    @Test
    void clients_ownConsecutiveBlocksThatCoverAllPositions() {
        for (int rows = 1; rows <= 80; rows++) {
            for (int clients = 1; clients <= rows; clients++) {
                Split split = new Split(rows, clients, false, 0);
                long next = 0;
                for (int client = 0; client < clients; client++) {
                    assertEquals(next, split.firstPosition(client));
                    // the papers' split: floor(rows / clients) each, the remainder to the last
                    assertEquals(
                            client < clients - 1 ? rows / clients : rows - (clients - 1) * (rows / clients),
                            split.rowsOf(client));
                    for (long end = next + split.rowsOf(client); next < end; next++) {
                        assertEquals(client, split.client(next));
                    }
                }
                assertEquals(rows, next);
            }
        }
    }

    /** Table 3 of the EF21 paper: N_i for 20 clients. */
    @ParameterizedTest
    @CsvSource({"11055, 552", "8120, 406", "32560, 1628", "49749, 2487"})
    void blocks_areThoseOfThePaper(long rows, long each) {
        Split split = new Split(rows, 20, false, 0);
        assertEquals(each, split.rowsOf(0));
        assertEquals(each, split.rowsOf(18));
        assertEquals(rows - 19 * each, split.rowsOf(19));
    }

    @Test
    void position_unshuffled_isThePlaceInTheFile() {
        Split split = new Split(50, 7, false, 3);
        assertTrue(LongStream.range(0, 50).allMatch(row -> split.position(row) == row));
    }

    @Test
    void position_shuffled_isAPermutation() {
        SplittableRandom random = new SplittableRandom(1);
        IntStream sizes = IntStream.concat(
                IntStream.rangeClosed(1, 300), IntStream.of(1023, 1024, 1025, 4096, 4097, 65_536, 65_537, 100_000));
        sizes.forEach(rows -> {
            Split split = new Split(rows, 1, true, random.nextLong());
            BitSet taken = new BitSet(rows);
            for (long row = 0; row < rows; row++) {
                long position = split.position(row);
                assertTrue(position >= 0 && position < rows);
                assertTrue(!taken.get((int) position), "position " + position + " is taken twice");
                taken.set((int) position);
            }
        });
    }

    @Test
    void position_shuffled_dependsOnTheSeedAndMovesMostRows() {
        Split one = new Split(10_000, 10, true, 1);
        Split other = new Split(10_000, 10, true, 2);
        assertTrue(LongStream.range(0, 10_000)
                        .filter(row -> one.position(row) == other.position(row))
                        .count()
                < 20);
        assertTrue(LongStream.range(0, 10_000)
                        .filter(row -> one.position(row) == row)
                        .count()
                < 20);
        assertEquals(one.position(77), new Split(10_000, 10, true, 1).position(77));
        assertNotEquals(one, other);
    }

    /** Rows of one client come from the whole file: the counts per tenth of the file stay within six sigma. */
    @Test
    void position_shuffled_spreadsTheFileOverTheClients() {
        Split split = new Split(100_000, 10, true, 5);
        int[][] counts = new int[10][10];
        for (int row = 0; row < 100_000; row++) {
            counts[row / 10_000][split.client(split.position(row))]++;
        }
        double sigma = Math.sqrt(100_000 * 0.01 * 0.99);
        for (int[] tenth : counts) {
            for (int count : tenth) {
                assertEquals(1000, count, 6 * sigma);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "10, -1", "10, 11", "0, 1"})
    void clients_outOfRange_areRefusedWithBothNumbers(long rows, int clients) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> new Split(rows, clients, false, 0));
        assertTrue(e.getMessage().contains("" + rows) && e.getMessage().contains("" + clients), e.getMessage());
    }
}
