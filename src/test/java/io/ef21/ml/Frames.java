package io.ef21.ml;

import io.ef21.spark.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small DataFrames with columns label, features (4 of them, uniform in [-1, 1]), weight (1, 2 or 3) and site. */
final class Frames {
    static final int FEATURES = 4;
    private static final double[][] PLANES = {{1, -2, 0.5, 0}, {-1, 0, 2, 1}, {0, 1, -1, -2}};

    private Frames() {}

    /** Two classes that overlap. */
    static Dataset<Row> binary(int rows) {
        return of(rows, x -> x[FEATURES] + 2 * dot(PLANES[0], x) > 0 ? 1 : 0);
    }

    /** Three classes. */
    static Dataset<Row> classes(int rows) {
        return of(rows, x -> {
            int best = 0;
            for (int c = 1; c < PLANES.length; c++) {
                best = dot(PLANES[c], x) + 0.5 * x[FEATURES] > dot(PLANES[best], x) ? c : best;
            }
            return best;
        });
    }

    /** A linear function and noise. */
    static Dataset<Row> numbers(int rows) {
        return of(rows, x -> 3 * dot(PLANES[1], x) + 0.1 * x[FEATURES]);
    }

    /** @param label of the features and one more number, of the noise */
    private static Dataset<Row> of(int rows, ToDoubleFunction<double[]> label) {
        SplittableRandom random = new SplittableRandom(rows);
        List<Row> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double[] x = new double[FEATURES + 1];
            for (int j = 0; j <= FEATURES; j++) {
                x[j] = 2 * random.nextDouble() - 1;
            }
            list.add(RowFactory.create(
                    label.applyAsDouble(x),
                    Vectors.dense(x[0], x[1], x[2], x[3]),
                    1.0 + i % 3,
                    i % 5 == 0 ? "north" : "south"));
        }
        StructType type = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType())
                .add("weight", DataTypes.DoubleType)
                .add("site", DataTypes.StringType);
        return TestSpark.session().createDataFrame(list, type).repartition(1);
    }

    private static double dot(double[] plane, double[] x) {
        double sum = 0;
        for (int j = 0; j < plane.length; j++) {
            sum += plane[j] * x[j];
        }
        return sum;
    }
}
