package io.ef21.spark;

import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the clients of a run did, in whatever JVM, kept in files: a line for every evaluation, with the round whose job it
 * was part of. The driver writes the number of the round that is under way.
 */
public record Journal(String folder) implements RoundListener, Serializable {
    public static Journal in(Path folder) {
        return new Journal(folder.toString());
    }

    @Override
    public void round(RoundRecord record) {
        try {
            Path next = Files.writeString(file("next"), Integer.toString(record.round() + 1));
            Files.move(next, file("round"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The round that is under way. */
    int round() {
        try {
            return Files.exists(file("round")) ? Integer.parseInt(Files.readString(file("round"))) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes down that a client evaluates. */
    void evaluation(int round) {
        try {
            Files.writeString(file("evaluations"), round + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for the first caller of all JVMs. */
    boolean once(String what) {
        try {
            Files.createFile(file(what));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often clients evaluated during the job of each round. */
    int[] evaluations(int rounds) {
        int[] counts = new int[rounds];
        try {
            for (String line : Files.readAllLines(file("evaluations"))) {
                counts[Integer.parseInt(line)]++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    /** The longest time between two records of a run, in seconds. */
    static double longestRound(List<RoundRecord> records) {
        double longest = records.get(0).seconds();
        for (int t = 1; t < records.size(); t++) {
            longest = Math.max(
                    longest, records.get(t).seconds() - records.get(t - 1).seconds());
        }
        return longest;
    }

    private Path file(String name) {
        return Path.of(folder, name);
    }
}
