package io.ef21.plot;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes figures to files; the file name's ending, in either case of letters, picks the format.
 *
 * <p>{@code .svg} and {@code .pdf} give a vector picture, the same bytes for the same figure on every machine; the PDF
 * has its fonts embedded, as publishers ask. {@code .png} gives the same picture at two pixels per logical pixel; it
 * needs a sans-serif font on the machine, but no display.
 *
 * <p>Stateless and thread-safe. Two threads that write the same file leave one of the two pictures, whole.
 */
public final class FigureFile {
    private FigureFile() {}

    /**
     * Refuses a file whose ending {@link #write} would refuse, so that a long run can find that out before it starts.
     * Touches no file.
     *
     * @throws IllegalArgumentException if the name ends in none of {@code .svg}, {@code .pdf} and {@code .png}
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
     * @throws IllegalArgumentException if the name ends in none of {@code .svg}, {@code .pdf} and {@code .png}
     * @throws IOException if the file cannot be written or renamed
     */
    public static void write(Figure figure, Path file) throws IOException {
        WholeFile.write(file, FileFormat.of(file).draw(figure));
    }
}
