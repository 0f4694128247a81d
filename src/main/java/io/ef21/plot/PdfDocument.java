package io.ef21.plot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/**
 * The objects of a PDF 1.4 file (ISO 32000-1, section 7.5) and the table of where they begin. An object may refer to one
 * that is filled in later. One thread at a time.
 */
final class PdfDocument {
    private final List<byte[]> objects = new ArrayList<>();

    /** Keeps a place for an object and returns its number. */
    int reserve() {
        objects.add(new byte[0]);
        return objects.size();
    }

    /** Fills the place of an object. */
    void fill(int number, String object) {
        objects.set(number - 1, object.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Adds an object and returns its number. */
    int add(String object) {
        int number = reserve();
        fill(number, object);
        return number;
    }

    /** Adds a compressed stream and returns its number; the entries are those of its dictionary besides its length. */
    int addStream(String entries, byte[] content) {
        byte[] packed = deflate(content);
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(("<< " + entries + " /Filter /FlateDecode /Length " + packed.length + " >>\nstream\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        object.writeBytes(packed);
        object.writeBytes("\nendstream".getBytes(StandardCharsets.ISO_8859_1));
        objects.add(object.toByteArray());
        return objects.size();
    }

    /** The file, with the catalogue and the information under these numbers. */
    byte[] encode(int catalogue, int information) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // Bytes above 127 on the second line tell programs that the file is not text.
        file.writeBytes("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n".getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.size()));
            file.writeBytes((i + 1 + " 0 obj\n").getBytes(StandardCharsets.ISO_8859_1));
            file.writeBytes(objects.get(i));
            file.writeBytes("\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        int size = objects.size() + 1;
        String trailer = "xref\n0 " + size + "\n" + table + "trailer\n<< /Size " + size + " /Root " + catalogue
                + " 0 R /Info " + information + " 0 R >>\nstartxref\n" + file.size() + "\n%%EOF\n";
        file.writeBytes(trailer.getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
