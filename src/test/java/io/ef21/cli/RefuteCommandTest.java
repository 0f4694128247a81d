package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ef21 refute}, from the command line: files, plugins, replays, and what it says. */
class RefuteCommandTest {
    /** Dithering that gives back its input and charges the bits of its levels. */
    private static final String CHEAT =
            """
            import io.ef21.compress.Compressor;
            import io.ef21.compress.Size;
            import io.ef21.compress.Traits;
            import io.ef21.wire.Correction;

            public record Cheat() implements Compressor {
                @Override
                public Correction compress(double[] v, long key) {
                    return new Correction.Dense(v.clone());
                }

                @Override
                public Traits traits(int d) {
                    return Traits.unbiased(0.125).sized(Size.ofBits(32 + 5L * d), 32 + 5L * d);
                }
            }
            """;

    private static final String FAMILY =
            """
            import io.ef21.compress.*;

            public class ThirdFamily implements CompressorFamily {
                public String form() { return "third"; }
                public String needs() { return "takes no arguments"; }
                public String example(int d) { return "third"; }
                public String summary() { return "a third of it"; }
                public Compressor parse(Specification s) { return new Scaled(new Identity(), 1 / 3.0); }
            }
            """;

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aCompressorOfTheCatalogueSurvives() {
        Program program = Program.here("refute", "--compressor", "topk:2", "--time", "0.5");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(
                program.out().matches("(?s)topk:2 survived [0-9,]+ trials, error probability 1e-9\\R.*"),
                program.out());
        assertTrue(program.out().contains("claimed 0.01000000, seen 0.01000000 (d = 200)"), program.out());
    }

    @Test
    void aSourceFileIsRefutedAndTheCounterexampleReplays() throws IOException {
        Path file = write("Cheat.java", CHEAT);
        long before = temporaryFolders();
        Program program = Program.here("refute", "--compressor", "file:" + file, "--time", "2");
        assertEquals(1, program.exitCode(), program.err());
        assertTrue(program.out().contains("refuted: bits does not hold for d = 1"), program.out());
        assertTrue(program.out().contains("claimed  a message has at most 37 bits"), program.out());
        assertTrue(program.out().contains("x = 1\n"), program.out());
        assertEquals(before, temporaryFolders());
        assertReplays(program);
    }

    @Test
    void aClaimOfTheUserIsRefutedAndReplays() {
        Program program = Program.here(
                "refute", "--compressor", "nearest:b=2", "--omega", "0.125", "--alpha=none", "--time", "5");
        assertEquals(1, program.exitCode(), program.err());
        assertTrue(program.out().contains("fresh draws"), program.out());
        assertReplays(program);
    }

    private static void assertReplays(Program program) {
        String command = program.out()
                .lines()
                .filter(line -> line.startsWith("  replay"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("  replay +ef21 ", "");
        Program again = Program.here(command.split(" "));
        assertEquals(1, again.exitCode(), again.out() + again.err());
        assertEquals(found(program), found(again));
    }

    /** The claim, the vector and what was found at it. */
    private static List<String> found(Program program) {
        return program.out()
                .lines()
                .filter(line -> line.contains("refuted:") || line.startsWith("  at ") || line.startsWith("  found"))
                .toList();
    }

    private static long temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("ef21-refute"))
                    .count();
        }
    }

    /** In a process of its own: the catalogue of this one stays as it is. */
    @Test
    void aPluginOnTheClassPath() throws IOException, InterruptedException {
        Path source = write("ThirdFamily.java", FAMILY);
        String classPath = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertEquals(0, compiled);
        Files.createDirectories(folder.resolve("META-INF/services"));
        write("META-INF/services/io.ef21.compress.CompressorFamily", "ThirdFamily\n");
        List<String> survives = List.of("refute", "--compressor", "fcc(2,third)", "--time", "0.5", "--dimension", "3");
        Program program = Program.processWith(folder, folder, survives.toArray(String[]::new));
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().startsWith("fcc(2,third) survived "), program.out());
        Program refuted = Program.processWith(folder, folder, "refute", "--compressor", "third", "--alpha", "0.6");
        assertEquals(1, refuted.exitCode(), refuted.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--time 1 | refute needs --compressor, such as --compressor topk:0.1",
                "--compressor topq:3 | unknown compressor 'topq': did you mean 'topk'?",
                "--compressor powersgd:2 | needs matrices: name their shapes",
                "--compressor file:absent.java | --compressor file:absent.java: no such file",
                "--compressor topk:1 --alpha 2 | --alpha must be in [0, 1] (got 2.0)",
                "--compressor topk:1 --alpha x | --alpha must be a number (got 'x')",
                "--compressor topk:1 --omega -1 | --omega must be a number that is not negative, or none (got -1)",
                "--compressor topk:1 --bits 5 | --bits needs the length of the vectors: add --dimension D",
                "--compressor topk:1 --homogeneous maybe | unknown value of --homogeneous 'maybe'",
                "--compressor topk:1 --claim alfa | unknown claim 'alfa': did you mean 'alpha'?",
                "--compressor topk:1 --dimension 0 | --dimension must be lengths from 1 to 1000000, such as 20 or 1,2,50",
                "--compressor topk:1 --dimension x | --dimension must be lengths from 1",
                "--compressor topk:5 --dimension 3 | k must be at most the number of features, 3 (got 5)",
                "--compressor topk:1 --magnitudes 1 | --magnitudes must be LEAST:LARGEST",
                "--compressor topk:1 --magnitudes 2:1 | --magnitudes must be LEAST:LARGEST",
                "--compressor topk:1 --vector 1,x | --vector must be numbers such as 1,-0.5,0 or 1x20,0.5 (got '1,x')",
                "--compressor topk:1 --vector 1,2 --dimension 3 | --dimension 3 does not fit --vector, which has 2 entries",
                "--compressor topk:1 --time 0 | --time must be a positive number of seconds",
                "--compressor topk:1 --error 1 | --error must be between 0 and 1",
                "--compressor topk:1 --seed x | --seed must be an integer (got 'x')",
                "--compresor topk:1 | unknown option '--compresor': did you mean '--compressor'?"
            })
    void badInput(String options, String sentence) {
        refused(sentence, options.split(" "));
    }

    @Test
    void sourcesThatAreNoCompressors() throws IOException {
        String file = "--compressor=file:" + write("Cheat.java", CHEAT.replace("v.clone()", "w")) + "";
        refused("Cheat.java does not compile: Cheat.java:9: cannot find symbol, symbol:   variable w", file);
        file = "--compressor=file:" + write("Other.java", "class Other {}");
        refused("Other.java has no class that implements io.ef21.compress.Compressor and has a constructor", file);
        file = "--compressor=file:" + write("Cheat.java", CHEAT.replace("Cheat()", "Cheat(int k)"));
        refused("and has a constructor without arguments", file);
        file = "--compressor=file:"
                + write(
                        "Cheat.java",
                        CHEAT.replace(
                                "{\n    @Override\n    public Corr",
                                "{\n    public Cheat { if (true) throw new"
                                        + " IllegalStateException(\"no\"); }\n    @Override\n    public Corr"));
        refused("its constructor throws java.lang.IllegalStateException: no", file);
    }

    private static void refused(String sentence, String... options) {
        Program program = Program.here(
                Stream.concat(Stream.of("refute"), Stream.of(options)).toArray(String[]::new));
        assertEquals(2, program.exitCode(), program.out() + program.err());
        assertTrue(program.err().contains(sentence), program.err());
        assertEquals(1, program.err().lines().count(), program.err());
        assertFalse(program.err().contains("\tat "), program.err());
    }

    @Test
    void helpSaysTheExitCodes() {
        Program program = Program.here("refute", "--help");
        assertEquals(0, program.exitCode());
        assertTrue(program.out().contains("1   a claim was refuted"), program.out());
    }
}
