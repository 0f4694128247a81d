package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFigureTest {
    @Test
    void hasTwoPixelsPerLogicalPixel() throws Exception {
        Figure figure = Figures.convergence();
        SvgPicture vector = SvgPicture.of(figure);
        BufferedImage image = read(figure);
        assertEquals(2 * vector.width(), image.getWidth());
        assertEquals(2 * vector.height(), image.getHeight());
    }

    @Test
    void showsTheLinesWhereTheVectorPictureDoes() throws Exception {
        Figure figure = Figures.single(
                Figures.X, Figures.Y, Figures.series("low", new double[] {1, 1}), Figures.series("high", new double[] {
                    2, 2
                }));
        SvgPicture vector = SvgPicture.of(figure);
        BufferedImage image = read(figure);
        for (int i = 0; i < 2; i++) {
            double[][] line = vector.line(i);
            int x = (int) (line[0][0] + line[1][0]);
            int y = (int) (2 * line[0][1]);
            assertEquals(Palette.line(i).rgb(), image.getRGB(x, y) & 0xFFFFFF, "series " + i);
            assertEquals(Palette.PAPER, image.getRGB(x + 7, y + 20) & 0xFFFFFF, "beside series " + i);
        }
    }

    @Test
    void writesTextsInsideTheRoomTheLayoutKeeps() throws Exception {
        Figure figure =
                new Figure("Wide WWWW mmmm MMMM", "", List.of(new Panel("", Figures.X, Figures.Y, List.of())), 1);
        Box room = SvgPicture.room(SvgPicture.of(figure).text("Wide WWWW mmmm MMMM"));
        BufferedImage image = read(figure);
        int inside = 0;
        for (int y = (int) (2 * room.top()); y < 2 * room.bottom(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) < 0x80) {
                    assertTrue(x >= 2 * room.left() - 2 && x <= 2 * room.right(), "dark pixel at " + x);
                    inside++;
                }
            }
        }
        assertTrue(inside > 500, inside + " dark pixels");
    }

    private static BufferedImage read(Figure figure) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(FileFormat.PNG.draw(figure)));
    }
}
