package io.ef21.ml;

import io.ef21.run.RoundRecord;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The rounds of a fit as a DataFrame, with the names of the history file; what was not measured is null. */
final class RoundTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("round", DataTypes.IntegerType, RoundRecord::round),
            new Column("objective", DataTypes.DoubleType, r -> finite(r.exactObjective())),
            new Column("sampledObjective", DataTypes.DoubleType, r -> r.sampled() ? finite(r.objective()) : null),
            new Column("gradNormSq", DataTypes.DoubleType, r -> finite(r.gradNormSq())),
            new Column("gradNormBound", DataTypes.DoubleType, r -> finite(r.gradNormBound())),
            new Column("distortion", DataTypes.DoubleType, r -> finite(r.distortion())),
            new Column("stepSize", DataTypes.DoubleType, r -> finite(r.stepSize())),
            new Column("action", DataTypes.StringType, r -> r.action().name().toLowerCase(Locale.ROOT)),
            new Column("uplinkBits", DataTypes.DoubleType, RoundRecord::uplinkBits),
            new Column("uplinkPaperBits", DataTypes.DoubleType, r -> finite(r.uplinkPaperBits())),
            new Column("uplinkBytes", DataTypes.LongType, RoundRecord::uplinkBytes),
            new Column("downlinkBytes", DataTypes.LongType, RoundRecord::downlinkBytes),
            new Column("setupBytes", DataTypes.LongType, RoundRecord::setupBytes),
            new Column("evaluationBytes", DataTypes.LongType, RoundRecord::evaluationBytes),
            new Column("samples", DataTypes.DoubleType, r -> finite(r.samples())),
            new Column("stateBytes", DataTypes.LongType, RoundRecord::stateBytes),
            new Column("sparkResultBytes", DataTypes.LongType, r -> r.moved().results()),
            new Column("sparkShuffleBytes", DataTypes.LongType, r -> r.moved().shuffled()),
            new Column("sparkBroadcastBytes", DataTypes.LongType, r -> r.moved().broadcast()),
            new Column("computeSeconds", DataTypes.DoubleType, RoundRecord::computeSeconds),
            new Column("compressSeconds", DataTypes.DoubleType, RoundRecord::compressSeconds),
            new Column("serverSeconds", DataTypes.DoubleType, RoundRecord::serverSeconds),
            new Column("transportSeconds", DataTypes.DoubleType, r -> r.moved().transportSeconds()),
            new Column("schedulingSeconds", DataTypes.DoubleType, r -> r.moved().schedulingSeconds()),
            new Column("seconds", DataTypes.DoubleType, RoundRecord::seconds));

    private RoundTable() {}

    private record Column(String name, DataType type, Function<RoundRecord, @Nullable Object> value) {}

    static Dataset<Row> of(SparkSession spark, List<RoundRecord> records) {
        StructType type = new StructType();
        for (Column column : COLUMNS) {
            type = type.add(column.name(), column.type());
        }
        List<Row> rows = records.stream()
                .map(record -> RowFactory.create(COLUMNS.stream()
                        .map(column -> column.value().apply(record))
                        .toArray()))
                .toList();
        return spark.createDataFrame(rows, type);
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
