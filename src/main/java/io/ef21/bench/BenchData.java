package io.ef21.bench;

import io.ef21.data.BinaryLabels;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LibsvmReader;
import io.ef21.data.PositiveLabels;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSample;
import io.ef21.data.RowSummary;
import io.ef21.spark.RowSource;
import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Which data the contestants get, and which rows are held out.
 *
 * @param location of the rows, as {@code train --data} takes it
 * @param features d; 0 for the largest index in the data
 * @param positive labels that become +1; null where there are two labels anyway
 * @param heldOut {@link #NONE}, {@link #TENTH}, or a file; for generated rows any but NONE means a tenth more rows
 * @param seed of generated rows and of the tenth
 */
public record BenchData(String location, int features, @Nullable PositiveLabels positive, String heldOut, long seed) {
    /** No rows are held out. */
    public static final String NONE = "none";

    /** A seeded tenth of the rows is held out. */
    public static final String TENTH = "tenth";

    private static final double SHARE = 0.1;

    /**
     * Rows to train on, cached until they are closed, and rows to test on.
     *
     * @param source of the former
     * @param heldOut the latter
     * @param features d
     * @param labels the two classes
     */
    public record Rows(RowSource source, HeldOutRows heldOut, int features, BinaryLabels labels)
            implements AutoCloseable {
        /** How many there are. */
        public DataSize size() {
            RowSummary summary = source.summary();
            return new DataSize(summary.rows(), features, summary.nonzeros(), heldOut.rows());
        }

        @Override
        public void close() {
            source.close();
        }
    }

    /**
     * Reads the rows.
     *
     * @throws InvalidInputException if they cannot be used
     */
    Rows read(JavaSparkContext spark) throws IOException {
        return location.startsWith(GeneratedRows.SCHEME) ? generated(spark) : files(spark);
    }

    private Rows generated(JavaSparkContext spark) {
        GeneratedRows rows = GeneratedRows.parse(location, seed);
        int beyond = heldOut.equals(NONE) ? 0 : Math.max(1, (int) (rows.rows() * SHARE));
        List<RowBlock> test =
                beyond == 0 ? List.of() : List.of(rows.block(rows.rows(), Math.addExact(rows.rows(), beyond)));
        return rows(relabelled(RowSource.generated(spark, rows)), test, rows.features());
    }

    private Rows files(JavaSparkContext spark) throws IOException {
        RowSource all = relabelled(RowSource.libsvm(spark, location, features));
        int width = all.summary().width();
        if (heldOut.equals(NONE)) {
            return rows(all, List.of(), width);
        }
        if (!heldOut.equals(TENTH)) {
            List<RowBlock> test = testFile(spark);
            if (positive != null) {
                test = test.stream().map(block -> positive.apply(0, block)).toList();
            }
            return rows(all, test, width);
        }
        try (all) {
            RowSample tenth = new RowSample(seed, SHARE, false);
            List<RowBlock> test;
            try (RowSource sampled = all.transformed(tenth)) {
                test = sampled.collect();
            }
            return rows(all.transformed(tenth.others()), test, width);
        }
    }

    private List<RowBlock> testFile(JavaSparkContext spark) throws IOException {
        try {
            return LibsvmReader.read(heldOut, 0, spark.hadoopConfiguration());
        } catch (InvalidInputException e) {
            String sentence = String.valueOf(e.getMessage()).replaceFirst("^--data ", "--held-out ");
            throw new InvalidInputException(sentence, e);
        }
    }

    private RowSource relabelled(RowSource source) {
        if (positive == null) {
            return source;
        }
        try (source) {
            return source.transformed(positive);
        }
    }

    private Rows rows(RowSource source, List<RowBlock> test, int width) {
        try {
            int d = Math.max(features, width);
            if (d == 0) {
                throw new InvalidInputException("--data " + location + " has no features: every row is empty");
            }
            BinaryLabels labels = BinaryLabels.of(source.summary().labels(), "--data " + location);
            return new Rows(source, new HeldOutRows(test, labels), d, labels);
        } catch (InvalidInputException e) {
            source.close();
            throw e;
        }
    }
}
