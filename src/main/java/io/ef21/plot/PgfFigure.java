package io.ef21.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A figure as TeX source for pgfplots, so that a paper draws it in its own fonts. Stateless and thread-safe. */
public final class PgfFigure {
    private static final String ENDING = ".tex";

    private PgfFigure() {}

    /**
     * Puts the TeX source under the given name, and beside it the points of every series in tables numbered by panel and
     * series: {@code gap.tex} reads {@code gap-1-1.dat}, {@code gap-1-2.dat} ... The names of the tables have hyphens for
     * characters that TeX does not take as they are.
     *
     * <p>The source holds a legend instead of names at the ends of lines. Each file is put in its place whole, the source
     * last.
     *
     * @param figure what to draw
     * @param file where to, ending in {@code .tex}, in a directory that is there
     * @throws IllegalArgumentException if the name does not end in {@code .tex}
     * @throws IOException if a file cannot be written or renamed
     */
    public static void write(Figure figure, Path file) throws IOException {
        String stem = stem(file);
        List<List<PgfTable>> tables = PgfTable.of(figure);
        for (int panel = 0; panel < tables.size(); panel++) {
            for (int series = 0; series < tables.get(panel).size(); series++) {
                WholeFile.write(
                        file.resolveSibling(PgfSource.tableName(stem, panel, series)),
                        tables.get(panel).get(series).text().getBytes(StandardCharsets.UTF_8));
            }
        }
        WholeFile.write(file, new PgfSource(figure, stem).of(tables).getBytes(StandardCharsets.UTF_8));
    }

    private static String stem(Path file) {
        @Nullable Path name = file.getFileName();
        if (name == null || !name.toString().endsWith(ENDING)) {
            throw new IllegalArgumentException("expected a TeX file that ends in .tex, got " + file);
        }
        String text = name.toString();
        return text.substring(0, text.length() - ENDING.length()).replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
