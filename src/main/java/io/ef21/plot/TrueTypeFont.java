package io.ef21.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One of the fonts that come with this package, read from its TrueType file (ISO/IEC 14496-22): which glyph shows a
 * character, how wide it is, and the file with some glyphs only. Immutable and thread-safe.
 *
 * <p>Reads what these two files hold: outlines without composite glyphs, and a character map of format 4.
 */
final class TrueTypeFont {
    /** Without these a PDF reader cannot draw the glyphs; all other tables stay out of the PDF. */
    private static final String[] DRAWING_TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

    private static final int DIRECTORY = 12;
    private static final int DIRECTORY_ENTRY = 16;
    private static final int REPLACEMENT = 0xFFFD;

    private final Map<String, ByteBuffer> tables = new TreeMap<>();
    private final Map<Integer, Integer> glyphs = new LinkedHashMap<>();

    private TrueTypeFont(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int count = buffer.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = DIRECTORY + i * DIRECTORY_ENTRY;
            String tag = new String(file, entry, 4, StandardCharsets.US_ASCII);
            tables.put(tag, buffer.slice(buffer.getInt(entry + 8), buffer.getInt(entry + 12)));
        }
        readCharacterMap();
    }

    /** The font in the resource of this name. */
    static TrueTypeFont load(String resource) {
        try (InputStream stream = TrueTypeFont.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "expected the font " + resource + " beside the classes that draw with it");
            }
            return new TrueTypeFont(stream.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The glyph for a character; for one that the font has not, the glyph of the replacement character. */
    int glyph(int character) {
        Integer glyph = glyphs.get(character);
        return glyph == null ? glyphs.getOrDefault(REPLACEMENT, 0) : glyph;
    }

    /** How far the glyph moves on, as a share of the font size. */
    double advance(int glyph) {
        int withOwnAdvance = Short.toUnsignedInt(table("hhea").getShort(34));
        int entry = Math.min(glyph, withOwnAdvance - 1);
        return Short.toUnsignedInt(table("hmtx").getShort(4 * entry)) / (double) unitsPerEm();
    }

    /** The corner of the box around all glyphs: left, bottom, right, top, in thousandths of the font size. */
    int[] box() {
        int[] box = new int[4];
        for (int i = 0; i < box.length; i++) {
            box[i] = Math.round(1000f * table("head").getShort(36 + 2 * i) / unitsPerEm());
        }
        return box;
    }

    /** A font file that can draw these glyphs and has nothing in the place of the others, so that numbers stay. */
    byte[] subset(Set<Integer> kept) {
        int count = Short.toUnsignedInt(table("maxp").getShort(4));
        ByteBuffer loca = ByteBuffer.allocate(4 * (count + 1));
        ByteBuffer glyf = ByteBuffer.allocate(table("glyf").capacity());
        for (int glyph = 0; glyph < count; glyph++) {
            loca.putInt(glyf.position());
            if (kept.contains(glyph) || glyph == 0) {
                glyf.put(table("glyf").slice(offset(glyph), offset(glyph + 1) - offset(glyph)));
            }
        }
        loca.putInt(glyf.position());
        ByteBuffer head =
                ByteBuffer.allocate(table("head").capacity()).put(table("head").duplicate());
        // The table of places is written with long entries.
        head.putShort(50, (short) 1).putInt(8, 0);
        Map<String, ByteBuffer> own = new TreeMap<>();
        for (String tag : DRAWING_TABLES) {
            own.put(tag, table(tag));
        }
        own.put("loca", loca.flip());
        own.put("glyf", glyf.flip().slice());
        own.put("head", head.flip());
        return file(own);
    }

    private static byte[] file(Map<String, ByteBuffer> tables) {
        int size = DIRECTORY + DIRECTORY_ENTRY * tables.size();
        int offset = size;
        for (ByteBuffer table : tables.values()) {
            size += padded(table.limit());
        }
        ByteBuffer file = ByteBuffer.allocate(size);
        int power = 31 - Integer.numberOfLeadingZeros(tables.size());
        file.putInt(0x00010000)
                .putShort((short) tables.size())
                .putShort((short) (DIRECTORY_ENTRY << power))
                .putShort((short) power)
                .putShort((short) (DIRECTORY_ENTRY * tables.size() - (DIRECTORY_ENTRY << power)));
        for (Map.Entry<String, ByteBuffer> entry : tables.entrySet()) {
            ByteBuffer table = entry.getValue();
            file.slice(offset, table.limit()).put(table.duplicate().rewind());
            file.put(entry.getKey().getBytes(StandardCharsets.US_ASCII))
                    .putInt(checksum(file, offset, padded(table.limit())))
                    .putInt(offset)
                    .putInt(table.limit());
            offset += padded(table.limit());
        }
        return file.array();
    }

    private static int checksum(ByteBuffer file, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 4) {
            sum += file.getInt(at);
        }
        return sum;
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private void readCharacterMap() {
        ByteBuffer cmap = table("cmap");
        int subtable = cmap.getInt(8);
        int segments = cmap.getShort(subtable + 6) / 2;
        int ends = subtable + 14;
        int starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments;
        int offsets = deltas + 2 * segments;
        for (int i = 0; i < segments; i++) {
            int start = Short.toUnsignedInt(cmap.getShort(starts + 2 * i));
            int end = Short.toUnsignedInt(cmap.getShort(ends + 2 * i));
            int delta = cmap.getShort(deltas + 2 * i);
            int offset = Short.toUnsignedInt(cmap.getShort(offsets + 2 * i));
            for (int character = start; character <= end && character < 0xFFFF; character++) {
                int glyph = offset == 0 ? character : cmap.getShort(offsets + 2 * i + offset + 2 * (character - start));
                glyphs.put(character, glyph + delta & 0xFFFF);
            }
        }
    }

    /** Where the outline of a glyph begins in its table. */
    private int offset(int glyph) {
        boolean isLong = table("head").getShort(50) == 1;
        return isLong
                ? table("loca").getInt(4 * glyph)
                : 2 * Short.toUnsignedInt(table("loca").getShort(2 * glyph));
    }

    private int unitsPerEm() {
        return table("head").getShort(18);
    }

    private ByteBuffer table(String tag) {
        ByteBuffer table = tables.get(tag);
        if (table == null) {
            throw new IllegalStateException("expected a font with a table " + tag + ", got " + tables.keySet());
        }
        return table;
    }
}
