package io.ef21.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The width of text without a font: rounded up from DejaVu Sans, which is wider than most sans-serif fonts.
 *
 * <p>Asking the machine's fonts instead would make the layout, and with it the bytes of an SVG file, differ from machine
 * to machine; and the viewer of an SVG file has other fonts anyway.
 */
final class TextWidth {
    private static final double BOLD = 1.13;

    private TextWidth() {}

    /** The room to keep for the text on one line, in logical pixels. */
    static double of(String text, TextStyle style) {
        double ems = text.codePoints().mapToDouble(TextWidth::ems).sum();
        return ems * style.size() * (style.bold() ? BOLD : 1);
    }

    /**
     * Breaks the text at white space into lines of at most the given width; a word wider than that is cut. A blank text
     * has no lines.
     */
    static List<String> wrap(String text, TextStyle style, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String joined = line.isEmpty() ? word : line + " " + word;
            if (of(joined, style) <= width) {
                line.replace(0, line.length(), joined);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            word.codePoints().forEach(character -> {
                String letter = Character.toString(character);
                if (!line.isEmpty() && of(line + letter, style) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(letter);
            });
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static double ems(int character) {
        return switch (character) {
            case ' ', 'i', 'j', 'l', 'I', '\'', '|', '.', ',' -> 0.34;
            case '!', '(', ')', '[', ']', '/', '\\', '-', ':', ';', 'f', 't', 'r' -> 0.45;
            case '#', '+', '<', '>', '=', '~', '^', '&', 'w', '−', '×' -> 0.84;
            case '@', '%', 'M', 'W', 'm' -> 1.01;
            default -> {
                if (character >= 'A' && character <= 'Z') {
                    yield 0.8;
                }
                // Beyond ASCII, as much as the widest take: mathematical signs, and scripts that fill squares.
                yield character < 0x80 ? 0.65 : 1.05;
            }
        };
    }
}
