package io.ef21.plot;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws into the text of an SVG document. One thread at a time. */
final class SvgCanvas implements Canvas {
    private final StringBuilder document = new StringBuilder();

    /** An empty picture of the given size in logical pixels; the title is for screen readers. */
    SvgCanvas(double width, double height, String title) {
        String w = number(width);
        String h = number(height);
        document.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h + "\"")
                .append(" viewBox=\"0 0 " + w + " " + h + "\" role=\"img\"")
                .append(" font-family=\"Arial, Helvetica, 'DejaVu Sans', sans-serif\">\n");
        if (!title.isBlank()) {
            document.append("<title>" + Markup.escape(title) + "</title>\n");
        }
    }

    /** A picture of the figure. */
    static SvgCanvas of(Figure figure) {
        FigurePainter painter = new FigurePainter(figure);
        SvgCanvas canvas = new SvgCanvas(painter.width(), painter.height(), figure.title());
        painter.paint(canvas);
        return canvas;
    }

    @Override
    public void rectangle(double left, double top, double width, double height, int rgb) {
        document.append("<rect x=\"" + number(left) + "\" y=\"" + number(top) + "\" width=\"" + number(width)
                + "\" height=\"" + number(height) + "\" fill=\"" + colour(rgb) + "\"/>\n");
    }

    @Override
    public void area(double[] x, double[] y, int rgb, double opacity) {
        document.append("<polygon fill=\"" + colour(rgb) + "\"");
        if (opacity < 1) {
            document.append(" fill-opacity=\"" + number(opacity) + "\"");
        }
        points(x, y);
    }

    @Override
    public void named(String name, Runnable drawing) {
        document.append("<g>\n<title>" + Markup.escape(name) + "</title>\n");
        drawing.run();
        document.append("</g>\n");
    }

    @Override
    public void polyline(double[] x, double[] y, Stroke stroke) {
        document.append("<polyline fill=\"none\" stroke=\"" + colour(stroke.rgb()) + "\" stroke-width=\""
                + number(stroke.width()) + "\" stroke-linejoin=\"round\"");
        if (!stroke.dashes().isEmpty()) {
            document.append(stroke.dashes().stream()
                    .map(SvgCanvas::number)
                    .collect(Collectors.joining(" ", " stroke-dasharray=\"", "\"")));
        }
        points(x, y);
    }

    private void points(double[] x, double[] y) {
        document.append(" points=\"");
        for (int i = 0; i < x.length; i++) {
            document.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        document.append("\"/>\n");
    }

    @Override
    public void text(RichText text, double x, double baseline, TextStyle style) {
        document.append("<text x=\"" + number(x) + "\" y=\"" + number(baseline) + "\" font-size=\""
                + number(style.size()) + "\" fill=\"" + colour(style.rgb()) + "\"");
        if (style.bold()) {
            document.append(" font-weight=\"bold\"");
        }
        if (style.anchor() != TextStyle.Anchor.START) {
            document.append(" text-anchor=\"" + style.anchor().name().toLowerCase(Locale.ROOT) + "\"");
        }
        if (style.upward()) {
            document.append(" transform=\"rotate(-90 " + number(x) + " " + number(baseline) + ")\"");
        }
        document.append('>').append(Markup.escape(text.base()));
        if (!text.exponent().isEmpty()) {
            document.append("<tspan dy=\"" + number(-RichText.EXPONENT_RISE * style.size()) + "\" font-size=\""
                    + number(RichText.EXPONENT_SIZE * style.size()) + "\">" + Markup.escape(text.exponent())
                    + "</tspan>");
        }
        document.append("</text>\n");
    }

    /** The picture so far, as an element to put into a page. */
    String element() {
        return document + "</svg>\n";
    }

    /** The picture so far, as the content of a file in UTF-8. */
    byte[] encode() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element()).getBytes(StandardCharsets.UTF_8);
    }

    static String colour(int rgb) {
        return String.format(Locale.ROOT, "#%06X", rgb);
    }

    /** Hundredths of a logical pixel are finer than any screen shows. */
    private static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
