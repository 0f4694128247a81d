package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrueTypeFontTest {
    private static final String TEXT = "f(x) − f* ‖∇f(x)‖² α β 10⁻³ ≤ EF21+ Wgj£ €";

    @ParameterizedTest
    @ValueSource(strings = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
    void agreesWithTheJdkOnGlyphsAndWidths(String name) throws Exception {
        TrueTypeFont font = TrueTypeFont.load(name);
        try (InputStream stream = TrueTypeFont.class.getResourceAsStream(name)) {
            Font reference = Font.createFont(Font.TRUETYPE_FONT, stream).deriveFont(2048f);
            FontRenderContext context = new FontRenderContext(null, true, true);
            for (int character : TEXT.codePoints().toArray()) {
                GlyphVector glyph = reference.createGlyphVector(context, Character.toString(character));
                assertEquals(glyph.getGlyphCode(0), font.glyph(character), Character.toString(character));
                assertEquals(glyph.getGlyphMetrics(0).getAdvanceX(), 2048 * font.advance(font.glyph(character)), 1.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
    void textIsNoWiderThanTheLayoutReckons(String name) {
        TrueTypeFont font = TrueTypeFont.load(name);
        boolean bold = name.contains("Bold");
        TextStyle style = new TextStyle(1, 0, bold, TextStyle.Anchor.START, false);
        for (int character = ' '; character < 0x7F; character++) {
            double reckoned = TextWidth.of(Character.toString(character), style);
            double width = font.advance(font.glyph(character));
            assertTrue(width <= 1.05 * reckoned, Character.toString(character) + ": " + width + " of " + reckoned);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
    void subsetHasTheSameOutlinesAndOnlyThose(String name) throws Exception {
        TrueTypeFont font = TrueTypeFont.load(name);
        int kept = font.glyph('∇');
        int other = font.glyph('W');
        assertNotEquals(kept, other);
        Map<String, ByteBuffer> subset = tables(font.subset(Set.of(kept)));
        Map<String, ByteBuffer> whole;
        try (InputStream stream = TrueTypeFont.class.getResourceAsStream(name)) {
            whole = tables(stream.readAllBytes());
        }
        assertEquals(Set.of("glyf", "head", "hhea", "hmtx", "loca", "maxp"), subset.keySet());
        assertArrayEquals(outline(whole, kept), outline(subset, kept));
        assertEquals(0, outline(subset, other).length);
        assertTrue(outline(whole, other).length > 0);
        assertEquals(whole.get("hmtx"), subset.get("hmtx"));
    }

    private static byte[] outline(Map<String, ByteBuffer> tables, int glyph) {
        ByteBuffer loca = tables.get("loca");
        boolean isLong = tables.get("head").getShort(50) == 1;
        int from = isLong ? loca.getInt(4 * glyph) : 2 * Short.toUnsignedInt(loca.getShort(2 * glyph));
        int to = isLong ? loca.getInt(4 * glyph + 4) : 2 * Short.toUnsignedInt(loca.getShort(2 * glyph + 2));
        byte[] outline = new byte[to - from];
        tables.get("glyf").get(from, outline);
        return outline;
    }

    private static Map<String, ByteBuffer> tables(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        Map<String, ByteBuffer> tables = new HashMap<>();
        for (int i = 0; i < buffer.getShort(4); i++) {
            int entry = 12 + 16 * i;
            ByteBuffer table = buffer.slice(buffer.getInt(entry + 8), buffer.getInt(entry + 12));
            tables.put(new String(file, entry, 4, StandardCharsets.US_ASCII), table);
        }
        return tables;
    }
}
