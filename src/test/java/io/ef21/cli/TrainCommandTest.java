package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line from end to end. */
class TrainCommandTest {
    private static final List<String> FIELDS = List.of(
            "round",
            "lambda",
            "objective",
            "gradNormSq",
            "gradNormBound",
            "distortion",
            "stepSize",
            "action",
            "uplinkBits",
            "uplinkPaperBits",
            "uplinkBytes",
            "downlinkBytes",
            "setupBytes",
            "evaluationBytes",
            "samples",
            "stateBytes",
            "sparkResultBytes",
            "sparkShuffleBytes",
            "sparkBroadcastBytes",
            "computeSeconds",
            "compressSeconds",
            "serverSeconds",
            "transportSeconds",
            "schedulingSeconds",
            "seconds");

    @TempDir
    private Path folder;

    @Test
    void aProcessOnSpark_writesEverything() throws IOException, InterruptedException {
        Program program = Program.process(
                folder,
                "train",
                "--master",
                "local[2]",
                "--clients",
                "4",
                "--method",
                "ef21",
                "--rounds",
                "25",
                "--history",
                "h.jsonl",
                "--plot",
                "p.svg",
                "--model",
                "model");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("20,000 rows, 123 features, 280,000 nonzeros, 4 clients"), program.out());
        assertTrue(program.out().contains("Error Feedback Reloaded, Theorem 3"), program.out());

        List<JsonNode> history = history(folder.resolve("h.jsonl"));
        assertEquals(26, history.size());
        for (int t = 0; t <= 25; t++) {
            List<String> names = new ArrayList<>();
            history.get(t).fieldNames().forEachRemaining(names::add);
            assertEquals(FIELDS, names);
            assertEquals(t, history.get(t).get("round").intValue());
            boolean evaluated = t % 10 == 0 || t == 25;
            assertEquals(evaluated, history.get(t).get("gradNormSq").isNumber(), "round " + t);
        }
        assertTrue(history.get(25).get("objective").doubleValue()
                < history.get(0).get("objective").doubleValue());
        assertTrue(Files.readString(folder.resolve("p.svg")).startsWith("<?xml")
                || Files.readString(folder.resolve("p.svg")).startsWith("<svg"));
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(file ->
                    file.toString().contains("partial") || file.toString().contains("incomplete")));
        }
        io.ef21.spark.TestSpark.session();
        LogisticRegressionModel model =
                LogisticRegressionModel.load(folder.resolve("model").toString());
        assertEquals(123, model.numFeatures());
        assertEquals(0.0, model.intercept());
    }

    @Test
    void bothEnginesWriteTheSameHistory() throws IOException {
        Path data = folder.resolve("rows.txt");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(i % 3 == 0 ? "2" : "1")
                    .append(" ")
                    .append(1 + i % 7)
                    .append(":")
                    .append(0.1 * (i % 11))
                    .append(" ")
                    .append(9 + i % 5)
                    .append(":1\n");
        }
        Files.writeString(data, text);
        List<List<String>> histories = new ArrayList<>();
        for (List<String> engine : List.of(List.of("local"), List.of("spark", "--master", "local[2]"))) {
            Path history = folder.resolve("h" + histories.size());
            List<String> arguments = new ArrayList<>(List.of(
                    "train",
                    "--data",
                    data.toString(),
                    "--clients",
                    "7",
                    "--split",
                    "shuffled",
                    "--compressor",
                    "topk:2",
                    "--rounds",
                    "30",
                    "--regularizer",
                    "l2:0.01",
                    "--history",
                    history.toString(),
                    "--engine"));
            arguments.addAll(engine);
            Program program = Program.here(arguments.toArray(new String[0]));
            assertEquals(0, program.exitCode(), program.err());
            histories.add(Files.readAllLines(history).stream()
                    .map(line -> line.replaceAll(",\"sparkResultBytes\".*", ""))
                    .toList());
        }
        assertEquals(histories.get(0), histories.get(1));
    }

    @Test
    void divergence_isSaidAndTheHistoryKept() throws IOException {
        Path history = folder.resolve("h.jsonl");
        Program program = Program.here(
                "train",
                "--engine",
                "local",
                "--clients",
                "3",
                "--method",
                "dcgd",
                "--regularizer",
                "l2:1",
                "--step-size",
                "1e30",
                "--rounds",
                "100",
                "--history",
                history.toString(),
                "--model",
                folder.resolve("model").toString());
        assertEquals(3, program.exitCode(), program.err());
        List<JsonNode> lines = history(history);
        int last = lines.get(lines.size() - 1).get("round").intValue();
        assertTrue(last < 100);
        assertEquals(lines.size(), last + 1);
        // a step of 1e30 is far beyond return at once
        assertEquals(1, last);
        assertTrue(lines.get(last).get("objective").doubleValue() > 1e50);
        assertTrue(program.err().contains("diverged: the objective is "), program.err());
        assertTrue(program.err().contains(" at round 1 with step size 1.0E30"), program.err());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    @Test
    void gradientTolerance_stopsOnTheCertificate() throws IOException {
        Path history = folder.resolve("h.jsonl");
        Program program = Program.here(
                "train",
                "--engine",
                "local",
                "--method",
                "gd",
                "--regularizer",
                "l2:0.1",
                "--gradient-tol",
                "1e-3",
                "--value-bits",
                "64",
                "--history",
                history.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("the certified gradient norm reached --gradient-tol"), program.out());
        List<JsonNode> lines = history(history);
        assertTrue(lines.get(lines.size() - 1).get("gradNormBound").doubleValue() <= 1e-3);
        assertTrue(lines.get(lines.size() - 2).get("gradNormBound").doubleValue() > 1e-3);
    }

    @Test
    void help_explainsEveryOption() {
        Program program = Program.here("train", "--help");
        assertEquals(0, program.exitCode());
        for (TrainOption option : TrainOption.values()) {
            assertTrue(program.out().contains(option.flag()), option.flag());
        }
        assertTrue(program.out().contains("[auto]"), program.out());
    }

    private static List<JsonNode> history(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(json.readTree(line));
        }
        return lines;
    }
}
