package io.ef21.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** examples/explore.scala, as the cells between its blank lines. */
final class ExploreScript {
    static final Path FILE = Path.of("examples/explore.scala");

    private ExploreScript() {}

    static List<String> cells() throws IOException {
        return Arrays.stream(Files.readString(FILE).split("\n\n"))
                .map(String::strip)
                .toList();
    }

    /**
     * What a shell without a terminal answered to every cell. It repeats every line behind a prompt, and answers right behind
     * it.
     *
     * @throws IllegalStateException if it was not given all cells
     */
    static List<String> answers(String said) throws IOException {
        List<String> answers = new ArrayList<>();
        int place = 0;
        for (String cell : cells()) {
            StringBuilder answer = new StringBuilder();
            for (String line : cell.split("\n")) {
                int at = said.indexOf(line, place);
                if (at < 0) {
                    throw new IllegalStateException("the shell did not get to: " + line + "\n" + said);
                }
                place = at + line.length();
                int prompt = said.indexOf("\nscala>", place);
                int more = said.indexOf("\n     | ", place);
                int end = prompt < 0 || (more >= 0 && more < prompt) ? more : prompt;
                answer.append(said, place, end < 0 ? said.length() : end).append('\n');
            }
            answers.add(answer.toString()
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (all, line) -> all + line + "\n"));
        }
        return answers;
    }

    /** A text whose numbers, which may differ in their last digits from machine to machine, are no part of it. */
    static String withoutNumbers(String text) {
        return text.replaceAll("[0-9][0-9.,]*(E[+-]?[0-9]+)?", "#")
                .replaceAll("-{2,}", "-")
                .replaceAll(" +", " ");
    }
}
