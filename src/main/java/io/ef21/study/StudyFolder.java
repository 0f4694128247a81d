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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that a study leaves behind, in one folder. */
public final class StudyFolder {
    private static final List<String> FORMATS = List.of(".svg", ".png");

    private StudyFolder() {}

    /**
     * Writes {@code table.txt}, {@code summary.csv}, {@code curves.csv}, {@code tuning.csv}, {@code report.html}, and the
     * figures, all panels together and each alone, in {@code figures}.
     */
    public static void write(StudyResult result, Path folder) throws IOException {
        put(folder.resolve("table.txt"), StudyText.of(result));
        put(folder.resolve("summary.csv"), StudyTables.summary(result));
        put(folder.resolve("curves.csv"), StudyTables.curves(result));
        put(folder.resolve("tuning.csv"), StudyTables.tuning(result));
        Map<Quality, Figure> figures = StudyFigures.of(result);
        report(result, figures).write(folder.resolve("report.html"));
        Path pictures = Files.createDirectories(folder.resolve("figures"));
        List<Cost> costs = StudyFigures.costs(result);
        for (Map.Entry<Quality, Figure> figure : figures.entrySet()) {
            String name = figure.getKey().field();
            draw(figure.getValue(), pictures, name);
            List<Figure> panels = figure.getValue().apart();
            for (int i = 0; i < panels.size(); i++) {
                draw(panels.get(i), pictures, name + "-by-" + costs.get(i).option());
            }
        }
    }

    private static void draw(Figure figure, Path folder, String name) throws IOException {
        for (String format : FORMATS) {
            FigureFile.write(figure, folder.resolve(name + format));
        }
        PgfFigure.write(figure, folder.resolve(name + ".tex"));
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
