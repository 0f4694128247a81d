package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.NamedClients;
import io.ef21.data.Owners;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import io.ef21.data.Split;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of DataFrames become blocks, and blocks become shards. */
class RowSourceTest {
    private static final int D = 6;
    private static final RowColumns PLAIN = RowColumns.of("y", "x");
    private static final RowColumns WEIGHTED = PLAIN.weighted("w");
    private static final StructType TYPE = new StructType()
            .add("y", DataTypes.DoubleType)
            .add("x", SQLDataTypes.VectorType())
            .add("w", DataTypes.DoubleType)
            .add("c", DataTypes.StringType);

    /** For a given order of the rows, partitions make no difference; this JVM and Spark deal alike. */
    @Test
    void shards_doNotDependOnPartitions() {
        List<Row> rows = rows(200);
        for (Owners owners :
                List.of(new Split(kept(rows), 4, false, 0), new Split(kept(rows), 4, true, 3), new NamedClients(3))) {
            List<Long> expected = null;
            for (int partitions : new int[] {1, 3, 7}) {
                try (RowSource source = source(frame(rows, partitions), WEIGHTED.byClient("c"))) {
                    assertEquals(kept(rows), source.summary().rows());
                    assertEquals(D, source.summary().width());
                    Deal deal = new Deal(owners, D, true, new BinaryLabels(0, 1));
                    List<Long> here = deal.shards(source.collect()).stream()
                            .map(Shard::fingerprint)
                            .toList();
                    List<Long> onSpark = SparkClients.onRows(
                                    source, deal, new Loss.Logistic(), new Regularizer.None(), 2)
                            .map(Objective::fingerprint)
                            .collect();
                    expected = expected == null ? here : expected;
                    assertEquals(expected, here);
                    assertEquals(
                            deal.shards(source.collect()).stream()
                                    .map(shard -> new Loss.Logistic().on(shard).fingerprint())
                                    .toList(),
                            onSpark);
                }
            }
        }
    }

    /** A row of weight 2 is two rows, and one of weight 0 is none. */
    @Test
    void weights_countRows() {
        List<Row> weighted = new ArrayList<>();
        List<Row> repeated = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (Row row : rows(120)) {
            int times = random.nextInt(4);
            weighted.add(RowFactory.create(row.get(0), row.get(1), (double) times, row.get(3)));
            for (int t = 0; t < times; t++) {
                repeated.add(row);
            }
        }
        Objective one = function(weighted, WEIGHTED);
        Objective other = function(repeated, PLAIN);
        assertEquals(repeated.size(), one.weight());
        double[] x = random.doubles(D, -1, 1).toArray();
        double[] gradient = new double[D];
        double[] expected = new double[D];
        assertEquals(other.evaluate(x, expected), one.evaluate(x, gradient), 1e-12);
        assertArrayEquals(expected, gradient, 1e-12);
    }

    @Test
    void weightsOfOne_areNone() {
        List<Row> rows = new ArrayList<>();
        rows(20).forEach(row -> rows.add(RowFactory.create(row.get(0), row.get(1), 1.0, "a")));
        try (RowSource source = source(frame(rows, 2), WEIGHTED)) {
            source.collect().forEach(block -> assertNull(block.weights()));
        }
    }

    /** 10 comes after 9 where all names are numbers, and before 9 where they are not. */
    @Test
    void clients_areNumberedInAscendingOrder() {
        assertEquals(List.of("-1", "9", "10", "1e3"), names("10", "9", "1e3", "-1", "9"));
        assertEquals(List.of("10", "9", "x"), names("9", "x", "10"));
        assertEquals(List.of("9007199254740992", "9007199254740993"), names("9007199254740993", "9007199254740992"));
    }

    @Test
    void numbersInColumns_andArrays_areFeatures() {
        Dataset<Row> frame = TestSpark.session()
                .sql("select * from values (1, 2.5d, 0, array(1.5f, 0f)), (0, 0d, 3, array(0f, 2f)) as t(y, a, b, v)")
                .coalesce(1);
        try (RowSource source = source(frame, new RowColumns("y", false, List.of("a", "b"), null, null))) {
            RowBlock block = source.collect().get(0);
            assertArrayEquals(new int[] {0, 1}, block.columns());
            assertArrayEquals(new double[] {2.5, 3}, block.values());
            assertArrayEquals(new int[] {0, 1, 2}, block.starts());
        }
        try (RowSource source = source(frame, RowColumns.of("y", "v"))) {
            assertArrayEquals(new double[] {1.5, 2}, source.collect().get(0).values());
            assertEquals(2, source.summary().width());
        }
    }

    /** A partition of more rows than a block holds. */
    @Test
    void largePartitions_areReadInBlocks() {
        Dataset<Row> frame = TestSpark.session().range(0, 150_000, 1, 1).selectExpr("id % 2 as y", "array(id) as x");
        try (RowSource source = source(frame, PLAIN)) {
            List<RowBlock> blocks = source.collect();
            assertEquals(3, blocks.size());
            assertEquals(150_000, source.summary().rows());
            assertArrayEquals(new double[] {0, 1}, source.summary().labels());
            assertEquals(149_999, blocks.get(2).value(blocks.get(2).columns().length - 1));
        }
    }

    @Test
    void badRows_areNamed() {
        Vector two = Vectors.dense(1, 2);
        refused(
                "row 2: the weight in column 'w' must be a nonnegative finite number (got -1.0)",
                row(1, two, -1.0, "a"));
        refused(
                "row 2: the weight in column 'w' must be a nonnegative finite number (got NaN)",
                row(1, two, Double.NaN, "a"));
        refused(
                "row 2: the weight in column 'w' must be a nonnegative finite number (got null)",
                row(1, two, null, "a"));
        refused("row 2: the label in column 'y' must be 0 or 1 (got 2.0)", row(2, two, 1.0, "a"));
        refused("row 2: column 'c' names no client: it is null", row(1, two, 1.0, null));
        refused(
                "row 2: the features in column 'x' have length 3, those of the first row length 2",
                row(1, Vectors.dense(1, 2, 3), 1.0, "a"));
        refused(
                "row 2: feature 1 of column 'x' is NaN, not a finite number",
                row(1, Vectors.dense(1, Double.NaN), 1.0, "a"));
        refused("row 2: the features in column 'x' are null", row(1, null, 1.0, "a"));
    }

    @Test
    void lengthsThatDifferBetweenPartitions_areRefused() {
        List<Row> rows = List.of(row(0, Vectors.dense(1, 2), 1.0, "a"), row(1, Vectors.dense(1), 1.0, "a"));
        InvalidInputException e = assertThrows(
                InvalidInputException.class, () -> source(frame(rows, 2), PLAIN).close());
        assertTrue(
                String.valueOf(e.getMessage())
                        .contains("the features in column 'x' have length 2 in the first row, but 1 in others"),
                e.getMessage());
    }

    @Test
    void noRowsOfPositiveWeight() {
        List<Row> rows = List.of(row(0, Vectors.dense(1, 2), 0.0, "a"));
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> source(frame(rows, 2), WEIGHTED)
                .close());
        assertEquals("the dataset: there are no rows of positive weight in it", e.getMessage());
    }

    @Test
    void labels_areOfTheirKind() {
        List<Row> rows = List.of(row(0, Vectors.dense(1), 1.0, "a"), row(2.5, Vectors.dense(1), 1.0, "a"));
        Dataset<Row> frame = frame(rows, 1);
        try (RowSource source = RowSource.dataset(frame, PLAIN, LabelKind.NUMBERS)) {
            assertArrayEquals(new double[] {0, 2.5}, source.summary().labels());
        }
        InvalidInputException e =
                assertThrows(InvalidInputException.class, () -> RowSource.dataset(frame, PLAIN, LabelKind.CLASSES)
                        .close());
        assertEquals(
                "the dataset, row 2: the label in column 'y' must be the number of a class: an integer from 0 to 999"
                        + " (got 2.5)",
                e.getMessage());
    }

    private static List<String> names(String... clients) {
        List<Row> rows = Arrays.stream(clients)
                .map(name -> row(1, Vectors.dense(1), 1.0, name))
                .toList();
        try (RowSource source = source(frame(rows, 2), PLAIN.byClient("c"))) {
            List<String> named = new ArrayList<>();
            for (RowBlock block : source.collect()) {
                int[] owners = block.owners();
                for (int row = 0; owners != null && row < owners.length; row++) {
                    named.add(source.clientNames().get(owners[row]));
                }
            }
            assertEquals(List.of(clients), named);
            return source.clientNames();
        }
    }

    private static void refused(String sentence, Row bad) {
        List<Row> rows = List.of(row(0, Vectors.dense(1, 2), 1.0, "a"), bad);
        InvalidInputException e =
                assertThrows(InvalidInputException.class, () -> source(frame(rows, 1), WEIGHTED.byClient("c"))
                        .close());
        assertEquals("the dataset, " + sentence, e.getMessage());
    }

    private static Objective function(List<Row> rows, RowColumns columns) {
        try (RowSource source = source(frame(rows, 3), columns)) {
            Deal deal = new Deal(new Split(source.summary().rows(), 1, false, 0), D, false, new BinaryLabels(0, 1));
            return new Loss.Logistic().on(deal.shards(source.collect()).get(0));
        }
    }

    private static RowSource source(Dataset<Row> frame, RowColumns columns) {
        return RowSource.dataset(frame, columns, LabelKind.TWO_CLASSES);
    }

    private static long kept(List<Row> rows) {
        return rows.stream().filter(row -> row.getDouble(2) > 0).count();
    }

    private static Dataset<Row> frame(List<Row> rows, int partitions) {
        return TestSpark.session().createDataFrame(TestSpark.context().parallelize(rows, partitions), TYPE);
    }

    private static Row row(double label, @Nullable Vector features, @Nullable Double weight, @Nullable String client) {
        return RowFactory.create(label, features, weight, client);
    }

    /** Sparse and dense vectors, a quarter of weight 0, three clients. */
    private static List<Row> rows(int count) {
        SplittableRandom random = new SplittableRandom(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] values = new double[D];
            for (int j = 0; j < D; j++) {
                values[j] = random.nextBoolean() ? 0 : random.nextInt(1, 9) / 8.0;
            }
            Vector dense = Vectors.dense(values);
            rows.add(row(
                    random.nextInt(2),
                    random.nextBoolean() ? dense : dense.toSparse(),
                    random.nextInt(4) / 2.0,
                    "client " + random.nextInt(3)));
        }
        return rows;
    }
}
