package io.ef21.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The file formats, told apart by the ending of the file name. */
enum FileFormat {
    SVG(".svg") {
        @Override
        byte[] draw(Figure figure) {
            return SvgCanvas.of(figure).encode();
        }
    },
    PDF(".pdf") {
        @Override
        byte[] draw(Figure figure) {
            FigurePainter painter = new FigurePainter(figure);
            PdfCanvas canvas = new PdfCanvas(painter.width(), painter.height(), figure.title());
            painter.paint(canvas);
            return canvas.encode();
        }
    },
    PNG(".png") {
        @Override
        byte[] draw(Figure figure) throws IOException {
            FigurePainter painter = new FigurePainter(figure);
            PngCanvas canvas = new PngCanvas(painter.width(), painter.height());
            painter.paint(canvas);
            return canvas.encode();
        }
    };

    private final String ending;

    FileFormat(String ending) {
        this.ending = ending;
    }

    /** The content of a file that shows the figure. */
    abstract byte[] draw(Figure figure) throws IOException;

    /** The format for the file's name, or IllegalArgumentException if there is none. */
    static FileFormat of(Path file) {
        @Nullable Path name = file.getFileName();
        if (name != null) {
            String lowerCase = name.toString().toLowerCase(Locale.ROOT);
            for (FileFormat format : values()) {
                if (lowerCase.endsWith(format.ending)) {
                    return format;
                }
            }
        }
        throw new IllegalArgumentException("expected a figure file that ends in .svg, .pdf or .png, got " + file);
    }
}
