package io.ef21.spark;

import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
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
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Rows in an RDD, in order: the rows of partition 0 come first. Read once and cached until {@link #close}.
 */
public final class RowSource implements AutoCloseable {
    private final JavaRDD<ReadSplit> splits;
    private final List<ReadSplit> read;
    private final String location;

    private RowSource(JavaRDD<ReadSplit> splits, String location) {
        this.location = location;
        this.splits = splits.setName("ef21 rows").persist(StorageLevel.MEMORY_AND_DISK());
        try {
            this.read = FitJobs.reading(
                    splits.context(), () -> splits.map(ReadSplit::withoutRows).collect());
            requireWellFormed(location);
        } catch (Throwable e) {
            close();
            throw e;
        }
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
                (InputSplit split, Iterator<Tuple2<LongWritable, Text>> it) ->
                        List.of(parse(parser, split, it)).iterator(),
                true);
        return new RowSource(splits, location);
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
        return new RowSource(splits, "the generated data");
    }

    /**
     * The rows of a DataFrame, in the order of its partitions.
     *
     * @throws InvalidInputException if a label is not 0 or 1, or a feature is not finite, or there are no rows
     */
    public static RowSource dataset(Dataset<?> dataset, String labelCol, String featuresCol) {
        JavaRDD<ReadSplit> splits = dataset.select(functions.col(labelCol).cast("double"), functions.col(featuresCol))
                .toJavaRDD()
                .mapPartitions(rows -> List.of(VectorRows.read(rows)).iterator());
        return new RowSource(splits, "the dataset");
    }

    /** The length of the vectors in a column. */
    public static int width(Dataset<?> dataset, String featuresCol) {
        return FitJobs.reading(
                dataset.sparkSession().sparkContext(),
                () -> ((Vector) dataset.select(featuresCol).head().get(0)).size());
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
                splits.mapPartitionsWithIndex((p, it) -> transformed(transform, before[p], it), true), location);
    }

    /** All rows, on the driver, in order. */
    public List<RowBlock> collect() {
        return splits.map(ReadSplit::requireRows).collect();
    }

    private static Iterator<ReadSplit> transformed(RowTransform transform, long firstRow, Iterator<ReadSplit> splits) {
        List<ReadSplit> made = new ArrayList<>();
        long row = firstRow;
        while (splits.hasNext()) {
            RowBlock rows = splits.next().requireRows();
            made.add(ReadSplit.of(transform.apply(row, rows)));
            row += rows.rows();
        }
        return made.iterator();
    }

    JavaRDD<ReadSplit> splits() {
        return splits;
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

    private void requireWellFormed(String location) {
        String file = "";
        long lines = 0;
        for (ReadSplit split : read) {
            lines = split.file().equals(file) ? lines : 0;
            file = split.file();
            lines += split.lines();
            if (split.error() != null) {
                throw new InvalidInputException(LibsvmReader.malformed(file, lines, split.error()));
            }
        }
        if (summary().rows() == 0) {
            throw new InvalidInputException(LibsvmReader.noRows(location));
        }
    }

    private static ReadSplit parse(LibsvmParser parser, InputSplit split, Iterator<Tuple2<LongWritable, Text>> lines) {
        RowBlock.Builder builder = new RowBlock.Builder();
        long count = 0;
        String error = null;
        while (error == null && lines.hasNext()) {
            Text line = lines.next()._2();
            count++;
            error = parser.parse(line.getBytes(), line.getLength(), builder);
        }
        RowBlock rows = builder.build();
        String file = split instanceof FileSplit f ? f.getPath().toUri().getPath() : "";
        return new ReadSplit(file, count, rows, RowSummary.of(rows), error);
    }
}
