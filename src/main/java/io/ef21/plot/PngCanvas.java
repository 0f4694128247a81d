package io.ef21.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws into a bitmap with two pixels per logical pixel, antialiased. One thread at a time. */
final class PngCanvas implements Canvas {
    static final int PIXELS_PER_UNIT = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    /** A white picture of the given size in logical pixels. */
    PngCanvas(double width, double height) {
        // A stale DISPLAY, as ssh leaves behind, would otherwise make Java2D look for a window server and fail.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        image = new BufferedImage(
                (int) Math.ceil(width * PIXELS_PER_UNIT),
                (int) Math.ceil(height * PIXELS_PER_UNIT),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void rectangle(double left, double top, double width, double height, int rgb) {
        graphics.setColor(new Color(rgb));
        graphics.fill(new Rectangle2D.Double(left, top, width, height));
    }

    @Override
    public void area(double[] x, double[] y, int rgb, double opacity) {
        graphics.setColor(new Color(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, (int) Math.round(255 * opacity)));
        graphics.fill(path(x, y));
    }

    @Override
    public void polyline(double[] x, double[] y, Stroke stroke) {
        graphics.setColor(new Color(stroke.rgb()));
        graphics.setStroke(java2dStroke(stroke));
        graphics.draw(path(x, y));
    }

    private static Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        return path;
    }

    @Override
    public void text(RichText text, double x, double baseline, TextStyle style) {
        Font font =
                new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) style.size());
        Font small = font.deriveFont((float) (RichText.EXPONENT_SIZE * style.size()));
        double baseWidth = width(text.base(), font);
        double width = baseWidth + width(text.exponent(), small);
        double start =
                switch (style.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };

        AffineTransform upright = graphics.getTransform();
        graphics.translate(x, baseline);
        if (style.upward()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.setColor(new Color(style.rgb()));
        graphics.setFont(font);
        graphics.drawString(text.base(), (float) start, 0);
        graphics.setFont(small);
        graphics.drawString(
                text.exponent(), (float) (start + baseWidth), (float) (-RichText.EXPONENT_RISE * style.size()));
        graphics.setTransform(upright);
    }

    /** The picture so far, as the content of a PNG file; nothing can be drawn afterwards. */
    byte[] encode() throws IOException {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Given a plain stream, ImageIO would keep a cache file in the temporary directory.
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", output)) {
                throw new IOException("expected a Java runtime that writes PNG images, got one without");
            }
        }
        return bytes.toByteArray();
    }

    private double width(String text, Font font) {
        return text.isEmpty()
                ? 0
                : font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    }

    private static BasicStroke java2dStroke(Stroke stroke) {
        List<Double> dashes = stroke.dashes();
        float width = (float) stroke.width();
        if (dashes.isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        float[] lengths = new float[dashes.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = dashes.get(i).floatValue();
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, lengths, 0);
    }
}
