package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Spark and its users expect of any Estimator, of all of ours. */
class EstimatorsTest {
    @TempDir
    private Path folder;

    static Stream<Estimator<?>> estimators() {
        return Stream.of(
                new EF21LogisticRegression(),
                new EF21LinearRegression(),
                new EF21LinearSVC(),
                new EF21MultilayerPerceptronClassifier());
    }

    private static Dataset<Row> rowsFor(Estimator<?> estimator) {
        if (estimator instanceof EF21LinearRegression) {
            return Frames.numbers(60);
        }
        return estimator instanceof EF21MultilayerPerceptronClassifier ? Frames.classes(60) : Frames.binary(60);
    }

    /** The Estimator, with what it needs, for a fit of a moment. */
    private static Estimator<?> ready(Estimator<?> estimator) {
        estimator.set("maxIter", 5);
        estimator.set("numClients", 3);
        if (estimator.hasParam("layers")) {
            estimator.set("layers", new int[] {Frames.FEATURES, 3, 3});
        }
        return estimator;
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void everyParam_isOwnedNamedLikeItsAccessorAndExplained(Estimator<?> estimator) throws Exception {
        for (Param<?> param : estimator.params()) {
            assertEquals(estimator.uid(), param.parent(), param.name());
            Object accessor = estimator.getClass().getMethod(param.name()).invoke(estimator);
            assertEquals(param, accessor, param.name());
            assertFalse(param.doc().contains("--"), param.doc());
            assertTrue(estimator.explainParams().contains(param.name() + ": " + param.doc()), param.name());
        }
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void sharedParams_haveMllibsNamesTypesAndDefaults(Estimator<?> estimator) {
        Estimator<?> mllib = estimator instanceof EF21LogisticRegression
                ? new LogisticRegression()
                : estimator instanceof EF21LinearRegression
                        ? new LinearRegression()
                        : estimator instanceof EF21LinearSVC ? new LinearSVC() : new MultilayerPerceptronClassifier();
        // what only MLlib's ways of training have
        List<String> absent = List.of(
                "solver",
                "loss",
                "epsilon",
                "blockSize",
                "maxBlockSizeInMB",
                "lowerBoundsOnCoefficients",
                "upperBoundsOnCoefficients",
                "lowerBoundsOnIntercepts",
                "upperBoundsOnIntercepts");
        for (Param<?> param : mllib.params()) {
            if (absent.contains(param.name())) {
                continue;
            }
            assertTrue(estimator.hasParam(param.name()), param.name());
            Param<?> ours = estimator.getParam(param.name());
            assertEquals(param.getClass(), ours.getClass(), param.name());
            // the seed is the hash of the class's name there, and here too; a perceptron's step is not 0.03
            if (!param.name().equals("seed") && !param.name().equals("stepSize")) {
                assertEquals(
                        mllib.getDefault(param).toString(),
                        estimator.getDefault(ours).toString(),
                        param.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void pipeline_survivesSaveAndLoad(Estimator<?> estimator) throws IOException {
        Dataset<Row> data = rowsFor(estimator);
        ready(estimator);
        String place = folder.resolve("pipeline").toString();
        new Pipeline()
                .setStages(new PipelineStage[] {estimator})
                .write()
                .overwrite()
                .save(place);
        Pipeline loaded = Pipeline.load(place);
        assertEquals(estimator.uid(), loaded.getStages()[0].uid());
        for (Param<?> param : estimator.params()) {
            assertEquals(
                    estimator.get(param).map(EstimatorsTest::comparable),
                    loaded.getStages()[0]
                            .get(loaded.getStages()[0].getParam(param.name()))
                            .map(EstimatorsTest::comparable),
                    param.name());
        }
        PipelineModel model = loaded.fit(data);
        model.write().overwrite().save(folder.resolve("model").toString());
        PipelineModel reloaded = PipelineModel.load(folder.resolve("model").toString());
        assertTrue(reloaded.stages()[0].getClass().getName().startsWith("org.apache.spark.ml."));
        assertEquals(estimator.uid(), reloaded.stages()[0].uid());
        assertEquals(
                model.transform(data).select("prediction").collectAsList(),
                reloaded.transform(data).select("prediction").collectAsList());
    }

    private static Object comparable(Object value) {
        return value instanceof int[] array ? Arrays.toString(array) : value;
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void fit_isDeterministicLeavesNothingCachedAndTakesCachedRows(Estimator<?> estimator) {
        Dataset<Row> data = rowsFor(estimator);
        ready(estimator);
        Model<?> first = estimator.fit(data);
        assertTrue(TestSpark.context().getPersistentRDDs().isEmpty());
        Dataset<Row> cached = data.cache();
        try {
            Model<?> second = estimator.fit(cached);
            assertEquals(
                    first.transform(data).collectAsList(),
                    second.transform(data).collectAsList());
        } finally {
            cached.unpersist(true);
        }
        assertEquals(estimator, first.parent());
        assertEquals(estimator.uid(), first.uid());
        assertEquals(5, (Integer) first.getOrDefault(first.getParam("maxIter")));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void copy_keepsValuesAndListener(Estimator<?> estimator) {
        List<Integer> heard = new ArrayList<>();
        ((HasSettings<?>) ready(estimator)).setRoundListener(record -> heard.add(record.round()));
        ParamMap extra = new ParamMap();
        extra.put(((IntParam) estimator.getParam("maxIter")).w(2));
        Estimator<?> copy = estimator.copy(extra);
        assertEquals(estimator.uid(), copy.uid());
        assertEquals(3, (Integer) copy.getOrDefault(copy.getParam("numClients")));
        assertEquals(5, (Integer) estimator.getOrDefault(estimator.getParam("maxIter")));
        copy.fit(rowsFor(estimator));
        assertEquals(List.of(0, 1, 2), heard);
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void historyFile_hasALinePerRound(Estimator<?> estimator) throws IOException {
        Path file = folder.resolve("history.jsonl");
        ready(estimator).set("historyPath", file.toString());
        estimator.fit(rowsFor(estimator));
        assertEquals(6, Files.readAllLines(file).size());
    }

    @Test
    void defaults_reachMllibsOptimum() {
        Dataset<Row> binary = Frames.binary(300);
        LogisticRegressionModel logistic = new LogisticRegression()
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(0.01)
                .setTol(1e-12)
                .fit(binary);
        assertArrayEquals(
                logistic.coefficients().toArray(),
                new EF21LogisticRegression()
                        .setFitIntercept(false)
                        .setStandardization(false)
                        .setRegParam(0.01)
                        .fit(binary)
                        .coefficients()
                        .toArray(),
                2e-3);
        Dataset<Row> numbers = Frames.numbers(300);
        LinearRegressionModel linear =
                new LinearRegression().setFitIntercept(false).fit(numbers);
        assertArrayEquals(
                linear.coefficients().toArray(),
                new EF21LinearRegression()
                        .setFitIntercept(false)
                        .fit(numbers)
                        .coefficients()
                        .toArray(),
                2e-3);
        LinearSVCModel margins = new EF21LinearSVC().setFitIntercept(false).fit(binary);
        assertTrue(margins.summary().accuracy() > 0.8);
    }

    @Test
    void multinomial_reachesMllibsOptimum() {
        Dataset<Row> data = Frames.classes(300);
        LogisticRegressionModel mllib = new LogisticRegression()
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(0.01)
                .setTol(1e-12)
                .fit(data);
        LogisticRegressionModel ours = new EF21LogisticRegression()
                .setFitIntercept(false)
                .setStandardization(false)
                .setRegParam(0.01)
                .fit(data);
        assertEquals(3, ours.numClasses());
        assertArrayEquals(
                mllib.coefficientMatrix().toArray(), ours.coefficientMatrix().toArray(), 5e-3);
    }

    @Test
    void perceptron_learns() {
        Dataset<Row> data = Frames.classes(200);
        EF21MultilayerPerceptronClassifier classifier = new EF21MultilayerPerceptronClassifier()
                .setLayers(new int[] {Frames.FEATURES, 5, 3})
                .setSeed(1);
        assertTrue(classifier.fit(data).summary().accuracy() > 0.85);
        InvalidInputException few = assertThrows(
                InvalidInputException.class,
                () -> classifier.setLayers(new int[] {Frames.FEATURES, 5, 2}).fit(data));
        assertEquals("layers ends with 2 outputs, and there are 3 classes: labels 0 to 2", few.getMessage());
        assertThrows(IllegalArgumentException.class, () -> classifier.setLayers(new int[] {4, 3}));
    }

    @Test
    void vectors_surviveSaveAndLoad() throws IOException {
        EF21LogisticRegression estimator =
                new EF21LogisticRegression().setInitialCoefficients(Vectors.dense(1, 2, 3, 4));
        String place = folder.resolve("estimator").toString();
        ((MLWritable) estimator).save(place);
        assertEquals(
                Vectors.dense(1, 2, 3, 4), EF21LogisticRegression.load(place).getInitialCoefficients());
    }

    @Test
    void clientCol_makesTheClients() {
        LogisticRegressionModel model =
                new EF21LogisticRegression().setClientCol("site").setMaxIter(5).fit(Frames.binary(60));
        List<Row> clients = ((EF21TrainingSummary) model.summary())
                .clients()
                .orderBy("name")
                .collectAsList();
        assertEquals(2, clients.size());
        assertEquals("north", clients.get(0).getAs("name"));
        assertEquals(12L, clients.get(0).<Long>getAs("rows"));
        assertEquals(0.2, clients.get(0).<Double>getAs("share"), 1e-15);
    }

    @Test
    void weights_countAsCopiesOfRows() {
        // not with standardization: a row of weight 2 is no two observations to Spark's standard deviation
        Dataset<Row> data = Frames.binary(120);
        Dataset<Row> copies = data.union(data.filter("weight > 1")).union(data.filter("weight > 2"));
        EF21LogisticRegression estimator = new EF21LogisticRegression()
                .setRegParam(0.1)
                .setStandardization(false)
                .setTol(1e-10);
        assertArrayEquals(
                estimator.fit(copies.repartition(1)).coefficients().toArray(),
                estimator.setWeightCol("weight").fit(data).coefficients().toArray(),
                1e-3);
    }
}
