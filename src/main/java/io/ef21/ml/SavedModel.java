package io.ef21.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.data.InvalidInputException;
import io.ef21.spark.VectorFrame;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A model that {@link SparkModels#save} saved, or Spark itself, or the only stage of a saved PipelineModel.
 *
 * @param model one of Spark's
 * @param name of its class
 */
public record SavedModel(PredictionModel<Vector, ?> model, String name) {
    /** The column that it adds with predictions. */
    static final String PREDICTION = "prediction";

    /** The column that it adds with probabilities, if it has any. */
    static final String PROBABILITY = "probability";

    private static final String KNOWN = "LogisticRegressionModel, LinearSVCModel, LinearRegressionModel,"
            + " MultilayerPerceptronClassificationModel, or a PipelineModel of one of them";

    /**
     * Loads a model.
     *
     * @throws InvalidInputException if there is none in the folder, or one of another class
     */
    public static SavedModel load(SparkSession spark, String directory) throws IOException {
        Path metadata = new Path(SparkModels.path("--model", directory), "metadata");
        if (!metadata.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(metadata)) {
            throw new InvalidInputException("--model " + directory + ": there is no saved model of Spark's in it");
        }
        String name = className(spark, metadata);
        if (name.equals(PipelineModel.class.getName())) {
            Transformer[] stages = PipelineModel.load(directory).stages();
            if (stages.length == 1 && stages[0] instanceof PredictionModel<?, ?> model) {
                return of(model, directory);
            }
            throw unknown(directory, "a PipelineModel of " + stages.length + " stages");
        }
        if (name.equals(LogisticRegressionModel.class.getName())) {
            return of(LogisticRegressionModel.load(directory), directory);
        }
        if (name.equals(LinearSVCModel.class.getName())) {
            return of(LinearSVCModel.load(directory), directory);
        }
        if (name.equals(LinearRegressionModel.class.getName())) {
            return of(LinearRegressionModel.load(directory), directory);
        }
        if (name.equals(MultilayerPerceptronClassificationModel.class.getName())) {
            return of(MultilayerPerceptronClassificationModel.load(directory), directory);
        }
        throw unknown(directory, name);
    }

    /** K; 0 where it predicts numbers. */
    public int classes() {
        return model instanceof ClassificationModel<?, ?> classes ? classes.numClasses() : 0;
    }

    /** d. */
    public int features() {
        return model.numFeatures();
    }

    /** Whether it says how probable the classes are. */
    public boolean isProbabilistic() {
        return model instanceof ProbabilisticClassificationModel<?, ?>;
    }

    private static SavedModel of(PredictionModel<?, ?> model, String directory) {
        if (!(model instanceof LogisticRegressionModel
                || model instanceof LinearSVCModel
                || model instanceof LinearRegressionModel
                || model instanceof MultilayerPerceptronClassificationModel)) {
            throw unknown(directory, model.getClass().getName());
        }
        // all four predict from vectors
        @SuppressWarnings("unchecked")
        PredictionModel<Vector, ?> ofVectors = (PredictionModel<Vector, ?>) model;
        ofVectors.setFeaturesCol(VectorFrame.FEATURES);
        ofVectors.setPredictionCol(PREDICTION);
        if (ofVectors instanceof ClassificationModel<?, ?> classes) {
            classes.setRawPredictionCol("rawPrediction");
        }
        if (ofVectors instanceof ProbabilisticClassificationModel<?, ?> probable) {
            probable.setProbabilityCol(PROBABILITY);
        }
        return new SavedModel(ofVectors, model.getClass().getSimpleName());
    }

    private static String className(SparkSession spark, Path metadata) throws IOException {
        Row first = spark.read().text(metadata.toString()).first();
        JsonNode json = new ObjectMapper().readTree(first.getString(0));
        return json.path("class").asText();
    }

    private static InvalidInputException unknown(String directory, String found) {
        return new InvalidInputException("--model " + directory + ": must be a " + KNOWN + " (it is " + found + ")");
    }
}
