package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.LibsvmReader;
import io.ef21.data.Nearest;
import io.ef21.run.TrainOption;
import io.ef21.spark.RowColumns;
import io.ef21.spark.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of CSV and Parquet, by Spark's own readers: a file, or the files of a folder in the order of their names, each
 * from its beginning to its end, however Spark cuts them.
 */
final class TableRows {
    private static final byte[] PARQUET_MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final DataArguments arguments;
    private final StructType schema;

    private TableRows(DataArguments arguments, StructType schema) {
        this.arguments = arguments;
        this.schema = schema;
    }

    /**
     * The rows, with any finite label.
     *
     * @throws InvalidInputException if there are no such files or columns, or columns do not hold what they should
     */
    static RowSource read(SparkSession session, DataArguments arguments) throws IOException {
        return read(session, arguments, true);
    }

    /**
     * The rows, with any finite label or without.
     *
     * @param labelled false: where no column of labels was named and there is none of the default name, all labels are 0
     */
    static RowSource read(SparkSession session, DataArguments arguments, boolean labelled) throws IOException {
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        List<Path> files = LibsvmReader.files(arguments.location(), hadoop);
        if (arguments.format() == DataFormat.PARQUET) {
            for (Path file : files) {
                requireParquet(file, arguments, hadoop);
            }
        }
        List<Dataset<Row>> frames = new ArrayList<>();
        for (Path file : files) {
            frames.add(reader(session, arguments).load(file.toString()));
            requireSameColumns(frames, files, arguments);
        }
        RowColumns columns = new TableRows(arguments, frames.get(0).schema()).columns(labelled);
        return RowSource.datasets(frames, columns, LabelKind.NUMBERS, "--data " + arguments.location());
    }

    /** Checks the last file against the first: columns go by their names, but {@code *} by their places. */
    private static void requireSameColumns(List<Dataset<Row>> frames, List<Path> files, DataArguments arguments) {
        int last = frames.size() - 1;
        if (!Arrays.equals(frames.get(0).columns(), frames.get(last).columns())) {
            throw new InvalidInputException("--data %s: the columns of %s are not those of %s: all files need the same"
                    .formatted(
                            arguments.location(),
                            files.get(last).getName(),
                            files.get(0).getName()));
        }
    }

    /** Spark would say it with a stack trace. */
    private static void requireParquet(Path file, DataArguments arguments, Configuration hadoop) throws IOException {
        byte[] start = new byte[PARQUET_MARK.length];
        int read;
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            read = in.readNBytes(start, 0, start.length);
        }
        if (read < start.length || !Arrays.equals(start, PARQUET_MARK)) {
            throw new InvalidInputException("--data %s cannot be read as parquet: %s does not begin with PAR1"
                    .formatted(arguments.location(), file.getName()));
        }
    }

    /** CSV stays text until the rows are read: Spark would read it twice to guess types. */
    private static DataFrameReader reader(SparkSession session, DataArguments arguments) {
        DataFrameReader reader = session.read().format(arguments.format().word());
        return arguments.format() == DataFormat.CSV ? reader.option("header", "true") : reader;
    }

    private RowColumns columns(boolean labelled) {
        boolean unlabelled = !labelled && !arguments.labelGiven() && !has(arguments.label());
        String label = unlabelled ? null : number(TrainOption.LABEL_COL, arguments.label());
        String weight = arguments.weight().isEmpty() ? null : number(TrainOption.WEIGHTS, arguments.weight());
        String client = arguments.clients().isEmpty() ? null : known(TrainOption.CLIENTS_BY, arguments.clients());
        return new RowColumns(label, vectors(), features(), weight, client);
    }

    private boolean vectors() {
        return arguments.featureList().isEmpty() && arguments.format() == DataFormat.PARQUET;
    }

    private List<String> features() {
        String list = arguments.featureList();
        if (vectors()) {
            boolean given = !arguments.features().isEmpty();
            String column = known(TrainOption.FEATURES_COL, given ? arguments.features() : "features");
            DataType type = schema.apply(column).dataType();
            if (!type.equals(SQLDataTypes.VectorType())
                    && !(type instanceof ArrayType array && array.elementType() instanceof NumericType)) {
                throw new InvalidInputException("--features-col " + column
                        + " must be a column of vectors or of arrays of numbers (it is of type "
                        + type.simpleString() + ")");
            }
            return List.of(column);
        }
        List<String> columns = new ArrayList<>();
        if (list.isEmpty() || list.equals("*")) {
            columns.addAll(Arrays.asList(schema.fieldNames()));
            columns.removeAll(List.of(arguments.label(), arguments.weight(), arguments.clients()));
        } else {
            for (String name : list.split(",", -1)) {
                columns.add(name.strip());
            }
        }
        columns.forEach(name -> number(TrainOption.FEATURE_COLS, name));
        if (columns.isEmpty()) {
            throw new InvalidInputException("--data " + arguments.location() + " has no columns of features");
        }
        return columns;
    }

    /** A column of numbers, or of text that may be numbers. */
    private String number(TrainOption option, String name) {
        DataType type = schema.apply(known(option, name)).dataType();
        if (!(type instanceof NumericType || type instanceof StringType || type instanceof BooleanType)) {
            throw new InvalidInputException("%s: column '%s' must hold numbers (it is of type %s)"
                    .formatted(option.flag(), name, type.simpleString()));
        }
        return name;
    }

    private String known(TrainOption option, String name) {
        if (!has(name)) {
            throw new InvalidInputException(
                    option.flag() + ": " + Nearest.unknown("column", name, Arrays.asList(schema.fieldNames())));
        }
        return name;
    }

    private boolean has(String name) {
        return Arrays.asList(schema.fieldNames()).contains(name);
    }
}
