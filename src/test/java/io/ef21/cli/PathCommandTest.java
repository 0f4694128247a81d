package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --lambdas} from end to end. */
class PathCommandTest {
    @TempDir
    private Path folder;

    @Test
    void oneModel_andOneRow_forEveryLambda() throws IOException {
        Path history = folder.resolve("h.jsonl");
        Path model = folder.resolve("models");
        Program program = Program.here(
                "train",
                "--engine",
                "local",
                "--data",
                "generated:a9a:2000",
                "--clients",
                "4",
                "--regularizer",
                "l1",
                "--lambdas",
                "1e-3,1e-1,1e-2",
                "--rounds",
                "20",
                "--history",
                history.toString(),
                "--model",
                model.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("regularizer l1:0.1 and 2 more lambdas at the server"), program.out());
        List<String> rows = program.out()
                .lines()
                .dropWhile(line -> !line.startsWith("  lambda "))
                .toList();
        for (int i = 0; i < 3; i++) {
            String lambda = List.of("0.1", "0.01", "0.001").get(i);
            String row = rows.get(i + 1);
            assertTrue(row.startsWith("  " + lambda + " "), row);
        }
        assertTrue(program.out().contains("|grad f| <="), program.out());
        double previous = 1;
        for (String line : Files.readAllLines(history)) {
            JsonNode record = new ObjectMapper().readTree(line);
            assertTrue(record.get("lambda").doubleValue() <= previous, line);
            previous = record.get("lambda").doubleValue();
        }
        assertEquals(0.001, previous);
        TestSpark.context();
        int nonzeros = -1;
        for (String lambda : List.of("0.1", "0.01", "0.001")) {
            LogisticRegressionModel saved = LogisticRegressionModel.load(
                    model.resolve("lambda-" + lambda).toString());
            assertTrue(saved.coefficients().numNonzeros() >= nonzeros, lambda);
            nonzeros = saved.coefficients().numNonzeros();
        }
        assertTrue(nonzeros > 10);
    }
}
