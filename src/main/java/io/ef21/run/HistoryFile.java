package io.ef21.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The history as JSON lines. Lines go to {@code FILE.partial} as they come; {@link #finish} gives the file its name.
 */
public final class HistoryFile implements RoundListener, AutoCloseable {
    private final Path file;
    private final Path partial;
    private final BufferedWriter writer;

    /** Opens the partial file, replacing one that a broken run left. */
    public HistoryFile(Path file) throws IOException {
        this.file = file;
        this.partial = file.resolveSibling(file.getFileName() + ".partial");
        this.writer = Files.newBufferedWriter(partial, StandardCharsets.UTF_8);
    }

    @Override
    public void round(RoundRecord record) {
        try {
            writer.write(record.toJson());
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + partial, e);
        }
    }

    /** Ends the history: the file appears under its name. */
    public void finish() throws IOException {
        writer.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Closes what is open; without {@link #finish} the lines stay in the partial file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
