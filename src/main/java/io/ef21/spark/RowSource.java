package io.ef21.spark;

import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.LibsvmParser;
import io.ef21.data.LibsvmReader;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import io.ef21.data.RowTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.spark.api.java.JavaHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Rows in an RDD, in order: the rows of partition 0 come first. Read once and cached until {@link #close}.
 */
public final class RowSource implements AutoCloseable {
    private final JavaRDD<ReadSplit> splits;

    /** One per partition. */
    private final List<ReadSplit> read;

    private final Origin origin;
    private final ClientNames clients;

    /**
     * Where rows come from.
     *
     * @param name of the data, for messages
     * @param unit what is counted to name the place of an error
     * @param columns null where the data have none
     */
    private record Origin(String name, String unit, @Nullable RowColumns columns) {}

    private RowSource(JavaRDD<ReadSplit> splits, Origin origin) {
        this.origin = origin;
        this.splits = splits.setName("ef21 rows").persist(StorageLevel.MEMORY_AND_DISK());
        try {
            this.read = FitJobs.reading(splits.context(), () -> this.splits
                    .mapPartitions(blocks -> List.of(ReadSplit.total(blocks)).iterator(), true)
                    .collect());
            requireWellFormed();
            requireOneLength();
        } catch (Throwable e) {
            close();
            throw e;
        }
        this.clients = ClientNames.of(read);
    }

    /**
     * LIBSVM text of any Hadoop filesystem, one partition per input split.
     *
     * @param features the largest index allowed, 0 for no limit
     * @throws InvalidInputException if there is no such file, or a line is malformed, or there are no rows
     */
    public static RowSource libsvm(JavaSparkContext spark, String location, int features) throws IOException {
        JobConf job = new JobConf(spark.hadoopConfiguration());
        List<Path> files = LibsvmReader.files(location, job);
        FileInputFormat.setInputPaths(job, files.toArray(new Path[0]));
        LibsvmParser parser = new LibsvmParser(features);
        JavaHadoopRDD<LongWritable, Text> lines = (JavaHadoopRDD<LongWritable, Text>)
                spark.hadoopRDD(job, TextInputFormat.class, LongWritable.class, Text.class, spark.defaultParallelism());
        JavaRDD<ReadSplit> splits = lines.mapPartitionsWithInputSplit(
                (InputSplit split, Iterator<Tuple2<LongWritable, Text>> it) -> new ReadBlocks<>(
                        split instanceof FileSplit f ? f.getPath().toUri().getPath() : "",
                        it,
                        (line, rows) ->
                                parser.parse(line._2().getBytes(), line._2().getLength(), rows)),
                true);
        return new RowSource(splits, new Origin("--data " + location, "line", null));
    }

    /** Generated rows, made by the tasks. */
    public static RowSource generated(JavaSparkContext spark, GeneratedRows rows) {
        int partitions = spark.defaultParallelism();
        List<Integer> numbers = IntStream.range(0, partitions).boxed().toList();
        JavaRDD<ReadSplit> splits = spark.parallelize(numbers, partitions).map(p -> {
            int from = (int) ((long) rows.rows() * p / partitions);
            int to = (int) ((long) rows.rows() * (p + 1) / partitions);
            return ReadSplit.of(rows.block(from, to));
        });
        return new RowSource(splits, new Origin("the generated data", "row", null));
    }

    /**
     * The rows of a DataFrame, in the order of its partitions, in one pass; those of weight 0 are left out. The width
     * in {@link #summary} is the length of the vectors.
     *
     * @param labels which labels are taken: 0 and 1, numbers of classes, or any finite numbers
     * @throws InvalidInputException if a label is another, or a weight is negative, or a number is missing or not finite, or
     *     vectors differ in length, or there are no rows
     */
    public static RowSource dataset(Dataset<?> dataset, RowColumns columns, LabelKind labels) {
        return dataset(dataset, columns, labels, "the dataset");
    }

    /**
     * The same under another name.
     *
     * @param name of the data, for messages
     * @throws InvalidInputException as there
     */
    public static RowSource dataset(Dataset<?> dataset, RowColumns columns, LabelKind labels, String name) {
        return datasets(List.of(dataset), columns, labels, name);
    }

    /**
     * The rows of DataFrames with the same columns, one after the other.
     *
     * @throws InvalidInputException as for one
     */
    public static RowSource datasets(
            List<? extends Dataset<?>> datasets, RowColumns columns, LabelKind labels, String name) {
        List<JavaRDD<Row>> parts = new ArrayList<>();
        datasets.forEach(dataset -> parts.add(columns.select(dataset).toJavaRDD()));
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(parts.get(0).context());
        JavaRDD<Row> all = parts.size() == 1 ? parts.get(0) : union(spark, parts);
        JavaRDD<ReadSplit> splits =
                all.mapPartitions(rows -> new ReadBlocks<>(name, rows, new VectorRows(columns, labels)));
        return new RowSource(splits, new Origin(name, "row", columns));
    }

    /** Whether the labels were read, and are not all 0 for want of a column. */
    public boolean isLabelled() {
        return origin.columns() == null || origin.columns().label() != null;
    }

    /** What the clients are called that rows name, by their numbers; empty where rows name none. */
    public List<String> clientNames() {
        return clients.names();
    }

    /** What the rows look like, all together. */
    public RowSummary summary() {
        return read.stream().map(ReadSplit::summary).reduce(RowSummary.EMPTY, RowSummary::and);
    }

    /**
     * What a transform makes of these rows, read and cached at once: this source may be closed afterwards.
     *
     * @throws InvalidInputException if it leaves no rows
     */
    public RowSource transformed(RowTransform transform) {
        long[] before = rowsBefore();
        return new RowSource(
                splits.mapPartitionsWithIndex((p, it) -> transformed(transform, before[p], it), true), origin);
    }

    /** All rows, on the driver, in order. */
    public List<RowBlock> collect() {
        return splits().map(ReadSplit::requireRows).collect();
    }

    private static Iterator<ReadSplit> transformed(RowTransform transform, long firstRow, Iterator<ReadSplit> splits) {
        List<ReadSplit> made = new ArrayList<>();
        long row = firstRow;
        while (splits.hasNext()) {
            ReadSplit split = splits.next();
            made.add(split.with(transform.apply(row, split.requireRows())));
            row += split.summary().rows();
        }
        return made.iterator();
    }

    /** Blocks whose rows name clients by their numbers among all, if by any. */
    JavaRDD<ReadSplit> splits() {
        ClientNames numbers = clients;
        return numbers.names().isEmpty() ? splits : splits.mapPartitions(numbers::numbered, true);
    }

    /** The number of rows before each partition. */
    long[] rowsBefore() {
        long[] before = new long[read.size()];
        for (int p = 1; p < before.length; p++) {
            before[p] = before[p - 1] + read.get(p - 1).summary().rows();
        }
        return before;
    }

    @Override
    public void close() {
        splits.unpersist(false);
    }

    @SuppressWarnings("unchecked")
    private static JavaRDD<Row> union(JavaSparkContext spark, List<JavaRDD<Row>> parts) {
        return spark.union((JavaRDD<Row>[]) parts.toArray(new JavaRDD<?>[0]));
    }

    private void requireWellFormed() {
        String file = "";
        long lines = 0;
        for (ReadSplit split : read) {
            lines = split.file().equals(file) ? lines : 0;
            file = split.file();
            lines += split.lines();
            if (split.error() != null) {
                throw new InvalidInputException("%s, %s %d: %s".formatted(file, origin.unit(), lines, split.error()));
            }
        }
        if (summary().rows() == 0) {
            boolean weighted = origin.columns() != null && origin.columns().weight() != null;
            throw new InvalidInputException(
                    origin.name() + ": there are no rows " + (weighted ? "of positive weight in it" : "in it"));
        }
    }

    /** Within a partition, the reader sees to it. */
    private void requireOneLength() {
        RowColumns columns = origin.columns();
        int first = 0;
        for (ReadSplit split : read) {
            int width = split.summary().width();
            if (columns != null && first > 0 && width > 0 && width != first) {
                throw new InvalidInputException(
                        "%s: the features in column '%s' have length %d in the first row, but %d in others"
                                .formatted(origin.name(), columns.features().get(0), first, width));
            }
            first = first > 0 ? first : width;
        }
    }
}
