package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code predict} and {@code evaluate} on models that {@code train} saved. */
class ModelCommandsTest {
    private static final int ROWS = 150;

    /** What is wrong, and what is said of it; M is a model of two classes and three features. */
    private static final List<String> BAD = List.of(
            "evaluate --model M | --data must name a file, or a folder of files",
            "evaluate --data few.txt | --model must name the folder of a saved model",
            "evaluate --model M --data few.txt | few.txt has 1 label values (1.0), but the model has 2 classes: say what they"
                    + " stand for with --labels L0,L1,...",
            "evaluate --model M --data few.txt --labels 1 | --labels names 1 label values (1.0), but the model has 2 classes",
            "evaluate --model M --data few.txt --labels 2,3 | has the label 1.0, which is none of --labels 2,3",
            "evaluate --model M --data few.txt --labels 1,-1 | --labels must ascend, such as -1,1 (got '1,-1')",
            "evaluate --model M --data few.txt --labels a,b | --labels must be numbers such as -1,1 (got 'a,b')",
            "evaluate --model M --data wide.txt | wide.txt has 7 features, but --model M was trained on 3",
            "evaluate --model few.txt --data few.txt | --model few.txt: there is no saved model of Spark's in it",
            "predict --model M --data few.txt | --output must name a .csv file, or a folder for Parquet",
            "predict --model M --data few.txt --output few.txt | few.txt: already exists",
            "predict --model M --data few.txt --weights w --output o | unknown option '--weights'");

    @TempDir
    private Path folder;

    /** From the predictions, the measures come out by their definitions. */
    @Test
    void evaluate_measuresWhatPredictPredicts() throws IOException {
        write(2);
        train("logistic");
        assertEquals(0, predict("p.csv").exitCode());
        List<double[]> rows = predictions("p.csv", "label,prediction,p0,p1");
        double loss = 0;
        double right = 0;
        double pairs = 0;
        double ordered = 0;
        for (double[] row : rows) {
            double label = row[0] > 0 ? 1 : 0;
            loss -= Math.log(label == 1 ? row[3] : row[2]) / ROWS;
            right += row[1] == label ? 1.0 / ROWS : 0;
            for (double[] other : rows) {
                if (row[0] > other[0]) {
                    pairs++;
                    ordered += row[3] > other[3] ? 1 : row[3] == other[3] ? 0.5 : 0;
                }
            }
        }
        String out = evaluated();
        assertEquals(ROWS, measure(out, "rows"));
        assertEquals(loss, measure(out, "log-loss"), 1e-6);
        assertEquals(ordered / pairs, measure(out, "AUC"), 1e-6);
        assertEquals(right, measure(out, "accuracy"), 1e-6);
        assertTrue(right > 0.8, out);
    }

    @Test
    void regression() throws IOException {
        write(0);
        train("least-squares");
        assertEquals(0, predict("p.csv").exitCode());
        double squares = 0;
        double absolute = 0;
        double mean = 0;
        List<double[]> rows = predictions("p.csv", "label,prediction");
        for (double[] row : rows) {
            squares += (row[0] - row[1]) * (row[0] - row[1]);
            absolute += Math.abs(row[0] - row[1]);
            mean += row[0] / ROWS;
        }
        double variance = 0;
        for (double[] row : rows) {
            variance += (row[0] - mean) * (row[0] - mean);
        }
        String out = evaluated();
        assertEquals(Math.sqrt(squares / ROWS), measure(out, "RMSE"), 1e-6);
        assertEquals(absolute / ROWS, measure(out, "MAE"), 1e-6);
        assertEquals(1 - squares / variance, measure(out, "R2"), 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"softmax, 3, true", "mlp:4, 3, true", "squared-hinge, 2, false"})
    void everyModelThatIsSaved(String objective, int classes, boolean probable) throws IOException {
        write(classes);
        train(objective);
        String out = evaluated();
        assertTrue(measure(out, "accuracy") > 0.6, out);
        assertEquals(probable, out.contains("log-loss"));
        assertEquals(classes == 2, out.contains("AUC"));
    }

    @Test
    void predictions_asParquet_ofATableWithoutLabels() throws IOException {
        write(2);
        train("logistic");
        Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,2,3\n0,0,0\n");
        Program program = Program.here(
                "predict",
                "--master",
                "local[2]",
                "--model",
                at("model"),
                "--data",
                at("t.csv"),
                "--output",
                at("out"));
        assertEquals(0, program.exitCode(), program.err());
        List<Row> rows = TestSpark.session().read().parquet(at("out")).collectAsList();
        assertEquals(2, rows.size());
        assertEquals(
                List.of("prediction", "p0", "p1"), List.of(rows.get(0).schema().fieldNames()));
        assertEquals(0.5, rows.get(1).getDouble(2));
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().contains("incomplete")));
        }
    }

    @Test
    void weights_countInMeasures() throws IOException {
        write(2);
        train("logistic");
        Files.writeString(folder.resolve("t.csv"), "label,w,a,b,c\n-1,3,2,0,0\n1,1,2,0,0\n1,0,-2,0,0\n");
        Program program = Program.here(
                "evaluate", "--master", "local[2]", "--model", at("model"), "--data", at("t.csv"), "--weights", "w");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(2, measure(program.out(), "rows"));
        assertEquals(0.25, measure(program.out(), "accuracy"));
        assertEquals(0.5, measure(program.out(), "AUC"));
    }

    @Test
    void badInput_isRefusedInASentence() throws IOException {
        write(2);
        train("logistic");
        Files.writeString(folder.resolve("few.txt"), "1 1:1\n");
        Files.writeString(folder.resolve("wide.txt"), "1 7:1\n-1 1:1\n");
        for (String bad : BAD) {
            String[] parts = bad.split(" \\| ", -1);
            List<String> arguments = new ArrayList<>();
            for (String word : parts[0].split(" ", -1)) {
                arguments.add(word.equals("M") ? at("model") : word.endsWith(".txt") ? at(word) : word);
            }
            arguments.addAll(List.of("--master", "local[2]"));
            Program program = Program.here(arguments.toArray(String[]::new));
            assertEquals(2, program.exitCode(), program.err());
            String said = program.err().replace(folder + "/", "").replace("--model model", "--model M");
            assertTrue(said.contains(parts[1]), said);
            assertFalse(said.contains("\tat "), said);
        }
    }

    @Test
    void oneClassOnly_isEvaluated_whereLabelsAreTold() throws IOException {
        write(2);
        train("logistic");
        Files.writeString(folder.resolve("few.txt"), "1 1:2\n1 1:3\n");
        Program program = Program.here(
                "evaluate",
                "--master",
                "local[2]",
                "--model",
                at("model"),
                "--data",
                at("few.txt"),
                "--labels",
                "-1,1");
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(1, measure(program.out(), "accuracy"));
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(String objective) {
        TestSpark.session();
        Program program = Program.here(
                "train",
                "--engine",
                "local",
                "--data",
                at("train.txt"),
                "--objective",
                objective,
                "--clients",
                "2",
                "--rounds",
                "60",
                "--model",
                at("model"));
        assertEquals(0, program.exitCode(), program.err());
    }

    private Program predict(String output) {
        return Program.here(
                "predict",
                "--master",
                "local[2]",
                "--model",
                at("model"),
                "--data",
                at("held.txt"),
                "--output",
                at(output));
    }

    private String evaluated() {
        Program program =
                Program.here("evaluate", "--master", "local[2]", "--model", at("model"), "--data", at("held.txt"));
        assertEquals(0, program.exitCode(), program.err());
        return program.out();
    }

    private static double measure(String out, String name) {
        Matcher matcher =
                Pattern.compile("(?m)^" + Pattern.quote(name) + " +(\\S+)$").matcher(out);
        assertTrue(matcher.find(), out);
        return Double.parseDouble(matcher.group(1));
    }

    private List<double[]> predictions(String name, String header) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        assertEquals(header, lines.get(0));
        assertEquals(ROWS + 1, lines.size());
        List<String> labels = Files.readAllLines(folder.resolve("held.txt"));
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[] row = Stream.of(lines.get(i + 1).split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            // the order of the data
            assertEquals(Double.parseDouble(labels.get(i).split(" ", -1)[0]), row[0]);
            rows.add(row);
        }
        return rows;
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Classes are the labels -1, 1, 3, ...; 0 classes: numbers. */
    private void write(int classes) throws IOException {
        SplittableRandom random = new SplittableRandom(classes);
        for (String name : List.of("train.txt", "held.txt")) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < (name.startsWith("held") ? ROWS : 2 * ROWS); i++) {
                double a = random.nextInt(-16, 17) / 8.0;
                double b = random.nextInt(-16, 17) / 8.0;
                double z = 2 * a - b + random.nextInt(-4, 5) / 8.0;
                double label = classes == 0 ? z : classes == 2 ? (z > 0 ? 1 : -1) : z > 1 ? 3 : z < -1 ? -1 : 1;
                text.append(label).append(" 1:" + a + " 2:" + b + " 3:1\n");
            }
            Files.writeString(folder.resolve(name), text);
        }
    }
}
