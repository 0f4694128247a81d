package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.CompressorFamily;
import io.ef21.compress.Compressors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ef21 compressors} as a user meets it. */
class CompressorsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyFamilyHasItsLine() {
        for (String d : new String[] {"1", "10", "1000"}) {
            Program program = Program.here("compressors", "--dimension", d);
            assertEquals(0, program.exitCode(), program.err());
            for (CompressorFamily family : Compressors.all()) {
                assertTrue(program.out().contains("\n  " + family.form() + "\n"), family.form());
                assertTrue(program.out().contains("  " + family.summary() + "\n"), family.form());
            }
        }
    }

    @Test
    void oneIsToldInFull() {
        Program program = Program.here("compressors", "topk:100+natural", "qsgd:16:max", "--dimension", "1000");
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().startsWith("topk:100+natural\n"), program.out());
        assertTrue(program.out().contains("contraction alpha        0.08889\n"), program.out());
        assertTrue(program.out().contains("\nqsgd:16:max\n"), program.out());
        assertTrue(program.out().contains("unbiased, omega          0.9766\n"), program.out());
        assertTrue(program.out().contains("homogeneous by two, support preserving"), program.out());
    }

    @Test
    void aComparisonIsDrawn() throws IOException {
        Path plot = folder.resolve("compressors.svg");
        Program program = Program.here("compressors", "--compare", "--dimension", "500", "--plot", plot.toString());
        assertEquals(0, program.exitCode(), program.err());
        assertTrue(program.out().contains("randk:0.5 "), program.out());
        String svg = Files.readString(plot);
        assertTrue(svg.contains("Top-k + natural") && svg.contains("bits per coordinate"), svg);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topq:3 | unknown compressor 'topq': did you mean 'topk'?",
                "topk:20 --dimension 10 | k must be at most the number of features, 10 (got 20)",
                "--dimension 0 | --dimension must be a whole number of at least 1 (got 0)",
                "--dimension x | --dimension must be a whole number of at least 1 (got x)",
                "--plot p.svg | --plot needs --compare",
                "--compare --plot p.gif | .svg, .pdf or .png",
                "--compare --plot no/folder/p.svg | must name a file in an existing folder",
                "powersgd:2 | needs matrices: name their shapes, as in layers(w=28x28,b=10,powersgd:2)"
            })
    void badInput_isOneSentence(String arguments, String sentence) {
        Program program = Program.here(("compressors " + arguments).split(" "));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains(sentence), program.err());
        assertEquals(1, program.err().lines().count(), program.err());
        assertFalse(program.err().contains("\tat "), program.err());
    }
}
