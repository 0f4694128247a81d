package io.ef21.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script, typed line by line and then pasted cell by cell into the real spark-shell, which profile spark-shell has on its
 * class path. With {@code -Def21.notebook=write} what it answers becomes the notebook's outputs.
 */
@Tag("spark-shell")
class SparkShellTest {
    @TempDir
    private Path folder;

    @Test
    void theScript_givesTheOutputsOfTheNotebook() throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in.txt"), ExploreScript.typedAndPasted(folder));
        Path out = folder.resolve("out.txt");
        int exit = ExampleProcess.run(
                folder,
                out,
                in,
                List.of("-Dspark.master=local[2]"),
                List.of("org.apache.spark.repl.Main", "-usejavacp", "-Xjline:off"));
        String said = Files.readString(out);
        assertEquals(0, exit, said);
        assertFalse(said.contains("error:"), said);
        assertTrue(said.contains("version 3.5.3"), said);
        List<String> answers = ExploreScript.answers(folder, said);
        if ("write".equals(System.getProperty("ef21.notebook"))) {
            new Notebook(ExploreScript.cells(), answers).write();
        }
        Notebook notebook = Notebook.read();
        for (int c = 0; c < answers.size(); c++) {
            assertEquals(
                    ExploreScript.withoutNumbers(notebook.answers().get(c)),
                    ExploreScript.withoutNumbers(answers.get(c)));
        }
    }
}
