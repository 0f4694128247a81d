package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small studies from end to end. */
class CompareCommandTest {
    private static final List<String> TIMES = List.of("computeSeconds", "compressSeconds", "serverSeconds", "seconds");

    @TempDir
    private Path folder;

    private String[] small(String... more) {
        return study(40, more);
    }

    private String[] study(int rounds, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "compare",
                "--data",
                "generated:a9a:300",
                "--clients",
                "5",
                "--rounds",
                Integer.toString(rounds),
                "--regularizer",
                "l2:1e-2",
                "--evaluate-every",
                "1",
                "--run",
                "EF21: --method ef21 --compressor topk:5 --step-size theory:2^0..2^2",
                "--run",
                "random: --method ef21 --compressor randk:10",
                "--seeds",
                "2",
                "--target",
                "gradNormSq:1e-2",
                "--link",
                "100Mbit:5ms",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void aStudy_ofAProblemWithoutData() throws IOException {
        Path out = folder.resolve("quadratics");
        Program program = Program.here(
                "compare",
                "--objective",
                "quadratic:10:10",
                "--clients",
                "3",
                "--rounds",
                "20",
                "--run",
                "EF21: --method ef21 --compressor topk:2",
                "--run",
                "GD: --method gd",
                "--out",
                out.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(Files.readString(out.resolve("table.txt")).contains("EF21"));
    }

    @Test
    void aStudy_writesEverything_andTheSecondStartRepeatsNothing() throws IOException {
        Program first = Program.here(small());
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().contains("ef21: 8 runs, 0 reused"), first.err());
        Path out = folder.resolve("out");
        for (String file : List.of("table.txt", "summary.csv", "curves.csv", "tuning.csv", "report.html")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        for (String name : List.of("gap-by-up-bits", "gradNormSq-by-seconds")) {
            for (String format : List.of(".svg", ".pdf", ".png", ".tex")) {
                assertTrue(Files.size(out.resolve("figures").resolve(name + format)) > 0, name + format);
            }
        }
        assertEquals(first.out(), Files.readString(out.resolve("table.txt")));
        assertEquals(1 + 4, Files.readAllLines(out.resolve("summary.csv")).size());
        assertEquals(1 + 3, Files.readAllLines(out.resolve("tuning.csv")).size());
        assertEquals(1 + 2 * 41, Files.readAllLines(out.resolve("curves.csv")).size());

        Map<Path, FileTime> before = times(out.resolve("runs"));
        assertEquals(2 * 8, before.size());
        Program second = Program.here(small());
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.err().contains("ef21: 0 runs, 8 reused"), second.err());
        assertEquals(before, times(out.resolve("runs")));
        assertEquals(first.out(), second.out());
    }

    @Test
    void anEditedSourceFile_isRunAgain() throws IOException {
        Path file = folder.resolve("EveryTenth.java");
        String source = Files.readString(Path.of("examples/extending/EveryTenth.java"));
        Files.writeString(file, source);
        String[] study = small("--run", "mine: --method ef21 --compressor file:" + file);
        assertTrue(ran(study).contains("ef21: 10 runs, 0 reused"));
        assertTrue(ran(study).contains("ef21: 0 runs, 10 reused"));
        Files.writeString(file, source.replace("K = 10", "K = 5"));
        assertTrue(ran(study).contains("ef21: 2 runs, 8 reused"));
    }

    private static String ran(String... study) {
        Program program = Program.here(study);
        assertEquals(0, program.exitCode(), program.err());
        return program.err();
    }

    @Test
    void theCommandOfARow_repeatsItsHistory() throws IOException {
        Program study = Program.here(small("--threads", "3"));
        List<String> lines = study.out().lines().toList();
        String command = lines.get(lines.indexOf("# random") + 1);
        Path history = folder.resolve("h.jsonl");
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.remove(0);
        words.addAll(List.of("--history", history.toString()));
        Program train = Program.here(words.toArray(String[]::new));
        assertEquals(0, train.exitCode(), train.err());
        String line = Files.readAllLines(folder.resolve("out/summary.csv")).stream()
                .filter(l -> l.startsWith("random,0,"))
                .findFirst()
                .orElseThrow();
        Path stored = folder.resolve("out").resolve(line.substring(line.lastIndexOf(',') + 1));
        assertEquals(withoutTimes(stored), withoutTimes(history));
    }

    @Test
    void aStudyThatIsKilled_goesOnWithWhatIsMissing() throws Exception {
        Path out = folder.resolve("out");
        String[] arguments = study(400, "--threads", "1");
        Program.killed(folder, () -> finished(out) >= 2, arguments);
        int before = finished(out);
        assertTrue(before >= 2 && before < 8, before + " finished");
        Map<Path, FileTime> times = times(out.resolve("runs"));
        Program second = Program.here(arguments);
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.err().contains("ef21: %d runs, %d reused".formatted(8 - before, before)), second.err());
        Map<Path, FileTime> after = times(out.resolve("runs"));
        times.forEach((file, time) -> {
            if (file.toString().endsWith(".json")) {
                assertEquals(time, after.get(file));
            }
        });
    }

    @Test
    void dryRun_listsTheRuns() throws IOException {
        Program program = Program.here(small("--dry-run"));
        assertEquals(0, program.exitCode(), program.err());
        assertEquals(8, program.out().lines().count());
        assertTrue(program.out().contains("to run    EF21, step-size theory:4, seed 1"), program.out());
        assertFalse(Files.exists(folder.resolve("out/table.txt")));
    }

    @Test
    void aRunThatFails_isNoted() throws IOException {
        Program program = Program.here(small("--run", "wide: --method ef21 --compressor topk:500"));
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(
                program.out()
                        .contains(
                                "2 of 2 failed: --compressor topk:500: k must be at most the number of features, 123"),
                program.out());
    }

    @Test
    void malformedData_areRefusedBeforeAnythingRuns() throws IOException {
        Path data = Files.writeString(folder.resolve("bad.libsvm"), "+1 1:1\n-1 2:x\n");
        Program program = Program.here(
                "compare",
                "--data",
                data.toString(),
                "--clients",
                "1",
                "--run",
                "a: --method gd",
                "--out",
                folder.resolve("out").toString());
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains("bad.libsvm, line 2"), program.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ef21-figure2.yaml", "random-compressors.yaml"})
    void theJobsInConf_areStudies(String name) {
        Program program = Program.here(
                "compare",
                Path.of(System.getProperty("ef21.basedir"), "conf", name).toString(),
                "--dry-run",
                "--out",
                folder.resolve("out").toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().lines().count() > 20, program.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--run EF21 | --run must be 'NAME: --option value ...'",
                "--run EF21:ef21 | --run must be 'NAME: --option value ...'",
                "--run a:--method | --run 'a': the option --method has no value",
                "--run a:--mehod~gd | --run 'a': unknown option of train 'mehod': did you mean 'method'?",
                "--run a:--data~x | --run 'a': --data is the same for all runs",
                "--run a:--method~ef22 | --run 'a': unknown method 'ef22': did you mean 'ef21'?",
                "--run EF21: | --run 'EF21': there are two with the name 'EF21'",
                "--target 3 | --target: expected gradNormSq:VALUE",
                "--foreign x | --foreign must be NAME=FILE",
                "--foreign x=none.csv | --foreign: none.csv: no such file",
                "--tune best | --tune: unknown key of tune",
                "--threads 0 | --threads must be at least 1",
                "--max-bytes -1 | --max-bytes must be between 0 and",
                "--engine spark | unknown option '--engine'",
                "none.yaml | none.yaml: no such file"
            })
    void badInput_isOneSentence(String options, String sentence) {
        String[] more = Stream.of(options.split(" "))
                .map(word -> word.replace('~', ' '))
                .toArray(String[]::new);
        Program program = Program.here(small(more));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains(sentence), program.err());
    }

    private static int finished(Path out) throws IOException {
        if (!Files.isDirectory(out.resolve("runs"))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(out.resolve("runs"))) {
            return (int) files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    private static Map<Path, FileTime> times(Path runs) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(runs)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    private static List<JsonNode> withoutTimes(Path file) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            records.add(((ObjectNode) new ObjectMapper().readTree(line)).remove(TIMES));
        }
        return records;
    }
}
