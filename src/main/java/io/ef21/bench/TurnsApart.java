package io.ef21.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Every turn in a JVM of its own, which starts cold: whatever becomes of it, the contest goes on.
 *
 * @param command what starts the JVM; the options that say which turn is to be taken follow
 * @param limit after which a turn is ended
 */
public record TurnsApart(List<String> command, Duration limit) implements Turns {
    /** The contestant whose turn it is. */
    public static final String TURN = "--turn";

    /** Numbers of iterations, separated by commas. */
    public static final String ITERATIONS = "--turn-iterations";

    /** The threshold of a search; NaN for none. */
    public static final String THRESHOLD = "--turn-threshold";

    /** Where the {@link Turn} is to be written, as JSON. */
    public static final String FILE = "--turn-file";

    private static final int BAD_INPUT = 2;

    /** Copies the list. */
    public TurnsApart {
        command = List.copyOf(command);
    }

    @Override
    public Turn take(String contestant, TurnTask task) throws IOException {
        Path folder = Files.createTempDirectory("ef21-turn");
        Path file = folder.resolve("turn.json");
        Path log = folder.resolve("log");
        try {
            List<String> whole = new ArrayList<>(command);
            String iterations = task.iterations().stream().map(String::valueOf).collect(Collectors.joining(","));
            whole.addAll(List.of(TURN, contestant, ITERATIONS, iterations));
            whole.addAll(List.of(THRESHOLD, String.valueOf(task.threshold()), FILE, file.toString()));
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = ended(process);
            String said = Files.readString(log, StandardCharsets.UTF_8);
            return !ended ? late(said) : process.exitValue() == 0 ? read(file) : broken(process.exitValue(), said);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(log);
            Files.deleteIfExists(folder);
        }
    }

    /** Writes a turn where {@link #take} reads it. */
    public static void write(Turn turn, Path file) throws IOException {
        new ObjectMapper().writeValue(file.toFile(), turn);
    }

    static Turn read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Turn.class);
    }

    private boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a contestant had its turn");
        } finally {
            process.destroyForcibly();
        }
    }

    private Turn late(String said) {
        String memory = said.contains("OutOfMemoryError") ? ", after an OutOfMemoryError" : "";
        return Turn.failed("no end after " + limit.toSeconds() + " s" + memory);
    }

    private static Turn broken(int exitCode, String said) {
        String last = said.lines().filter(line -> line.startsWith("ef21: ")).reduce("", (before, line) -> line);
        if (exitCode == BAD_INPUT) {
            throw new InvalidInputException(last.replaceFirst("^ef21: ", ""));
        }
        return Turn.failed(
                said.contains("OutOfMemoryError")
                        ? "OutOfMemoryError (the process ended with exit code " + exitCode + ")"
                        : "the process ended with exit code " + exitCode + (last.isEmpty() ? "" : ": " + last));
    }
}
