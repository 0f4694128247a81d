package io.ef21.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the program and keeps what it said. */
record Program(int exitCode, String out, String err) {
    /** In this JVM. */
    static Program here(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
            int code = Ef21.run(arguments);
            return new Program(
                    code, capturedOut.toString(StandardCharsets.UTF_8), capturedErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** As a process of its own, with the JVM options of this one. */
    static Program process(Path folder, String... arguments) throws IOException, InterruptedException {
        return process(folder, System.getProperty("java.class.path"), arguments);
    }

    /** The same with more on the class path. */
    static Program processWith(Path classes, Path folder, String... arguments)
            throws IOException, InterruptedException {
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        return process(folder, path, arguments);
    }

    private static Program process(Path folder, String classPath, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(folder, classPath, out, err, arguments);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end after 120 s: " + Files.readString(err));
        }
        return new Program(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /**
     * As a process of its own that is killed with SIGKILL as soon as a file has a number of lines.
     *
     * @return what it said until then
     */
    static String killed(Path folder, Path file, int lines, String... arguments)
            throws IOException, InterruptedException {
        return killed(folder, () -> hasLines(file, lines), arguments);
    }

    /** Whether it is time. */
    interface Moment {
        boolean isThere() throws IOException;
    }

    /**
     * As a process of its own that is killed with SIGKILL at a moment.
     *
     * @return what it said until then
     */
    static String killed(Path folder, Moment moment, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(folder, System.getProperty("java.class.path"), out, err, arguments);
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!moment.isThere()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("no moment to kill it: " + Files.readString(err));
                }
                Thread.sleep(1);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return Files.readString(err);
    }

    private static boolean hasLines(Path file, int lines) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<String> all = Files.lines(file)) {
            return all.limit(lines).count() == lines;
        }
    }

    private static Process start(Path folder, String classPath, Path out, Path err, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.add("-Dspark.ui.enabled=false");
        command.add("-cp");
        command.add(classPath);
        command.add("io.ef21.cli.Ef21");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }
}
