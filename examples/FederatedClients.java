import io.ef21.ml.EF21LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Who owns which row stands in a column: every hospital is a client, and sends compressed corrections of its gradient alone. */
public final class FederatedClients {
    private static final List<String> HOSPITALS = List.of("Aachen", "Bern", "Cork", "Delft", "Evora");

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate();
        EF21LogisticRegression estimator = new EF21LogisticRegression()
                .setClientCol("hospital")
                .setClientWeights("rows")
                .setRegParam(1e-3)
                .setRoundListener(record -> {
                    if (record.round() % 10 == 0) {
                        System.out.printf(
                                "round %d: f = %.4f, %.1f kbit sent per hospital%n",
                                record.round(), record.objective(), record.uplinkBits() / 1000.0);
                    }
                });
        Dataset<Row> patients = patients(spark);
        LogisticRegressionModel model = estimator.fit(patients);
        patients.groupBy("hospital").count().orderBy("hospital").show();
        System.out.printf(
                "right on %.1f%% of the patients%n",
                100.0 * model.transform(patients).where("label = prediction").count() / patients.count());
        spark.stop();
    }

    private static Dataset<Row> patients(SparkSession spark) {
        SplittableRandom random = new SplittableRandom(3);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            // larger hospitals, and others' patients, the further down the alphabet
            int hospital = (int) (HOSPITALS.size() * Math.sqrt(random.nextDouble()));
            double[] measured = random.doubles(20, -1 + 0.2 * hospital, 1).toArray();
            double ill = measured[0] + measured[1] - measured[2] + 0.5 * (random.nextDouble() - 0.5) > 0.3 ? 1 : 0;
            rows.add(RowFactory.create(HOSPITALS.get(hospital), ill, Vectors.dense(measured)));
        }
        return spark.createDataFrame(
                rows,
                new StructType()
                        .add("hospital", DataTypes.StringType)
                        .add("label", DataTypes.DoubleType)
                        .add("features", SQLDataTypes.VectorType()));
    }
}
