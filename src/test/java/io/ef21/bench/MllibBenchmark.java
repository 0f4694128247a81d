package io.ef21.bench;

import io.ef21.data.GeneratedRows;
import io.ef21.data.RowBlock;
import io.ef21.spark.TestSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What Spark's own LogisticRegression does with generated rows: {@code MllibBenchmark LOCATION REG_PARAM ITERATIONS}. */
public final class MllibBenchmark {
    private MllibBenchmark() {}

    public static void main(String[] arguments) {
        GeneratedRows rows = GeneratedRows.parse(arguments[0], 0);
        JavaSparkContext spark = TestSpark.context();
        int partitions = 4;
        JavaRDD<Row> vectors = spark.parallelize(List.of(0, 1, 2, 3), partitions)
                .flatMap(p -> {
                    RowBlock block = rows.block((int) ((long) rows.rows() * p / partitions), (int)
                            ((long) rows.rows() * (p + 1) / partitions));
                    List<Row> list = new ArrayList<>();
                    for (int i = 0; i < block.rows(); i++) {
                        int from = block.starts()[i];
                        int to = block.starts()[i + 1];
                        double[] values = new double[to - from];
                        for (int q = from; q < to; q++) {
                            values[q - from] = block.value(q);
                        }
                        list.add(RowFactory.create(
                                block.labels()[i] > 0 ? 1.0 : 0.0,
                                Vectors.sparse(
                                        rows.features(), Arrays.copyOfRange(block.columns(), from, to), values)));
                    }
                    return list.iterator();
                });
        StructType type =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        Dataset<Row> data = TestSpark.session().createDataFrame(vectors, type).cache();
        System.out.println(data.count() + " rows");
        long start = System.nanoTime();
        LogisticRegressionModel model = new LogisticRegression()
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(Double.parseDouble(arguments[1]))
                .setMaxIter(Integer.parseInt(arguments[2]))
                .setTol(1e-12)
                .fit(data);
        double[] history = model.summary().objectiveHistory();
        System.out.printf(
                Locale.ROOT,
                "MLlib: %d iterations in %.1f s, objective %.10f -> %.10f%n",
                history.length - 1,
                (System.nanoTime() - start) / 1e9,
                history[0],
                history[history.length - 1]);
        spark.stop();
    }
}
