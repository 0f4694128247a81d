import io.ef21.ml.EF21LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A classifier as the last stage of a Pipeline, saved and loaded again as Spark's own model. */
public final class PipelineClassifier {
    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate();
        Dataset<Row>[] parts = flowers(spark).randomSplit(new double[] {0.8, 0.2}, 1);

        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StringIndexer().setInputCol("kind").setOutputCol("label"),
            new VectorAssembler()
                    .setInputCols(new String[] {"width", "length"})
                    .setOutputCol("features"),
            new EF21LogisticRegression().setRegParam(1e-3).setNumClients(4)
        });
        PipelineModel model = pipeline.fit(parts[0]);

        double area = new BinaryClassificationEvaluator().evaluate(model.transform(parts[1]));
        System.out.printf("area under the ROC curve on held-out flowers: %.3f%n", area);

        String place = java.nio.file.Files.createTempDirectory("flowers").resolve("model").toString();
        model.save(place);
        System.out.println("loaded by Spark alone: " + PipelineModel.load(place).stages()[2].getClass().getName());
        spark.stop();
    }

    private static Dataset<Row> flowers(SparkSession spark) {
        SplittableRandom random = new SplittableRandom(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double width = random.nextDouble();
            double length = random.nextDouble();
            boolean iris = length - width + 0.3 * random.nextDouble() > 0.15;
            rows.add(RowFactory.create(iris ? "iris" : "rose", width, length));
        }
        return spark.createDataFrame(
                rows,
                new StructType()
                        .add("kind", DataTypes.StringType)
                        .add("width", DataTypes.DoubleType)
                        .add("length", DataTypes.DoubleType));
    }
}
