package io.ef21.plot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes figures to files; the file name's ending, in either case of letters, picks the format.
 *
 * <p>{@code .svg} gives a vector picture, the same bytes for the same figure on every machine. {@code .png} gives the
 * same picture at two pixels per logical pixel; it needs a sans-serif font on the machine, but no display.
 *
 * <p>Stateless and thread-safe. Two threads that write the same file leave one of the two pictures, whole.
 */
public final class FigureFile {
    private FigureFile() {}

    /**
     * Refuses a file whose ending {@link #write} would refuse, so that a long run can find that out before it starts.
     * Touches no file.
     *
     * @throws IllegalArgumentException if the name ends in neither {@code .svg} nor {@code .png}
     */
    public static void requireSupported(Path file) {
        FileFormat.of(file);
    }

    /**
     * Draws the figure and puts it under the given name, replacing a file that is there.
     *
     * <p>The picture is first written to a temporary file beside the final one, which is then renamed: a reader sees
     * the old file or the whole new one, and a failure leaves the old one as it was.
     *
     * <p>For a PNG, a JVM that has not chosen between a display and none is told to do without
     * ({@code java.awt.headless}).
     *
     * @param figure what to draw
     * @param file where to, in a directory that is there
     * @throws IllegalArgumentException if the name ends in neither {@code .svg} nor {@code .png}
     * @throws IOException if the file cannot be written or renamed
     */
    public static void write(Figure figure, Path file) throws IOException {
        byte[] picture = FileFormat.of(file).draw(figure);
        // Not Files.createTempFile: its files are private to the user, and a figure should follow the umask.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(picture);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                // A crash right after the rename must not leave the name on an empty file.
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
