package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * docs/extending.md, walked through: its files are those of the repository, its commands succeed, and what it shows of their
 * output is what they print, numbers apart.
 */
class ExtendingDocTest {
    private static final Path DOC = Path.of("docs/extending.md");
    private static final Path OUT = Path.of("target/extending");
    private static final String LAUNCHER = "submit/local.sh ";
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*) ?([^\n]*)\n(.*?)^```\n", Pattern.MULTILINE | Pattern.DOTALL);

    /** What the reader has done who runs this test. */
    private static final Set<String> DONE = Set.of("git clone", "cd ef21-spark");

    /**
     * A fenced block.
     *
     * @param language empty for output
     * @param file that it is the content of, or empty
     */
    private record Block(String language, String file, String text) {
        List<String> commands() {
            return text.replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> DONE.stream().noneMatch(line::startsWith))
                    .toList();
        }

        /** Its lines without numbers, as far as something else is in them. */
        Set<String> shape() {
            return text.lines().map(ExtendingDocTest::withoutNumbers).collect(Collectors.toSet());
        }
    }

    private final List<Block> blocks = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(DOC));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
    }

    @Test
    void everyFile_isTheOneInTheRepository() throws IOException {
        List<Block> files =
                blocks.stream().filter(block -> !block.file().isEmpty()).toList();
        assertTrue(files.size() >= 4, "files: " + files.size());
        for (Block block : files) {
            assertEquals(Files.readString(Path.of(block.file())), block.text(), block.file());
        }
        assertTrue(blocks.stream()
                .allMatch(block -> Set.of("", "sh").contains(block.language())
                        || !block.file().isEmpty()));
    }

    @Test
    @Tag("full")
    void everyCommand_printsWhatIsShown() throws IOException, InterruptedException {
        delete(OUT);
        String printed = "";
        int shown = 0;
        for (Block block : blocks) {
            if (block.language().equals("sh")) {
                StringBuilder all = new StringBuilder();
                for (String command : block.commands()) {
                    all.append(run(command));
                }
                printed = all.toString();
            } else if (block.language().isEmpty()) {
                Set<String> lines = new Block("", "", printed).shape();
                for (String line : block.shape()) {
                    assertTrue(lines.contains(line), line + "\n is not in\n" + printed);
                }
                shown++;
            }
        }
        assertTrue(shown >= 3, "outputs shown: " + shown);
        assertTrue(Files.size(OUT.resolve("figure/figures/gradNormSq-by-up-bits.svg")) > 0);
    }

    private static String run(String command) throws IOException, InterruptedException {
        if (command.startsWith(LAUNCHER)) {
            Program program = Program.here(command.substring(LAUNCHER.length()).split(" +"));
            assertEquals(0, program.exitCode(), command + ": " + program.err());
            return program.out();
        }
        Matcher plugin =
                Pattern.compile("EF21_CLASSPATH=(\\S+) " + LAUNCHER + "(.*)").matcher(command);
        if (plugin.matches()) {
            Path classes = Path.of(plugin.group(1)).toAbsolutePath();
            Program program = Program.processWith(classes, OUT, plugin.group(2).split(" +"));
            assertEquals(0, program.exitCode(), command + ": " + program.err());
            return program.out();
        }
        return inShell(command.replace("target/*", System.getProperty("java.class.path")));
    }

    private static String inShell(String command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-ec", command).redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + environment.get("PATH"));
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + ": " + said);
        return said;
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("[0-9][0-9.,]*(e[+-]?[0-9]+)?", "#").strip().replaceAll("\\s+", " ");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
