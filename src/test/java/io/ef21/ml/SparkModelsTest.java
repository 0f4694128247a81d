package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.ClassedRows;
import io.ef21.Draws;
import io.ef21.SparseRows;
import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Shard;
import io.ef21.objective.Objective;
import io.ef21.objective.Objectives;
import io.ef21.objective.Perceptron;
import io.ef21.objective.Problem;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.objective.Softmax;
import java.util.SplittableRandom;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our loss is the one that Spark's own models give their probabilities. */
class SparkModelsTest {
    private static final int D = 9;

    /** The mean of -log of the probabilities of the labels. */
    private static double loss(ProbabilisticClassificationModel<Vector, ?> model, Shard shard) {
        double[][] rows = SparseRows.dense(shard);
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            Vector probabilities = model.predictProbability(Vectors.dense(rows[i]));
            sum -= Math.log(probabilities.apply((int) shard.labels()[i]));
            assertEquals(probabilities.argmax(), model.predict(Vectors.dense(rows[i])));
        }
        return sum / rows.length;
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, false", "5, false", "3, true"})
    void softmax(int classes, boolean compact) {
        ClassedRows data = new ClassedRows(3, compact ? 4 : 60, D, compact ? 0.1 : 0.5, classes);
        Shard shard = data.shard(compact);
        Objective f = new Softmax().client(shard, data.labels(), new Regularizer.None());
        double[] x = Draws.GAUSSIAN.vector(new SplittableRandom(1), f.dimension());
        LogisticRegressionModel model = (LogisticRegressionModel) SparkModels.of(new SparkModels.Trained(
                new Softmax(), data.labels(), D, false, new Regularizer.None(), f.columns(), x));
        assertEquals(classes, model.numClasses());
        assertEquals(D, model.numFeatures());
        assertEquals(f.evaluate(x, new double[x.length]), loss(model, shard), 1e-12);
        assertArrayEquals(new double[classes], model.interceptVector().toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp:4", "mlp:5,3", "mlp:1,2,3"})
    void perceptron(String specification) {
        ClassedRows data = new ClassedRows(3, 80, D, 0.5, 3);
        Shard shard = data.shard(false);
        Perceptron problem = (Perceptron) Objectives.parse(specification, 2);
        Objective f = problem.client(shard, data.labels(), new Regularizer.None());
        for (boolean moved : new boolean[] {false, true}) {
            double[] x =
                    moved ? Draws.GAUSSIAN.vector(new SplittableRandom(1), f.dimension()) : new double[f.dimension()];
            MultilayerPerceptronClassificationModel model =
                    (MultilayerPerceptronClassificationModel) SparkModels.of(new SparkModels.Trained(
                            problem, data.labels(), D, false, new Regularizer.None(), Columns.all(f.dimension()), x));
            assertArrayEquals(problem.sizes(D, data.labels()), model.getLayers());
            assertEquals(f.evaluate(x, new double[x.length]), loss(model, shard), 1e-12);
        }
    }

    @Test
    void others_haveNone() {
        for (String specification : new String[] {"quadratic:3:2", "tridiagonal:3:1", "three-point:1", "spread:2"}) {
            Problem problem = Objectives.parse(specification, 0);
            assertThrows(InvalidInputException.class, () -> SparkModels.requireModel(problem));
        }
        RowProblem own = (RowProblem) Objectives.parse("spread:2", 0);
        ClassedRows data = new ClassedRows(3, 8, D, 0.5, 3);
        assertThrows(
                InvalidInputException.class,
                () -> SparkModels.of(new SparkModels.Trained(
                        own, data.labels(), D, false, new Regularizer.None(), Columns.all(D), new double[D])));
    }
}
