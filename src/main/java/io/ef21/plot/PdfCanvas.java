package io.ef21.plot;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws the one page of a PDF file, all of it lines, areas and text. One thread at a time.
 *
 * <p>Written here since the libraries that write PDF would add megabytes to a jar that is sent to every executor. Fonts
 * are embedded, as publishers ask; the reader's own Helvetica would also lack signs such as ∇ and ‖.
 */
final class PdfCanvas implements Canvas {
    /** A logical pixel is a 96th of an inch, as in SVG; PDF counts in 72ths. */
    static final double POINTS_PER_UNIT = 0.75;

    private final double width;
    private final double height;
    private final String title;
    private final PdfFont regular = new PdfFont("DejaVuSans");
    private final PdfFont bold = new PdfFont("DejaVuSans-Bold");
    private final StringBuilder content = new StringBuilder();
    private final Map<String, String> opacities = new TreeMap<>();

    /** An empty page of the given size in logical pixels. */
    PdfCanvas(double width, double height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
        // From here on as everywhere in this package: logical pixels, downwards.
        append(POINTS_PER_UNIT, 0, 0, -POINTS_PER_UNIT, 0, height * POINTS_PER_UNIT)
                .append("cm 1 j\n");
    }

    @Override
    public void rectangle(double left, double top, double width, double height, int rgb) {
        colour(rgb).append("rg ");
        append(left, top, width, height).append("re f\n");
    }

    @Override
    public void area(double[] x, double[] y, int rgb, double opacity) {
        String name = "/A" + Math.round(100 * opacity);
        opacities.put(name, number(opacity));
        content.append("q " + name + " gs ");
        colour(rgb).append("rg\n");
        path(x, y).append("h f Q\n");
    }

    @Override
    public void polyline(double[] x, double[] y, Stroke stroke) {
        colour(stroke.rgb()).append("RG ");
        append(stroke.width()).append("w ");
        content.append(
                stroke.dashes().stream().map(PdfCanvas::number).collect(Collectors.joining(" ", "[", "] 0 d\n")));
        path(x, y).append("S\n");
    }

    @Override
    public void text(RichText text, double x, double baseline, TextStyle style) {
        PdfFont font = style.bold() ? bold : regular;
        double small = RichText.EXPONENT_SIZE * style.size();
        double baseWidth = style.size() * font.width(text.base());
        double whole = baseWidth + small * font.width(text.exponent());
        double start =
                switch (style.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -whole / 2;
                    case END -> -whole;
                };
        content.append("BT ");
        colour(style.rgb()).append("rg ");
        if (style.upward()) {
            append(0, -1, -1, 0, x, baseline - start);
        } else {
            append(1, 0, 0, -1, x + start, baseline);
        }
        content.append("Tm ");
        show(font, style.size(), text.base());
        if (!text.exponent().isEmpty()) {
            append(baseWidth, RichText.EXPONENT_RISE * style.size()).append("Td ");
            show(font, small, text.exponent());
        }
        content.append("ET\n");
    }

    private void show(PdfFont font, double size, String text) {
        content.append(font == bold ? "/F2 " : "/F1 ");
        append(size).append("Tf " + font.encode(text) + " Tj ");
    }

    /** The page so far, as the content of a file. */
    byte[] encode() {
        PdfDocument document = new PdfDocument();
        int pages = document.reserve();
        String fonts = (regular.isUsed() ? "/F1 " + regular.addTo(document) + " 0 R " : "")
                + (bold.isUsed() ? "/F2 " + bold.addTo(document) + " 0 R " : "");
        String states = opacities.entrySet().stream()
                .map(entry -> entry.getKey() + " << /ca " + entry.getValue() + " >>")
                .collect(Collectors.joining(" "));
        int stream = document.addStream("", content.toString().getBytes(StandardCharsets.US_ASCII));
        int page = document.add("<< /Type /Page /Parent " + pages + " 0 R /MediaBox [0 0 "
                + number(width * POINTS_PER_UNIT) + " " + number(height * POINTS_PER_UNIT) + "] /Contents " + stream
                + " 0 R /Resources << /Font << " + fonts + ">> /ExtGState << " + states + " >> >> >>");
        document.fill(pages, "<< /Type /Pages /Kids [" + page + " 0 R] /Count 1 >>");
        int catalogue = document.add("<< /Type /Catalog /Pages " + pages + " 0 R >>");
        return document.encode(catalogue, document.add("<< /Title " + utf16(title) + " >>"));
    }

    private static String utf16(String text) {
        StringBuilder hex = new StringBuilder("<FEFF");
        for (byte octet : text.getBytes(StandardCharsets.UTF_16BE)) {
            hex.append(String.format(Locale.ROOT, "%02X", octet));
        }
        return hex.append('>').toString();
    }

    private StringBuilder path(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            append(x[i], y[i]).append(i == 0 ? "m\n" : "l\n");
        }
        return content;
    }

    private StringBuilder colour(int rgb) {
        return append((rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0);
    }

    private StringBuilder append(double... numbers) {
        for (double number : numbers) {
            content.append(number(number)).append(' ');
        }
        return content;
    }

    /** Thousandths: colours need three digits. */
    private static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 1000), 3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
