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
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed three times, started again, and ends with the history and model of a run that never was. */
class KilledProcessTest {
    private static final Pattern RESUMED = Pattern.compile("resumed from a checkpoint, next round (\\d+)");
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @Test
    void onTheLocalEngine() throws Exception {
        killAndCompare(new Random(), 200, "--engine", "local");
    }

    @Test
    @Tag("full")
    void onSpark() throws Exception {
        killAndCompare(new Random(), 150, "--engine", "spark", "--master", "local[2]");
    }

    private void killAndCompare(Random random, int rounds, String... engine) throws Exception {
        Program whole = Program.process(folder, arguments("whole", rounds, engine));
        assertEquals(0, whole.exitCode(), whole.err());
        Path partial = folder.resolve("broken.jsonl.partial");
        String[] broken = arguments("broken", rounds, engine);
        int least = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            int most = (kill + 1) * rounds / (KILLS + 1);
            int lines = least + random.nextInt(most - least);
            String said = Program.killed(folder, partial, lines, broken);
            int written = Files.readAllLines(partial).size();
            System.err.printf(
                    "killed at %d lines of history, found %d, resumed at %d%n", lines, written, resumedAt(said));
            least = most;
            Files.delete(partial);
        }
        Program last = Program.process(folder, broken);
        assertEquals(0, last.exitCode(), last.err());
        assertTrue(resumedAt(last.err()) >= 2 * rounds / (KILLS + 1) - 3, last.err());
        List<String> expected = history("whole");
        List<String> found = history("broken");
        assertEquals(rounds + 1, found.size());
        for (int t = 0; t <= rounds; t++) {
            assertEquals(expected.get(t), found.get(t));
        }
        TestSpark.session();
        assertArrayEquals(model("whole"), model("broken"));
    }

    private static String[] arguments(String name, int rounds, String... engine) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--clients",
                "7",
                "--compressor",
                "topk:3",
                "--downlink",
                "step:topk:0.5",
                "--rounds",
                Integer.toString(rounds),
                "--tol",
                "0",
                "--regularizer",
                "l2:0.01",
                "--evaluate-every",
                "7",
                "--checkpoint-dir",
                name + "-checkpoints",
                "--checkpoint-interval",
                "3",
                "--resume",
                "auto",
                "--history",
                name + ".jsonl",
                "--model",
                name + "-model"));
        arguments.addAll(List.of(engine));
        return arguments.toArray(new String[0]);
    }

    /** The round that a run went on with; 0 where it started afresh. */
    private static int resumedAt(String said) {
        Matcher matcher = RESUMED.matcher(said);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private List<String> history(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".jsonl")).stream()
                .map(line -> line.replaceAll(",\"sparkResultBytes\".*", ""))
                .toList();
    }

    private double[] model(String name) {
        return LogisticRegressionModel.load(folder.resolve(name + "-model").toString())
                .coefficients()
                .toArray();
    }
}
