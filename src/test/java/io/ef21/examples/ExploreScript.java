package io.ef21.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** examples/explore.scala, as the cells between its blank lines. */
final class ExploreScript {
    static final Path FILE = Path.of("examples/explore.scala");

    private ExploreScript() {}

    static List<String> cells() throws IOException {
        return Arrays.stream(Files.readString(FILE).split("\n\n"))
                .map(String::strip)
                .toList();
    }

    /** The script typed into a shell, and then pasted cell by cell, from files that are written to a folder. */
    static String typedAndPasted(Path folder) throws IOException {
        StringBuilder input = new StringBuilder(Files.readString(FILE));
        List<String> cells = cells();
        for (int c = 0; c < cells.size(); c++) {
            input.append(":paste ")
                    .append(Files.writeString(pasted(folder, c), cells.get(c) + "\n"))
                    .append('\n');
        }
        return input.toString();
    }

    /** What the shell answered to every cell that was pasted. */
    static List<String> answers(Path folder, String said) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int c = 0; c < cells().size(); c++) {
            String from = "Pasting file " + pasted(folder, c) + "...";
            int start = said.indexOf(from);
            int end = said.indexOf("\nscala>", start);
            if (start < 0 || end < 0) {
                throw new IllegalStateException("the shell did not get to cell " + c + ":\n" + said);
            }
            answers.add(said.substring(start + from.length(), end)
                    .replace(folder + "/", "")
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line + "\n")
                    .collect(Collectors.joining()));
        }
        return answers;
    }

    private static Path pasted(Path folder, int cell) {
        return folder.resolve("cell" + cell + ".scala");
    }

    /** A text whose numbers, which may differ in their last digits from machine to machine, are no part of it. */
    static String withoutNumbers(String text) {
        return text.replaceAll("[0-9][0-9.,]*(E[+-]?[0-9]+)?", "#")
                .replaceAll("-{2,}", "-")
                .replaceAll(" +", " ");
    }
}
