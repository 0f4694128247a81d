package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/** A PDF file read back through its table of objects, as the tests look at it. Every offset is checked on the way. */
final class PdfPicture {
    private final byte[] file;
    private final List<String> objects = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();

    PdfPicture(byte[] file) {
        this.file = file;
        String text = text(0, file.length);
        assertTrue(text.startsWith("%PDF-1.4\n"), "header");
        assertTrue(text.endsWith("\n%%EOF\n"), "end");
        int table = Integer.parseInt(group(text, "startxref\\n(\\d+)\\n%%EOF\\n$"));
        String[] lines = text.substring(table).split("\n");
        assertEquals("xref", lines[0]);
        int size = Integer.parseInt(lines[1].substring(2));
        assertEquals("0000000000 65535 f ", lines[2]);
        for (int number = 1; number < size; number++) {
            assertEquals(19, lines[2 + number].length(), "an entry has twenty bytes with its end of line");
            int offset = Integer.parseInt(lines[2 + number].substring(0, 10));
            String start = number + " 0 obj\n";
            assertEquals(start, text(offset, start.length()));
            offsets.add(offset + start.length());
            objects.add(text.substring(offset + start.length(), text.indexOf("\nendobj\n", offset)));
        }
    }

    static PdfPicture of(Figure figure) throws IOException {
        return new PdfPicture(FileFormat.PDF.draw(figure));
    }

    /** The objects with this in their dictionary. */
    List<String> objects(String part) {
        return objects.stream().filter(object -> object.contains(part)).toList();
    }

    /** The object that another one refers to by this key. */
    int reference(String object, String key) {
        return Integer.parseInt(group(object, key + " \\[?(\\d+) 0 R"));
    }

    String object(int number) {
        return objects.get(number - 1);
    }

    /** The bytes of a stream, its length checked. */
    byte[] stream(int number) throws IOException {
        String object = object(number);
        int length = Integer.parseInt(group(object, "/Length (\\d+) >>"));
        int start = offsets.get(number - 1) + object.indexOf("stream\n") + "stream\n".length();
        assertEquals("\nendstream", text(start + length, "\nendstream".length()));
        return new InflaterInputStream(new ByteArrayInputStream(file, start, length)).readAllBytes();
    }

    /** What the page draws. */
    String content() throws IOException {
        return new String(stream(reference(page(), "/Contents")), StandardCharsets.US_ASCII);
    }

    String page() {
        return objects("/Type /Page ").get(0);
    }

    /** All texts of the page, by the characters that the fonts give for their glyphs. */
    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        Map<String, Map<String, String>> fonts = new HashMap<>();
        Matcher matcher = Pattern.compile("(/F\\d) [\\d.]+ Tf <([0-9A-F]*)> Tj").matcher(content());
        while (matcher.find()) {
            String font = matcher.group(1);
            if (!fonts.containsKey(font)) {
                fonts.put(font, characters(object(reference(page(), font))));
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < matcher.group(2).length(); i += 4) {
                text.append(fonts.get(font).get(matcher.group(2).substring(i, i + 4)));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private Map<String, String> characters(String font) throws IOException {
        String map = new String(stream(reference(font, "/ToUnicode")), StandardCharsets.US_ASCII);
        Map<String, String> characters = new HashMap<>();
        Matcher matcher =
                Pattern.compile("beginbfchar\n<([0-9A-F]{4})> <([0-9A-F]+)>").matcher(map);
        while (matcher.find()) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < matcher.group(2).length(); i += 4) {
                text.append((char) Integer.parseInt(matcher.group(2).substring(i, i + 4), 16));
            }
            characters.put(matcher.group(1), text.toString());
        }
        return characters;
    }

    private String text(int from, int length) {
        return new String(Arrays.copyOfRange(file, from, from + length), StandardCharsets.ISO_8859_1);
    }

    static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), () -> "no " + pattern + " in " + text);
        return matcher.group(1);
    }
}
