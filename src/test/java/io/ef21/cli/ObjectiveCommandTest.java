package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LinearSVCModel;
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
