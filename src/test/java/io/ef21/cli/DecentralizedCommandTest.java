package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --method beer} on the command line. */
class DecentralizedCommandTest {
    @TempDir
    private Path folder;

    private static Program train(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train", "--method", "beer", "--engine", "local", "--data", "generated:a9a:600", "--clients", "6"));
        arguments.addAll(List.of(more));
        return Program.here(arguments.toArray(String[]::new));
    }

    @Test
    void itTrains_drawsAndTells() throws IOException {
        Path history = folder.resolve("h.jsonl");
        Path plot = folder.resolve("p.svg");
        Program program = train(
                "--graph",
                "torus:2x3",
                "--step-size",
                "theory:16",
                "--rounds",
                "60",
                "--history",
                history.toString(),
                "--plot",
                plot.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("graph        torus:2x3, rho = "), program.out());
        assertTrue(program.out().contains("consensus    mean of |x_i - mean x|^2: "), program.out());
        assertTrue(program.out().contains("from a client to all its neighbours"), program.out());
        assertTrue(program.out().contains("by convention: BEER's theorem leaves the constant open"), program.out());
        List<String> lines = Files.readAllLines(history);
        assertEquals(61, lines.size());
        ObjectMapper json = new ObjectMapper();
        JsonNode first = json.readTree(lines.get(0));
        JsonNode between = json.readTree(lines.get(55));
        JsonNode last = json.readTree(lines.get(60));
        assertTrue(last.get("objective").doubleValue() < first.get("objective").doubleValue());
        assertTrue(last.get("distortion").doubleValue() > 0);
        assertTrue(between.get("objective").isNull()
                && between.get("sampledObjective").doubleValue() > 0);
        assertTrue(Files.size(plot) > 0);
    }

    @Test
    void aGraphInAFile_isTaken_orItsWrongLineIsNamed() throws IOException {
        Path graph = Files.writeString(folder.resolve("g.txt"), "0 1\n1 2\n2 3\n3 4\n4 5\n");
        Program program = train("--graph", "file:" + graph, "--rounds", "5");
        assertEquals(0, program.exitCode(), program.err());
        Files.writeString(graph, "0 1\n1 2\n2 3\n3 4\n4 6\n");
        Program wrong = train("--graph", "file:" + graph, "--rounds", "5");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains(graph + ", line 5: there is no client 6: they are 0 to 5"), wrong.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\"',
            value = {
                "--graph rign | unknown value of --graph 'rign': did you mean 'ring'?",
                "--mixing-step 2 | --mixing-step must be a number in (0, 1.0] (got '2')",
                "--checkpoint-dir x | --method beer cannot be saved yet, as there is no server to say when: leave out --checkpoint-dir",
                "--regularizer l2:0.1 --regularizer-at server | --method beer has no server, and --regularizer-at server is about one",
                "--downlink step:topk:3 | --method beer has no server, and --downlink step:topk:3 is about one: leave it out",
                "--server-update heavy-ball:0.5 | --method beer has no server, and --server-update heavy-ball:0.5 is about one",
                "--precondition diagonal | --method beer has no server, and --precondition diagonal is about one",
                "--client-weights rows | --method beer minimizes the plain mean of the clients' functions",
                "--init full | --method beer has no estimate to open",
                "--state-precision float | --method beer keeps its state in doubles",
                "--tol 1e-5 | --method beer does not know its objective in every round"
            })
    void whatNeedsAServer_isRefusedBeforeAnythingStarts(String more, String sentence) {
        Program program = train(more.split(" "));
        assertEquals(2, program.exitCode());
        assertTrue(program.err().startsWith("ef21: " + sentence), program.err());
    }

    @Test
    void itsOptions_areNoOthers() {
        Program program = Program.here("train", "--method", "ef21", "--graph", "ring");
        assertEquals(2, program.exitCode());
        assertTrue(program.err().contains("--graph is no option of --method ef21: use it with beer"), program.err());
    }
}
