package io.ef21.study;

import io.ef21.plot.Figure;
import io.ef21.plot.FigureFile;
import io.ef21.plot.HtmlReport;
import io.ef21.plot.HtmlReport.Block;
import io.ef21.plot.HtmlReport.Listing;
import io.ef21.plot.HtmlReport.Picture;
import io.ef21.plot.HtmlReport.Section;
import io.ef21.plot.PgfFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a study leaves behind, in one folder. */
public final class StudyFolder {
    private static final List<String> FORMATS = List.of(".svg", ".pdf", ".png");
    private static final String TEX = ".tex";

    private StudyFolder() {}

    /**
     * Writes {@code table.txt}, {@code summary.csv}, {@code curves.csv}, {@code tuning.csv}, {@code report.html}, and in
     * {@code figures} the figures, all panels together and each alone, the latter for pgfplots as well.
     */
    public static void write(StudyResult result, Path folder) throws IOException {
        put(folder.resolve("table.txt"), StudyText.of(result));
        put(folder.resolve("summary.csv"), StudyTables.summary(result));
        put(folder.resolve("curves.csv"), StudyTables.curves(result));
        put(folder.resolve("tuning.csv"), StudyTables.tuning(result));
        Map<Quality, Figure> figures = StudyFigures.of(result);
        report(result, figures).write(folder.resolve("report.html"));
        draw(StudyFigures.costs(result), figures, Files.createDirectories(folder.resolve("figures")));
    }

    private static void draw(List<Cost> costs, Map<Quality, Figure> figures, Path folder) throws IOException {
        Map<Path, Figure> files = new LinkedHashMap<>();
        figures.forEach((quality, figure) -> {
            FORMATS.forEach(format -> files.put(folder.resolve(quality.field() + format), figure));
            List<Figure> panels = figure.apart();
            for (int i = 0; i < panels.size(); i++) {
                String name = quality.field() + "-by-" + costs.get(i).option();
                files.put(folder.resolve(name + TEX), panels.get(i));
                for (String format : FORMATS) {
                    files.put(folder.resolve(name + format), panels.get(i));
                }
            }
        });
        try {
            // each file waits for the disk
            files.entrySet().parallelStream().forEach(file -> draw(file.getValue(), file.getKey()));
        } catch (UncheckedIOException e) {
            throw new IOException("cannot draw into " + folder, e);
        }
    }

    private static void draw(Figure figure, Path file) {
        try {
            if (file.toString().endsWith(TEX)) {
                PgfFigure.write(figure, file);
            } else {
                FigureFile.write(figure, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HtmlReport report(StudyResult result, Map<Quality, Figure> figures) {
        List<Block> lead = new ArrayList<>();
        StudyText.facts(result).forEach(fact -> lead.add(new HtmlReport.Text(fact)));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Tables", List.copyOf(StudyTable.of(result))));
        figures.forEach((quality, figure) -> sections.add(
                new Section(capital(quality.text()), List.of(new Picture(figure, caption(quality, result))))));
        sections.add(new Section(
                "Commands",
                List.of(
                        new HtmlReport.Text("Each repeats the first seed of a row."),
                        new Listing(StudyText.commands(result)))));
        return new HtmlReport(result.study().title(), lead, sections);
    }

    private static String caption(Quality quality, StudyResult result) {
        return quality == Quality.GAP
                ? "f - f*, f* = " + Text.exact(result.minimum()) + ": " + result.minimumText()
                : "Where a round was evaluated.";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void put(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
