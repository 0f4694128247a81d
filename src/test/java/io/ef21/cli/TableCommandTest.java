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
import java.util.SplittableRandom;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train} on CSV and Parquet. */
class TableCommandTest {
    private static final int ROWS = 240;

    @TempDir
    private Path folder;

    /** One data set, four ways of writing it down, one model, bit for bit. */
    @Test
    void formats_giveTheSameModel() throws IOException {
        write();
        SparkSession session = TestSpark.session();
        session.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.resolve("rows.csv").toString())
                .selectExpr("y", "array(`a.1`, b) as features")
                .write()
                .parquet(folder.resolve("rows.parquet").toString());
        double[] expected = trained("--data", at("rows.txt"));
        assertArrayEquals(expected, trained("--data", at("rows.csv"), "--label-col", "y", "--feature-cols", "a.1,b"));
        assertArrayEquals(expected, trained("--data", at("rows.parquet"), "--label-col", "y"));
        assertArrayEquals(
                expected,
                trained("--data", at("parts"), "--format", "csv", "--label-col", "y", "--feature-cols", "a.1,b"));
    }

    /** A row of weight 2 is two rows, and one of weight 0 is none. */
    @Test
    void weights_countRows() throws IOException {
        write();
        double[] expected = trained("--data", at("repeated.txt"), "--clients", "1");
        double[] weighted = trained(
                "--data",
                at("rows.csv"),
                "--label-col",
                "y",
                "--feature-cols",
                "a.1,b",
                "--weights",
                "w",
                "--clients",
                "1");
        assertArrayEquals(expected, weighted, 1e-9);
    }

    @Test
    void clientsByAColumn() throws IOException {
        write();
        Program program = program(
                "--data",
                at("rows.csv"),
                "--label-col",
                "y",
                "--feature-cols",
                "a.1,b",
                "--clients-by",
                "site",
                "--rounds",
                "2");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("2 features"), program.out());
        assertTrue(program.out().contains("3 clients (by site)"), program.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rows.csv | --label-col yy | --label-col: unknown column 'yy': did you mean 'y'? there are y, a.1, b, w, site, text",
                "rows.csv | --label-col y --feature-cols a.1,c | --feature-cols: unknown column 'c'",
                "rows.csv | --label-col y --weights v | --weights: unknown column 'v': did you mean 'y'?",
                "rows.csv | --label-col y --clients-by sit | --clients-by: unknown column 'sit': did you mean 'site'?",
                "rows.csv | --label-col y --feature-cols a.1,text | rows.csv, row 1: column 'text' is not a number, or missing",
                "rows.csv | --label-col text --feature-cols b | row 1: the label in column 'text' is not a number, or missing",
                "rows.csv | --label-col w --feature-cols b | has more than two label values",
                "rows.csv | --features-col b | --features-col names a column of vectors, and CSV has none: use --feature-cols",
                "rows.csv | --label-col y --engine local | csv is read by Spark: use --engine spark, or give LIBSVM data",
                "rows.csv | --label-col y --clients-by site --clients 2 | --clients-by says whose rows they are: leave out --clients",
                "rows.csv | --format cvs | unknown value of --format 'cvs': did you mean 'csv'?",
                "rows.txt | --weights w | --weights names a column, and LIBSVM data have none: give the data as CSV or Parquet",
                "rows.txt | --format parquet | cannot be read as parquet: rows.txt does not begin with PAR1",
                "generated:a9a:100 | --label-col y | --label-col names a column, and generated data have none",
                "generated:a9a:100 | --format csv | is made, not read: leave out --format",
                "mixed | --format csv --label-col y | the columns of 2 are not those of 1: all files need the same",
                "absent.csv | --label-col y | absent.csv: no such file or folder",
            })
    void badInput_isRefusedInASentence(String data, String options, String sentence) throws IOException {
        write();
        List<String> arguments = new ArrayList<>(List.of("--data", data.startsWith("generated") ? data : at(data)));
        arguments.addAll(List.of(options.split(" ")));
        Program program = program(arguments.toArray(String[]::new));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains(sentence), program.err());
        assertFalse(program.err().contains("\tat "), program.err());
    }

    private double[] trained(String... options) {
        Path model = folder.resolve("model");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--rounds", "40", "--model", model.toString()));
        if (!arguments.contains("--clients")) {
            arguments.addAll(List.of("--clients", "3"));
        }
        Program program = program(arguments.toArray(String[]::new));
        assertEquals(0, program.exitCode(), program.err());
        TestSpark.session();
        double[] coefficients =
                LogisticRegressionModel.load(model.toString()).coefficients().toArray();
        ModelCommandsTest.delete(model);
        return coefficients;
    }

    private static Program program(String... options) {
        TestSpark.session();
        List<String> arguments = new ArrayList<>(List.of("train", "--master", "local[2]"));
        arguments.addAll(List.of(options));
        return Program.here(arguments.toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** rows.csv; its labels and features as LIBSVM, once each and by their weights; and in two files of which the second is larger. */
    private void write() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> csv = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        StringBuilder repeated = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            double a = random.nextInt(-8, 9) / 4.0;
            double b = random.nextInt(-8, 9) / 4.0;
            int y = a - b + random.nextInt(-2, 3) > 0 ? 1 : -1;
            int w = random.nextInt(3);
            csv.add(y + "," + a + "," + b + "," + w + "," + (8 + random.nextInt(3)) + ",x\n");
            String line = y + " 1:" + a + " 2:" + b + "\n";
            text.append(line);
            repeated.append(line.repeat(w));
        }
        String header = "y,a.1,b,w,site,text\n";
        Files.writeString(folder.resolve("rows.csv"), header + String.join("", csv));
        Files.writeString(folder.resolve("rows.txt"), text);
        Files.writeString(folder.resolve("repeated.txt"), repeated);
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("1"), "y,a\n1,2\n");
        Files.writeString(mixed.resolve("2"), "a,y\n1,2\n");
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Files.writeString(parts.resolve("1"), header + String.join("", csv.subList(0, 50)));
        Files.writeString(parts.resolve("2"), header + String.join("", csv.subList(50, ROWS)));
    }
}
