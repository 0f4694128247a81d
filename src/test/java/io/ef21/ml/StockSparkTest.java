package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our Estimators fit is Spark's: another JVM, which knows nothing of us, loads it and predicts the same bits. */
class StockSparkTest {
    @TempDir
    private Path folder;

    /** A saved model, what it is applied to, and what it makes of that here. */
    private record Saved(String model, String data, String there, List<Row> here) {}

    private final List<Saved> all = new ArrayList<>();

    @Test
    void savedModels_predictTheSameWithoutUs() throws IOException, InterruptedException, URISyntaxException {
        Dataset<Row> data = data();
        VectorAssembler assembler =
                new VectorAssembler().setInputCols(new String[] {"a", "b", "c"}).setOutputCol("assembled");
        Dataset<Row> assembled = assembler.transform(data).select("id", "label", "assembled");
        data.write().parquet(place("data"));
        assembled.write().parquet(place("assembled"));
        for (Predictor<Vector, ?, ?> estimator : estimators()) {
            estimator.setFeaturesCol("assembled");
            save(estimator.fit(assembled), "assembled");
            Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {assembler, estimator});
            save(pipeline.fit(data), "data");
        }
        predictInStockSpark();
        for (Saved saved : all) {
            assertEquals(saved.here(), rows(TestSpark.session().read().parquet(saved.there())), saved.model());
        }
    }

    private static List<Predictor<Vector, ?, ?>> estimators() {
        return List.of(
                new EF21LogisticRegression().setRegParam(0.01).setMaxIter(20).setNumClients(3),
                new EF21LinearRegression().setMaxIter(20),
                new EF21LinearSVC().setRegParam(0.01).setMaxIter(20),
                new EF21MultilayerPerceptronClassifier()
                        .setLayers(new int[] {3, 4, 2})
                        .setMaxIter(20));
    }

    private static Dataset<Row> data() {
        SplittableRandom random = new SplittableRandom(5);
        List<Row> rows = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            double a = random.nextDouble() - 0.5;
            double b = random.nextDouble() - 0.5;
            double c = random.nextDouble() - 0.5;
            rows.add(RowFactory.create(id, a - 2 * b + c * c > 0 ? 1.0 : 0.0, a, b, c));
        }
        StructType type = new StructType().add("id", DataTypes.IntegerType).add("label", DataTypes.DoubleType);
        for (String feature : List.of("a", "b", "c")) {
            type = type.add(feature, DataTypes.DoubleType);
        }
        return TestSpark.session().createDataFrame(rows, type);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    private void save(Transformer model, String data) throws IOException {
        String place = place("model" + all.size());
        ((MLWritable) model).save(place);
        Dataset<Row> predicted = model.transform(TestSpark.session().read().parquet(place(data)));
        all.add(new Saved(place, place(data), place("predicted" + all.size()), rows(predicted)));
    }

    private static List<Row> rows(Dataset<Row> predicted) {
        List<Row> rows = predicted.orderBy("id").collectAsList();
        assertEquals(200, rows.size());
        assertTrue(Arrays.asList(predicted.columns()).contains("prediction"));
        return rows;
    }

    private void predictInStockSpark() throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        // the same modules as here: with the vector module, Spark's dot products differ in the last bit
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPathWithoutUs()));
        command.add(
                Path.of(StockSparkTest.class.getResource("/stock/Predict.java").toURI())
                        .toString());
        for (Saved saved : all) {
            command.addAll(List.of(saved.model(), saved.data(), saved.there()));
        }
        Path log = folder.resolve("stock.log");
        Process stock = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(stock.waitFor(10, TimeUnit.MINUTES), "stock Spark did not end");
            assertEquals(0, stock.exitValue(), () -> read(log));
        } finally {
            stock.destroyForcibly();
        }
    }

    /** The jars of this test's class path, but neither our jar nor a folder of classes. */
    private static String classPathWithoutUs() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar")
                        && !Path.of(entry).getFileName().toString().startsWith("ef21-spark"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
