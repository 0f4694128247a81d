package io.ef21.gossip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs as users write them, and the sentence for every wrong one. */
class TopologyTest {
    @TempDir
    private Path folder;

    private String file(String text) {
        try {
            return Files.writeString(folder.resolve("graph.txt"), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileWithoutWeights_hasThoseOfMetropolis() {
        Mixing mixing = Gossiping.mixing("file:" + file("# a path\n0 1\n\n 2\t1 # back\n1 0\n"), 3);
        assertArrayEquals(new int[][] {{1}, {0, 2}, {1}}, mixing.graph().neighbours());
        assertEquals(1 / 3.0, mixing.weight(0, 1));
        // the path of three: 1, 1 - 1/3, 1 - 3/3
        assertEquals(1 / 3.0, mixing.gap(), 1e-8);
    }

    @Test
    void aFileWithWeights_hasThem() {
        Mixing mixing = Gossiping.mixing("file:" + file("0 1 0.25\n1 0 0.25\n1 2 0.75"), 3);
        assertEquals(0.25, mixing.weight(1, 0));
        assertEquals(0.75, mixing.weight(2, 1));
        assertEquals(1.0, mixing.given(1));
        // the eigenvalues besides 1 of [[.75 .25 0] [.25 0 .75] [0 .75 .25]] solve t^2 - 0 t - 7/16 = 0
        assertEquals(1 - Math.sqrt(7) / 4, mixing.gap(), 1e-8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\"',
            value = {
                "0 1|1 7; line 2: there is no client 7: they are 0 to 2",
                "0 1|-1 2; line 2: there is no client -1: they are 0 to 2",
                "0 1|1 b; line 2: 'b' is no client number",
                "0 1|2; line 2: an edge is two client numbers, and perhaps a weight (got '2')",
                "0 1 1 1; line 1: an edge is two client numbers, and perhaps a weight (got '0 1 1 1')",
                "# loop|1 1; line 2: client 1 does not write to itself: W_ii is what its edges leave of 1",
                "0 1 0|1 2 0.1; line 1: a weight is a number in (0, 1] (got 0)",
                "0 1 x|1 2 0.1; line 1: 'x' is no weight",
                "0 1 0.5|1 2; line 2: either all edges have a weight or none has: this one has none, that of line 1 has one",
                "0 1 0.5|1 2 0.2|2 1 0.3; line 3: W must be symmetric: the edge between 2 and 1 has the weight 0.3 here and 0.2 in line 2"
            })
    void aWrongLine_isNamed(String lines, String sentence) {
        String name = file(lines.replace('|', '\n'));
        assertEquals(name + ", " + sentence, refused("file:" + name, 3));
    }

    @Test
    void aGraphThatCannotMix_isRefused() {
        String two = file("0 1\n2 3\n");
        assertEquals(
                "--graph file:" + two + " is not connected: client 2 cannot be reached from client 0",
                refused("file:" + two, 4));
        String much = file("0 1 0.5\n1 2 0.75\n");
        assertEquals(
                much + ": the weights of client 1 add up to 1.25, which leaves W_ii negative: they may add up to 1",
                refused("file:" + much, 3));
        String swap = file("0 1 1\n");
        assertEquals(
                "--graph file:" + swap + " has weights that do not mix: an eigenvalue besides the first is 1 or -1, so"
                        + " make them smaller, or leave them out",
                refused("file:" + swap, 2));
    }

    @Test
    void aGraphThatThereIsNot_isRefused() {
        assertEquals("--graph file:/nowhere/g: no such file", refused("file:/nowhere/g", 3));
        assertEquals("--graph torus:2x3 has 6 places, and there are 7 clients", refused("torus:2x3", 7));
        assertEquals(
                "--graph torus needs a number of clients with two factors above 1, and there are 7: use ring, or another"
                        + " number of --clients",
                refused("torus", 7));
        assertEquals(
                "unknown value of --graph 'rign': did you mean 'ring'? there are ring, torus, torus:RxC, complete, star,"
                        + " file:FILE",
                refused("rign", 7));
    }

    private static String refused(String graph, int clients) {
        return assertThrows(InvalidInputException.class, () -> Gossiping.mixing(graph, clients))
                .getMessage();
    }
}
