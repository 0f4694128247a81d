import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.SparkSession;

/**
 * Loads saved models as any Spark program does, from the class that their metadata name, and writes what they predict.
 * Run from source on a class path that holds Spark only; its arguments are threes of model, data and output.
 */
public class Predict {
    public static void main(String[] arguments) throws Exception {
        try {
            Class.forName("io.ef21.ml.EF21LogisticRegression");
            throw new AssertionError("this is not stock Spark: ef21-spark is on the class path");
        } catch (ClassNotFoundException e) {
            // as it must be
        }
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        for (int i = 0; i < arguments.length; i += 3) {
            String type = spark.read()
                    .json(arguments[i] + "/metadata")
                    .select("class")
                    .first()
                    .getString(0);
            Transformer model = (Transformer)
                    Class.forName(type).getMethod("load", String.class).invoke(null, arguments[i]);
            model.transform(spark.read().parquet(arguments[i + 1])).write().parquet(arguments[i + 2]);
        }
        spark.stop();
    }
}
