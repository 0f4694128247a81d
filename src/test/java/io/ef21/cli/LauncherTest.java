package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit/local.sh} hands to the JVM, seen by a java that prints its arguments. */
class LauncherTest {
    @TempDir
    private Path home;

    @BeforeEach
    void build() throws IOException {
        for (String folder : List.of("submit", "conf", "src/main", "target", "jdk/bin")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.copy(Path.of("submit/local.sh"), home.resolve("submit/local.sh"));
        Files.copy(Path.of("conf/spark-defaults.conf"), home.resolve("conf/spark-defaults.conf"));
        Files.createFile(home.resolve("pom.xml"));
        Path java = Files.writeString(home.resolve("jdk/bin/java"), "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("target/launcher.classpath"), "spark.jar");
        Files.createFile(home.resolve("target/ef21-spark-1.jar"));
    }

    @Test
    void aClassPathOfOnesOwn_comesFirst() throws IOException, InterruptedException {
        String own = home.resolve("target/ef21-spark-1.jar") + ":spark.jar";
        assertEquals(own, classPath(launched("")));
        assertEquals("mine:more.jar:" + own, classPath(launched("mine:more.jar")));
        List<String> words = launched("mine");
        assertEquals(
                List.of("io.ef21.cli.Ef21", "train", "--plot", "a b.svg"),
                words.subList(words.size() - 4, words.size()));
    }

    private static String classPath(List<String> words) {
        return words.get(words.indexOf("-cp") + 1);
    }

    private List<String> launched(String classPath) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("submit/local.sh").toString(), "train", "--plot", "a b.svg");
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("EF21_CLASSPATH", classPath);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.lines().toList();
    }
}
