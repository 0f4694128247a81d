package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --objective} from end to end. */
class ObjectiveCommandTest {
    /** y = 2 x_1 - 3 x_2, exactly; labels in every form of a number. */
    private static final String PLANE =
            """
            2 1:1
            -3 2:1
            -1.0 1:1 2:1 # a comment
            +7e0 1:5 2:1
            -0.25 1:0.25 2:0.25

            1e-1 1:0.05
            0 3:1
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"least-squares", "huber:100"})
    void realLabels_areReadAsTheyAre_modelIsSpark(String objective) throws IOException {
        TestSpark.session();
        for (String engine : List.of("local", "spark")) {
            Path model = folder.resolve(engine);
            Program program = train(PLANE, engine, objective, model);
            assertEquals(0, program.exitCode(), program.err());
            assertTrue(
                    program.out().contains(objective + (objective.contains(":") ? ".0" : "") + ", regularizer none"),
                    program.out());
            TestSpark.session();
            LinearRegressionModel saved = LinearRegressionModel.load(model.toString());
            assertArrayEquals(new double[] {2, -3, 0}, saved.coefficients().toArray(), 1e-6);
            assertEquals(0, saved.intercept());
            assertEquals(-4, saved.predict(Vectors.dense(1, 2, 9)), 1e-5);
        }
        assertEquals(history("local"), history("spark"));
    }

    @Test
    void squaredHinge_modelPredictsTheSign() throws IOException {
        TestSpark.session();
        Path model = folder.resolve("local");
        Program program = train("3 1:1\n7 2:1\n3 1:2 3:1\n7 2:0.5 3:1\n", "local", "squared-hinge", model);
        assertEquals(0, program.exitCode(), program.err());
        TestSpark.session();
        LinearSVCModel saved = LinearSVCModel.load(model.toString());
        assertEquals(0, saved.predict(Vectors.dense(1, 0, 0)));
        assertEquals(1, saved.predict(Vectors.dense(0, 1, 0)));
    }

    @ParameterizedTest
    @CsvSource({"local, squared-hinge", "spark, squared-hinge", "local, logistic", "spark, logistic"})
    void realLabels_twoClassesRefuse(String engine, String objective) throws IOException {
        TestSpark.session();
        Program program = train(PLANE, engine, objective, folder.resolve("model"));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(
                program.err()
                        .contains(
                                "rows.txt, line 3: label -1.0 makes more than two label values (-3.0 and 2.0 before it):"
                                        + " --objective " + objective
                                        + " needs exactly two, softmax takes more, least-squares and huber take any numbers"),
                program.err());
    }

    /** Three classes along three directions, labelled 10, -2.5 and 3. */
    private static final String THREE =
            """
            10 1:1
            -2.5 2:1
            3 3:1
            10 1:2 4:0.5
            -2.5 2:1.5 4:0.5
            3 3:3
            """;

    @Test
    void softmax_modelPredictsTheClass() throws IOException {
        TestSpark.session();
        for (String engine : List.of("local", "spark")) {
            Path model = folder.resolve(engine);
            Program program = train(THREE, engine, "softmax", model);
            assertEquals(0, program.exitCode(), program.err());
            assertTrue(program.out().contains("6 rows, 4 features"), program.out());
            assertTrue(
                    program.out().contains("a model of 12 entries, for a compressor C: layers(w=4x3,C)"),
                    program.out());
            TestSpark.session();
            LogisticRegressionModel saved = LogisticRegressionModel.load(model.toString());
            assertEquals(3, saved.numClasses());
            // in ascending order of the labels: -2.5, 3, 10
            assertEquals(2, saved.predict(Vectors.dense(1, 0, 0, 0)));
            assertEquals(0, saved.predict(Vectors.dense(0, 1, 0, 0)));
            assertEquals(1, saved.predict(Vectors.dense(0, 0, 1, 0)));
        }
        assertEquals(history("local"), history("spark"));
    }

    @Test
    void mlp_modelPredictsTheClass_blocksAreTold() throws IOException {
        TestSpark.session();
        for (String engine : List.of("local", "spark")) {
            Path model = folder.resolve(engine);
            Program program = train(THREE, engine, "mlp:5", model);
            assertEquals(0, program.exitCode(), program.err());
            assertTrue(
                    program.out()
                            .contains("a model of 43 entries, for a compressor C: layers(w1=4x5,b1=5!,w2=5x3,b2=3!,C)"),
                    program.out());
            TestSpark.session();
            MultilayerPerceptronClassificationModel saved =
                    MultilayerPerceptronClassificationModel.load(model.toString());
            assertArrayEquals(new int[] {4, 5, 3}, saved.getLayers());
            assertEquals(2, saved.predict(Vectors.dense(1, 0, 0, 0)));
            assertEquals(0, saved.predict(Vectors.dense(0, 1, 0, 0)));
            assertEquals(1, saved.predict(Vectors.dense(0, 0, 1, 0)));
        }
        assertEquals(history("local"), history("spark"));
    }

    /** The blocks that the end table tells are what a compressor takes. */
    @Test
    void mlp_layersAreCompressed() throws IOException {
        Path data = Files.writeString(folder.resolve("rows.txt"), THREE);
        Program program = Program.here(
                "train",
                "--data",
                data.toString(),
                "--clients",
                "2",
                "--engine",
                "local",
                "--objective",
                "mlp:5",
                "--compressor",
                "layers(w1=4x5,b1=5!,w2=5x3,b2=3!,powersgd:1)",
                "--method",
                "ef21",
                "--step-size",
                "0.5",
                "--rounds",
                "50");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("layers(w1=4x5,b1=5!,w2=5x3,b2=3!,powersgd:1)"), program.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quadratic:20:100", "tridiagonal:30:0.1:0.01", "three-point:1"})
    void generated_needNoData(String objective) throws IOException {
        TestSpark.session();
        for (String engine : List.of("local", "spark")) {
            List<String> arguments = new ArrayList<>(List.of("train", "--objective", objective, "--clients", "5"));
            arguments.addAll(List.of("--engine", engine, "--method", "ef21", "--compressor", "topk:0.2"));
            arguments.addAll(List.of("--rounds", "30", "--seed", "4"));
            arguments.addAll(
                    List.of("--history", folder.resolve(engine + ".jsonl").toString()));
            if (engine.equals("spark")) {
                arguments.addAll(List.of("--master", "local[2]"));
            }
            Program program = Program.here(arguments.toArray(new String[0]));
            assertEquals(0, program.exitCode(), program.err());
            assertTrue(program.out().contains("none: functions made from the seed"), program.out());
            assertTrue(program.out().contains(" variables, 5 clients"), program.out());
            assertFalse(program.err().contains("reading"), program.err());
        }
        assertEquals(history("local"), history("spark"));
    }

    @Test
    void manyLabels_areTooManyClasses() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row <= 1000; row++) {
            rows.append(row).append(" 1:1\n");
        }
        Program program = train(rows.toString(), "local", "softmax", folder.resolve("model"));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains("rows.txt has more than 1000 label values"), program.err());
        Program one = train("1 1:1\n1 2:1\n", "local", "mlp:3", folder.resolve("model"));
        assertEquals(2, one.exitCode(), one.err());
        assertTrue(one.err().contains("has one label value only ([1.0])"), one.err());
    }

    private Program train(String rows, String engine, String objective, Path model) throws IOException {
        Path data = Files.writeString(folder.resolve("rows.txt"), rows);
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString(), "--clients", "2"));
        arguments.addAll(List.of("--engine", engine, "--objective", objective, "--model", model.toString()));
        arguments.addAll(List.of("--client-weights", "rows", "--rounds", "200", "--tol", "0"));
        arguments.addAll(List.of("--history", folder.resolve(engine + ".jsonl").toString()));
        if (engine.equals("spark")) {
            arguments.addAll(List.of("--master", "local[2]"));
        }
        return Program.here(arguments.toArray(new String[0]));
    }

    private List<String> history(String engine) throws IOException {
        return Files.readAllLines(folder.resolve(engine + ".jsonl")).stream()
                .map(line -> line.replaceAll(",\"sparkResultBytes\".*", ""))
                .toList();
    }
}
