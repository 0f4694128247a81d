package io.ef21.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of examples/, each compiled and run in a JVM of its own. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");

    @TempDir
    private Path folder;

    private final List<String> names = new ArrayList<>();

    @BeforeEach
    void compile() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-Xlint:all,-path,-classfile", "-Werror", "-d", folder.toString(), "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                arguments.add(file.toString());
                names.add(file.getFileName().toString().replace(".java", ""));
            });
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, failed);
    }

    @Test
    void everyProgram_isInTheTable() throws IOException {
        String table = Files.readString(EXAMPLES.resolve("README.md"));
        assertTrue(names.size() >= 4, names.toString());
        for (String name : names) {
            assertTrue(table.contains("| `submit/example.sh " + name), name);
        }
    }

    @Test
    void theNotebook_hasTheCellsOfTheScript() throws IOException {
        assertEquals(ExploreScript.cells(), Notebook.read().cells());
    }

    @Test
    @Tag("full")
    void pipelineClassifier_separatesAndIsSpark() throws IOException, InterruptedException {
        assertSays(
                "PipelineClassifier",
                0,
                "ROC curve on held-out flowers: 0.9",
                "classification.LogisticRegressionModel");
    }

    @Test
    @Tag("full")
    void customObjective_findsTheCoefficient() throws IOException, InterruptedException {
        assertSays("CustomObjective", 0, "by default: Minimized", "all rounds were run", "of entry 0: 0.4");
    }

    @Test
    @Tag("full")
    void federatedClients_areHospitals() throws IOException, InterruptedException {
        assertSays("FederatedClients", 0, "round 10: f = 0.1", "Evora| 1049|", "right on 9");
    }

    @Test
    @Tag("full")
    void resumeAfterCrash_goesOnFromTheCheckpoint() throws IOException, InterruptedException {
        assertSays("ResumeAfterCrash", 1, "crash in round 25: start me again");
        // rounds 0 to 19 are in the checkpoint before round 20
        assertSays(
                "ResumeAfterCrash", 0, "61 rounds in the history, 41 of them computed by this process", "f = 19.398");
    }

    private void assertSays(String name, int exit, String... parts) throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".txt");
        assertEquals(exit, ExampleProcess.run(folder, out, List.of(), List.of(name)), () -> read(out));
        for (String part : parts) {
            assertTrue(read(out).contains(part), () -> part + " is not in\n" + read(out));
        }
    }

    private static String read(Path out) {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
