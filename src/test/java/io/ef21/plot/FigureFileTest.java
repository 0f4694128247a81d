package io.ef21.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureFileTest {
    @TempDir
    Path directory;

    @Test
    void writesAVectorPicture() throws Exception {
        Path file = directory.resolve("gap.svg");
        FigureFile.write(Figures.convergence(), file);
        assertArrayEquals(FileFormat.SVG.draw(Figures.convergence()), Files.readAllBytes(file));
        assertEquals(List.of("gap.svg"), names());
    }

    @Test
    void writesADocument() throws Exception {
        Path file = directory.resolve("gap.pdf");
        FigureFile.write(Figures.convergence(), file);
        assertArrayEquals(FileFormat.PDF.draw(Figures.convergence()), Files.readAllBytes(file));
        assertEquals(List.of("gap.pdf"), names());
    }

    @Test
    void writesABitmap() throws Exception {
        Path file = directory.resolve("gap.PNG");
        FigureFile.write(Figures.convergence(), file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(2080, image.getWidth());
        assertEquals(List.of("gap.PNG"), names());
    }

    @Test
    void replacesAnOlderPicture() throws Exception {
        Path file = Files.writeString(directory.resolve("gap.svg"), "old");
        FigureFile.write(Figures.convergence(), file);
        assertTrue(Files.size(file) > 1000);
        assertEquals(List.of("gap.svg"), names());
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path taken = Files.createDirectory(directory.resolve("taken.svg"));
        Path inside = Files.writeString(taken.resolve("inside"), "kept");
        assertThrows(IOException.class, () -> FigureFile.write(Figures.convergence(), taken));
        assertEquals(List.of("taken.svg"), names());
        assertEquals("kept", Files.readString(inside));
    }

    @Test
    void needsTheDirectory() {
        Path file = directory.resolve("missing").resolve("gap.svg");
        assertThrows(IOException.class, () -> FigureFile.write(Figures.convergence(), file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gap.eps", "gap", "svg", "gap.svg.gz", "png/"})
    void refusesOtherEndings(String name) throws Exception {
        Path file = directory.resolve(name);
        String sentence = "expected a figure file that ends in .svg, .pdf or .png, got " + file;
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> FigureFile.requireSupported(file))
                        .getMessage());
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> FigureFile.write(Figures.convergence(), file))
                        .getMessage());
        assertEquals(List.of(), names());
    }

    @Test
    void refusesARootDirectory() {
        Path root = directory.getRoot();
        assertThrows(IllegalArgumentException.class, () -> FigureFile.requireSupported(root));
    }

    @Test
    void acceptsItsOwnEndingsWithoutTouchingTheFile() throws Exception {
        assertDoesNotThrow(() -> FigureFile.requireSupported(directory.resolve("gap.svg")));
        assertDoesNotThrow(() -> FigureFile.requireSupported(Path.of("Gap.Png")));
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
