package io.ef21.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.SparseRows;
import io.ef21.kernel.BlasMatrix;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Entries;
import io.ef21.kernel.Matrix;
import io.ef21.kernel.NarrowDenseMatrix;
import io.ef21.kernel.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row reaches the one client that owns it, however the rows were cut into blocks. */
class DealTest {
    private static final BinaryLabels LABELS = new BinaryLabels(0, 1);
    private static final int WIDTH = 1000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shards_holdTheRowsOfTheirPositions(boolean shuffled) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 30; instance++) {
            int rows = random.nextInt(1, 200);
            Split split = new Split(rows, random.nextInt(1, rows + 1), shuffled, random.nextLong());
            RowBlock file = file(random, rows);
            int[] rowAt = new int[rows];
            for (int row = 0; row < rows; row++) {
                rowAt[(int) split.position(row)] = row;
            }
            List<Shard> shards = new Deal(split, WIDTH, false, LABELS).shards(List.of(file));
            assertEquals(split.clients(), shards.size());
            for (int client = 0; client < split.clients(); client++) {
                Shard shard = shards.get(client);
                assertEquals(Columns.all(WIDTH), shard.owned());
                assertEquals(split.rowsOf(client), shard.rows());
                List<Integer> own = new ArrayList<>();
                for (int i = 0; i < shard.rows(); i++) {
                    own.add(rowAt[(int) split.firstPosition(client) + i]);
                }
                // fewer rows than a window of the order by length
                own.sort(Comparator.comparingInt(row -> length(file, row)));
                for (int i = 0; i < shard.rows(); i++) {
                    assertRow(file, own.get(i), shard, i);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shards_doNotDependOnTheBlocks(boolean shuffled) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 30; instance++) {
            int rows = random.nextInt(1, 200);
            Deal deal = new Deal(
                    new Split(rows, random.nextInt(1, rows + 1), shuffled, random.nextLong()), WIDTH, false, LABELS);
            RowBlock file = file(random, rows);
            List<Shard> whole = deal.shards(List.of(file));
            for (int cutting = 0; cutting < 2; cutting++) {
                assertSame(whole, deal.shards(cut(random, file)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shard_doesNotDependOnTheOrderOfItsPieces(boolean shuffled) {
        SplittableRandom random = new SplittableRandom(3);
        for (int instance = 0; instance < 30; instance++) {
            int rows = random.nextInt(1, 200);
            Deal deal = new Deal(
                    new Split(rows, random.nextInt(1, Math.min(rows, 5) + 1), shuffled, 9), WIDTH, false, LABELS);
            RowBlock file = file(random, rows);
            List<List<Deal.Piece>> dealt = new ArrayList<>();
            for (int client = 0; client < deal.split().clients(); client++) {
                dealt.add(new ArrayList<>());
            }
            long row = 0;
            for (RowBlock block : cut(random, file)) {
                deal.pieces(row, block)
                        .forEach((client, piece) -> dealt.get(client).add(piece));
                row += block.rows();
            }
            List<Shard> shards = new ArrayList<>();
            for (int client = 0; client < dealt.size(); client++) {
                Collections.shuffle(dealt.get(client), new Random(instance));
                shards.add(deal.shard(client, dealt.get(client)));
            }
            assertSame(deal.shards(List.of(file)), shards);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pieces_ofABlock_ownEachOfItsRowsOnce(boolean shuffled) {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 30; instance++) {
            int rows = random.nextInt(1, 200);
            Split split = new Split(rows, random.nextInt(1, rows + 1), shuffled, random.nextLong());
            RowBlock file = file(random, rows);
            int from = random.nextInt(rows);
            int to = random.nextInt(from + 1, rows + 1);
            Set<Long> positions = new HashSet<>();
            new Deal(split, WIDTH, false, LABELS)
                    .pieces(from, file.slice(from, to))
                    .forEach((client, piece) -> {
                        assertEquals(piece.positions().length, piece.rows().rows());
                        for (long position : piece.positions()) {
                            assertEquals(client, split.client(position));
                            assertTrue(positions.add(position));
                        }
                    });
            Set<Long> expected = new HashSet<>();
            for (long row = from; row < to; row++) {
                expected.add(split.position(row));
            }
            assertEquals(expected, positions);
        }
    }

    @Test
    void values_ofOnesOnly_areNotStored() {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < 4; row++) {
            builder.row(row % 2);
            builder.entry(row, row < 2 ? 1 : 2);
        }
        List<Shard> shards = new Deal(new Split(4, 2, false, 0), 4, false, LABELS).shards(List.of(builder.build()));
        assertInstanceOf(Entries.Ones.class, rows(shards.get(0)).entries());
        assertArrayEquals(new double[] {2, 2}, values(shards.get(1)));
    }

    /** Compact shards hold the same rows, renumbered to the columns that occur in them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void compactShards_ownTheColumnsThatOccur(boolean shuffled) {
        SplittableRandom random = new SplittableRandom(5);
        for (int instance = 0; instance < 30; instance++) {
            int rows = random.nextInt(1, 200);
            Split split = new Split(rows, random.nextInt(1, rows + 1), shuffled, random.nextLong());
            RowBlock file = file(random, rows);
            List<Shard> wide = new Deal(split, WIDTH, false, LABELS).shards(List.of(file));
            List<Shard> compact = new Deal(split, WIDTH, true, LABELS).shards(cut(random, file));
            for (int client = 0; client < split.clients(); client++) {
                double[][] entries = SparseRows.dense(wide.get(client));
                int[] occurring = IntStream.range(0, WIDTH)
                        .filter(column -> Arrays.stream(entries).anyMatch(values -> values[column] != 0))
                        .toArray();
                assertArrayEquals(occurring, compact.get(client).owned().ids());
                assertEquals(WIDTH, compact.get(client).owned().features());
                assertArrayEquals(entries, SparseRows.dense(compact.get(client)));
                assertArrayEquals(wide.get(client).labels(), compact.get(client).labels());
            }
        }
    }

    /** Whose rows they are is up to the rows; their order stays, and the cuts between blocks do not matter. */
    @Test
    void shards_ofNamedClients_holdTheRowsThatNameThem() {
        SplittableRandom random = new SplittableRandom(7);
        for (int instance = 0; instance < 30; instance++) {
            RowBlock file = file(random, random.nextInt(1, 200));
            int[] owners = Objects.requireNonNull(file.owners());
            Deal deal = new Deal(new NamedClients(5), WIDTH, false, LABELS);
            List<Shard> shards = deal.shards(List.of(file));
            assertEquals(5, shards.size());
            for (int client = 0; client < 5; client++) {
                List<Integer> own = new ArrayList<>();
                for (int row = 0; row < file.rows(); row++) {
                    if (owners[row] == client) {
                        own.add(row);
                    }
                }
                own.sort(Comparator.comparingInt(row -> length(file, row)));
                assertEquals(own.size(), shards.get(client).rows());
                for (int i = 0; i < own.size(); i++) {
                    assertRow(file, own.get(i), shards.get(client), i);
                }
            }
            assertSame(shards, deal.shards(cut(random, file)));
        }
    }

    @Test
    void rowsWithoutNames_haveNoNamedClients() {
        RowBlock.Builder builder = new RowBlock.Builder();
        builder.row(1);
        Deal deal = new Deal(new NamedClients(1), 1, false, LABELS);
        assertThrows(IllegalStateException.class, () -> deal.shards(List.of(builder.build())));
    }

    /** Lengths within a window never fall, and windows hold the rows they would hold unsorted. */
    @Test
    void rows_areSortedByLengthWithinWindows() {
        SplittableRandom random = new SplittableRandom(6);
        int window = 4096;
        RowBlock file = file(random, 2 * window + 1000);
        Shard shard = new Deal(new Split(file.rows(), 1, false, 0), WIDTH, false, LABELS)
                .shards(List.of(file))
                .get(0);
        for (int from = 0; from < file.rows(); from += window) {
            List<Integer> own = new ArrayList<>();
            for (int row = from; row < Math.min(file.rows(), from + window); row++) {
                own.add(row);
            }
            own.sort(Comparator.comparingInt(row -> length(file, row)));
            for (int i = 0; i < own.size(); i++) {
                assertRow(file, own.get(i), shard, from + i);
            }
        }
    }

    @Test
    void narrowLayout_keepsTheNearestFloats() {
        RowBlock.Builder builder = new RowBlock.Builder();
        builder.row(1);
        builder.entry(0, 0.1);
        builder.entry(1, 1e300);
        Deal deal = new Deal(new Split(1, 1, false, 0), 2, false, LABELS, new Layout(true, false));
        RowBlock block = builder.build();
        assertThrows(InvalidInputException.class, () -> deal.shards(List.of(block)));
        block.values()[1] = 3;
        Shard shard = deal.shards(List.of(block)).get(0);
        assertArrayEquals(new float[] {0.1f, 3}, ((NarrowDenseMatrix) shard.matrix()).values());
        Shard wide =
                new Deal(deal.split(), 2, false, LABELS).shards(List.of(block)).get(0);
        assertNotEquals(wide.fingerprint(), shard.fingerprint());
    }

    /** Values are kept densely when more than three fifths of all entries have one, ones when more than four fifths are. */
    @Test
    void layout_followsTheShareOfEntries() {
        Layout blas = new Layout(false, true);
        assertInstanceOf(SparseMatrix.class, matrix(6, 2.0, Layout.DEFAULT));
        assertInstanceOf(DenseMatrix.class, matrix(7, 2.0, Layout.DEFAULT));
        assertInstanceOf(NarrowDenseMatrix.class, matrix(7, 2.0, new Layout(true, false)));
        assertInstanceOf(BlasMatrix.class, matrix(7, 2.0, blas));
        assertInstanceOf(SparseMatrix.class, matrix(6, 2.0, blas));
        assertInstanceOf(SparseMatrix.class, matrix(8, 1.0, Layout.DEFAULT));
        assertInstanceOf(DenseMatrix.class, matrix(9, 1.0, Layout.DEFAULT));
        assertThrows(InvalidInputException.class, () -> new Layout(true, true));
        DenseMatrix dense = (DenseMatrix) matrix(7, 3.0, Layout.DEFAULT);
        assertArrayEquals(new double[] {3, 3, 0, 0, 0, 3, 3, 3, 3, 3}, dense.values());
        assertEquals(7, dense.nonzeros());
        assertNotEquals(dense.fingerprint(), matrix(7, 3.0, blas).fingerprint());
    }

    /** Two rows of five columns: two entries in the first and the others in the second. */
    private static Matrix matrix(int entries, double value, Layout layout) {
        RowBlock.Builder builder = new RowBlock.Builder();
        builder.row(1);
        for (int p = 0; p < entries; p++) {
            if (p == Math.max(2, entries - 5)) {
                builder.row(0);
            }
            builder.entry(p < Math.max(2, entries - 5) ? p : p - Math.max(2, entries - 5), value);
        }
        return new Deal(new Split(2, 1, false, 0), 5, false, LABELS, layout)
                .shards(List.of(builder.build()))
                .get(0)
                .matrix();
    }

    private static int length(RowBlock file, int row) {
        return file.starts()[row + 1] - file.starts()[row];
    }

    private static SparseMatrix rows(Shard shard) {
        return (SparseMatrix) shard.matrix();
    }

    private static double[] values(Shard shard) {
        double[] values = new double[rows(shard).nonzeros()];
        Arrays.setAll(values, rows(shard).entries()::value);
        return values;
    }

    private static void assertRow(RowBlock file, int row, Shard shard, int i) {
        assertEquals(file.labels()[row] == 1 ? 1.0 : -1.0, shard.labels()[i]);
        double[] weights = shard.weightValues();
        assertEquals(file.weight(row), weights == null ? 1 : weights[i]);
        SparseMatrix rows = rows(shard);
        int length = length(file, row);
        assertEquals(length, rows.starts()[i + 1] - rows.starts()[i]);
        for (int p = 0; p < length; p++) {
            assertEquals(file.columns()[file.starts()[row] + p], rows.columns()[rows.starts()[i] + p]);
            assertEquals(file.value(file.starts()[row] + p), rows.entries().value(rows.starts()[i] + p));
        }
    }

    private static void assertSame(List<Shard> expected, List<Shard> actual) {
        assertEquals(expected.size(), actual.size());
        for (int client = 0; client < expected.size(); client++) {
            Shard a = expected.get(client);
            Shard b = actual.get(client);
            assertArrayEquals(rows(a).starts(), rows(b).starts());
            assertArrayEquals(rows(a).columns(), rows(b).columns());
            assertArrayEquals(values(a), values(b));
            assertArrayEquals(a.labels(), b.labels());
            assertEquals(a.fingerprint(), b.fingerprint());
        }
    }

    /** The blocks that a reader would have built from parts of the file. */
    private static List<RowBlock> cut(SplittableRandom random, RowBlock file) {
        List<RowBlock> blocks = new ArrayList<>();
        for (int from = 0; from < file.rows(); ) {
            int to = Math.min(file.rows(), from + random.nextInt(1, 40));
            RowBlock.Builder builder = new RowBlock.Builder();
            for (int row = from; row < to; row++) {
                builder.add(file, row);
            }
            blocks.add(builder.build());
            from = to;
        }
        return blocks;
    }

    /** Rows that can be told apart, some empty, some weighted, each with an owner. */
    private static RowBlock file(SplittableRandom random, int rows) {
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int row = 0; row < rows; row++) {
            builder.row(random.nextInt(2), random.nextBoolean() ? 1 : row + 0.25);
            builder.owner(random.nextInt(5));
            int column = random.nextInt(WIDTH / 4);
            for (int entries = random.nextInt(4); entries > 0; entries--) {
                builder.entry(column, random.nextBoolean() ? 1 : row + 0.5);
                column += random.nextInt(1, WIDTH / 4);
            }
        }
        return builder.build();
    }
}
