package io.ef21.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of the test. */
final class ExampleProcess {
    private static final Path NOTHING = Path.of("/dev/null");

    private ExampleProcess() {}

    /** Runs a main class; everything it says goes to a file. */
    static int run(Path folder, Path out, List<String> options, List<String> program)
            throws IOException, InterruptedException {
        return run(folder, out, NOTHING, options, program);
    }

    /**
     * The same with something to read.
     *
     * @param folder that it works in
     * @return the exit code
     * @throws IOException if it does not end within three minutes
     */
    static int run(Path folder, Path out, Path in, List<String> options, List<String> program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens"))
                .forEach(command::add);
        command.add("-Dspark.ui.enabled=false");
        command.add("-cp");
        command.add(folder + java.io.File.pathSeparator + System.getProperty("java.class.path"));
        command.addAll(options);
        command.addAll(program);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toAbsolutePath().toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new IOException(program + " does not end");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
