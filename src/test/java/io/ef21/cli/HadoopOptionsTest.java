package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.ScarceDisk;
import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filesystem that only {@code spark.hadoop.*} knows: data, checkpoints and model can be there, under either engine. */
class HadoopOptionsTest {
    private static final String OPTION = "spark.hadoop." + ScarceDisk.OPTION;

    @TempDir
    private Path folder;

    /** Hadoop keeps filesystems that it has opened, whatever the options were then. */
    @BeforeEach
    void forget() throws IOException {
        TestSpark.session().stop();
        FileSystem.closeAll();
        System.setProperty(OPTION, ScarceDisk.class.getName());
    }

    @AfterEach
    void clear() {
        System.clearProperty(OPTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark", "local"})
    void everyLocationMayBeThere(String engine) throws IOException {
        Files.write(folder.resolve("data"), List.of("1 1:1 2:0.5", "0 2:1", "1 1:0.3", "0 2:2 3:1"));
        Program first = train(engine, "6", "never");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(Files.exists(folder.resolve("model/metadata")));
        assertTrue(Files.exists(folder.resolve("saved/round-0000000006/manifest.json")));

        Program again = train(engine, "9", "require");
        assertEquals(2, again.exitCode(), again.err());
        assertTrue(again.err().contains("already exists; name another directory"), again.err());

        Files.move(folder.resolve("model"), folder.resolve("aside"));
        Program resumed = train(engine, "9", "require");
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(resumed.err().contains("resumed from a checkpoint, next round 6"), resumed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark", "local"})
    void withoutTheOption_nothingIsThere(String engine) throws IOException {
        System.clearProperty(OPTION);
        Files.write(folder.resolve("data"), List.of("1 1:1", "0 2:1"));
        Program program = train(engine, "1", "never");
        assertFalse(program.exitCode() == 0);
        assertTrue(program.err().contains("No FileSystem for scheme \"scarce\""), program.err());
    }

    private Program train(String engine, String rounds, String resume) {
        return Program.here(
                "train",
                "--engine",
                engine,
                "--master",
                "local[2]",
                "--data",
                place("data"),
                "--clients",
                "2",
                "--rounds",
                rounds,
                "--checkpoint-dir",
                place("saved"),
                "--checkpoint-interval",
                "3",
                "--resume",
                resume,
                "--model",
                place("model"));
    }

    private String place(String name) {
        return ScarceDisk.path(folder.resolve(name)).toString();
    }
}
