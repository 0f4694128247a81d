package io.ef21.ml;

import io.ef21.run.Moved;
import io.ef21.run.Outcome;
import io.ef21.run.Population;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import io.ef21.run.Solution;
import io.ef21.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What happened in a fit: a record per round, from round 0, which describes x^0. Immutable and thread-safe.
 */
public final class TrainingHistory {
    private final SparkSession spark;
    private final List<RoundRecord> records;
    private final Setting setting;
    private final StopReason reason;
    private final Moved moved;
    private final List<String> clientNames;

    private TrainingHistory(
            SparkSession spark,
            List<RoundRecord> records,
            Setting setting,
            StopReason reason,
            Moved moved,
            List<String> clientNames) {
        this.spark = spark;
        this.records = List.copyOf(records);
        this.setting = setting;
        this.reason = reason;
        this.moved = moved;
        this.clientNames = List.copyOf(clientNames);
    }

    /** Writes the rounds down. */
    static final class Keeper implements RoundListener {
        private final List<RoundRecord> records = new ArrayList<>();

        @Override
        public void round(RoundRecord record) {
            records.add(record);
        }

        /** Those with the regularizer of a solution, as the history of a fit that ended like this. */
        TrainingHistory history(
                SparkSession spark, Outcome outcome, Solution solution, Moved moved, List<String> clientNames) {
            List<RoundRecord> own = records.stream()
                    .filter(record -> Double.compare(record.lambda(), solution.lambda()) == 0)
                    .toList();
            return new TrainingHistory(spark, own, outcome.setting(), solution.reason(), moved, clientNames);
        }
    }

    /** The rounds, in order. */
    public List<RoundRecord> records() {
        return records;
    }

    /** The last record: of the model that was returned, unless validation rows chose an earlier one. */
    public RoundRecord last() {
        return records.get(records.size() - 1);
    }

    /** What was known before round 0, and why it was chosen so. */
    public Setting setting() {
        return setting;
    }

    /** Why it ended. */
    public StopReason stopReason() {
        return reason;
    }

    /** What Spark itself moved, all tasks of the fit. */
    public Moved moved() {
        return moved;
    }

    /** f(x^t) of every round, or what was seen of it through samples. */
    double[] objectives() {
        return records.stream().mapToDouble(RoundRecord::objective).toArray();
    }

    /** A row per round, see docs/parameters.md. */
    Dataset<Row> rounds() {
        return RoundTable.of(spark, records);
    }

    /** A row per client: its number, what rows call it, its rows, its share of the objective, the columns it owns. */
    Dataset<Row> clients() {
        StructType type = new StructType()
                .add("client", DataTypes.IntegerType)
                .add("name", DataTypes.StringType)
                .add("rows", DataTypes.LongType)
                .add("share", DataTypes.DoubleType)
                .add("columns", DataTypes.IntegerType);
        Population population = setting.population();
        double[] shares = population.shares(setting.options().weighByRows());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            rows.add(RowFactory.create(
                    i,
                    clientNames.isEmpty() ? null : clientNames.get(i),
                    population.rows()[i],
                    shares[i],
                    population.supports()[i]));
        }
        return spark.createDataFrame(rows, type);
    }
}
