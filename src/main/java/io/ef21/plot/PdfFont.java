package io.ef21.plot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A font as a PDF file uses it: text becomes numbers of glyphs, and the glyphs that were used are embedded, with the
 * characters they stand for so that text can be searched and copied. One thread at a time, for one file.
 */
final class PdfFont {
    private final String name;
    private final TrueTypeFont font;
    private final Map<Integer, Integer> characters = new TreeMap<>();

    /** The font with this name in PDF; its file is the resource of that name. */
    PdfFont(String name) {
        this.name = name;
        this.font = TrueTypeFont.load(name + ".ttf");
    }

    /** The text as a string of the page's content. */
    String encode(String text) {
        StringBuilder hex = new StringBuilder("<");
        text.codePoints().forEach(character -> {
            int glyph = font.glyph(character);
            characters.putIfAbsent(glyph, character);
            hex.append(hex(glyph));
        });
        return hex.append('>').toString();
    }

    /** The width of the text as a share of the font size. */
    double width(String text) {
        return text.codePoints()
                .mapToDouble(character -> font.advance(font.glyph(character)))
                .sum();
    }

    boolean isUsed() {
        return !characters.isEmpty();
    }

    /** Adds the font to the file and returns the number of its dictionary. */
    int addTo(PdfDocument document) {
        byte[] file = font.subset(characters.keySet());
        int stream = document.addStream("/Length1 " + file.length, file);
        int[] box = font.box();
        // A subset has six letters before the name (section 9.6.4).
        String subset = "/EFPLOT+" + name;
        int descriptor = document.add(String.format(
                Locale.ROOT,
                "<< /Type /FontDescriptor /FontName %s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0"
                        + " /Ascent %d /Descent %d /CapHeight 729 /StemV 80 /FontFile2 %d 0 R >>",
                subset,
                box[0],
                box[1],
                box[2],
                box[3],
                box[3],
                box[1],
                stream));
        int descendant = document.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont " + subset
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
                + descriptor + " 0 R /CIDToGIDMap /Identity /W [" + widths() + "] >>");
        int map = document.addStream("", characterMap().getBytes(StandardCharsets.US_ASCII));
        return document.add("<< /Type /Font /Subtype /Type0 /BaseFont " + subset
                + " /Encoding /Identity-H /DescendantFonts [" + descendant + " 0 R] /ToUnicode " + map + " 0 R >>");
    }

    private String widths() {
        StringBuilder widths = new StringBuilder();
        for (int glyph : characters.keySet()) {
            widths.append(glyph + " [" + Math.round(1000 * font.advance(glyph)) + "] ");
        }
        return widths.toString().strip();
    }

    private String characterMap() {
        StringBuilder map = new StringBuilder(
                """
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CMapName /Characters def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        characters.forEach((glyph, character) -> {
            map.append("1 beginbfchar\n<" + hex(glyph) + "> <");
            for (char unit : Character.toChars(character)) {
                map.append(hex(unit));
            }
            map.append(">\nendbfchar\n");
        });
        return map.append(
                        """
                        endcmap
                        CMapName currentdict /CMap defineresource pop
                        end
                        end
                        """)
                .toString();
    }

    private static String hex(int number) {
        return String.format(Locale.ROOT, "%04X", number);
    }
}
