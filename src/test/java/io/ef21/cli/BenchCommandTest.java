package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bench} from end to end, and what it refuses. */
class BenchCommandTest {
    private static final String FOUR_BITS =
            "four-bits=--method ef21 --compressor quantize:4 --downlink step:quantize:6 --step-size 0.5";

    @TempDir
    private Path folder;

    private Path data = Path.of("");

    /** Three classes over eight columns; two of them are told from the third by the first column. */
    @BeforeEach
    void threeClasses() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            int label = 1 + i * 7 % 3;
            text.append(label).append(label == 3 ? " 1:0.5 " : " 1:-0.25 ").append(2 + i * 5 % 7);
            text.append(i % 11 == 0 ? ":2\n" : ":1\n");
        }
        data = Files.writeString(folder.resolve("three.txt"), text);
    }

    private Program bench(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("bench", "--data", data.toString(), "--master", "local[2]", "--repeat", "1"));
        arguments.addAll(List.of(more));
        return Program.here(arguments.toArray(new String[0]));
    }

    @Test
    void tableMarkdownJsonAndPlot() throws IOException {
        Path json = folder.resolve("bench.json");
        Path plot = folder.resolve("bench.svg");
        Program program = bench(
                "--positive-labels",
                "1-2",
                "--lambda",
                "0.1",
                "--gaps",
                "1e-2",
                "--longest",
                "100",
                "--held-out",
                "none",
                "--contestants",
                "mllib,four-bits",
                "--contestant",
                FOUR_BITS,
                "--json",
                json.toString(),
                "--plot",
                plot.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("three.txt, relabelled"), program.out());
        assertTrue(program.out().contains("mean logistic loss + 0.1/2 ||x||^2, no intercept"), program.out());
        assertTrue(program.out().contains("| three.txt, 2 | four-bits | 1e-2 | "), program.out());
        assertTrue(Files.readString(plot).contains("relative gap"));

        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(240, result.get("size").get("rows").intValue());
        // both long runs minimise the same function
        assertTrue(Math.abs(result.get("reference").get("difference").doubleValue()) < 1e-4, result.toString());
        JsonNode mllib = standing(result, 0);
        JsonNode fourBits = standing(result, 1);
        assertTrue(mllib.get("iterations").intValue() > 0);
        assertTrue(fourBits.get("iterations").intValue() > 0);
        assertEquals(0, fourBits.get("traffic").get("shuffled").longValue());
        charged(fourBits);
    }

    /** Every client owns all eight columns; a message or downlink has levels, a scale of two bytes and a header. */
    private static void charged(JsonNode standing) {
        double rounds = standing.get("iterations").doubleValue();
        double up = standing.get("traffic").get("up").doubleValue() / (rounds + 1) / 2;
        assertTrue(up >= 6 && up <= 10, up + " bytes per message");
        double down = standing.get("traffic").get("down").doubleValue() / rounds / 2;
        assertTrue(down >= 8 && down <= 12, down + " bytes per downlink and receiver");
    }

    private static JsonNode standing(JsonNode result, int entrant) {
        return result.get("entrants").get(entrant).get("standings").get(0);
    }

    @Test
    void help_explainsEveryOption() {
        Program program = Program.here("bench", "--help");
        assertEquals(0, program.exitCode());
        for (BenchOption option : BenchOption.values()) {
            assertTrue(program.out().contains(option.flag()), option.flag());
        }
        assertFalse(program.out().contains("--turn-file"), program.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--contestants mlib | unknown contestant 'mlib': did you mean 'mllib'?",
                "--contestants mllib,mllib | --contestants must name each contestant once (got mllib,mllib)",
                "--gaps 1e-3,1e-2 | --gaps must be falling numbers between 0 and 1 (got 0.01 after 0.001)",
                "--gaps small | --gaps must be a number (got 'small')",
                "--clients 0 | --clients must be at least 1 (got 0)",
                "--clients 2 --partitions 3 | --partitions must be between 1 and the number of clients, 2 (got 3)",
                "--lambda -1 | --lambda must be a nonnegative number (got -1.0)",
                "--longest often | --longest must be an integer (got 'often')",
                "--positive-labels 5-1 | --positive-labels: the range '5-1' is empty",
                "--isolate maybe | unknown value of --isolate 'maybe'",
                "--plot p.gif | --plot: expected a figure file that ends in .svg, .pdf or .png",
                "--json no/such/folder/x.json | --json no/such/folder/x.json: must name a file in an existing folder",
                "--contestant quantized | --contestant must be NAME=OPTIONS",
                "--contestant mllib=--seed_3 | --contestant: the name 'mllib' stands for Spark's own fit",
                "--contestants mine --contestant mine=--compressor_topq:3"
                        + " | contestant mine: unknown compressor 'topq': did you mean 'topk'?",
                "--contestants mine --contestant mine=--compresor_topk:3 | contestant mine: unknown option '--compresor'",
                "--contestants mine --contestant mine=--compressor | contestant mine: the option --compressor has no value",
                "--contestant | Missing required parameter for option '--contestant'",
            })
    void badInput_isOneSentence(String options, String sentence) {
        String[] words = options.strip().split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace('_', ' ');
        }
        refused(sentence, bench(words));
    }

    @Test
    void badData_isOneSentence() {
        refused("has more than two label values", bench());
        refused("--held-out no-such-file: no such file", bench("--held-out", "no-such-file"));
    }

    private static void refused(String sentence, Program program) {
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains(sentence), program.err());
        assertFalse(program.err().contains("\tat "), "a stack trace: " + program.err());
    }

    /** Spark's fit keeps a dozen vectors over all features, ours only what occurs: 1 GB is enough for one of them. */
    @Tag("full")
    @Test
    void whoRunsOutOfMemory_isReported() throws IOException, InterruptedException {
        Program program = Program.process(
                folder,
                "bench",
                "--isolate",
                "yes",
                "--data",
                "generated:zipf:300:20000000:5:1.1",
                "--held-out",
                "none",
                "--lambda",
                "0.1",
                "--gaps",
                "1e-1",
                "--contestants",
                "mllib,lossless",
                "--repeat",
                "1",
                "--longest",
                "100",
                "--master",
                "local[2]");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("failed: OutOfMemoryError"), program.out());
        assertTrue(program.out().contains("| lossless | 1e-1 | "), program.out());
    }
}
