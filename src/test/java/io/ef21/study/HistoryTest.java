package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.auto.Link;
import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories of others and our own, and what they say about costs. */
class HistoryTest {
    @TempDir
    private Path folder;

    @Test
    void csvAndJsonLines_ofTheSame_areTheSame() throws IOException {
        History csv = History.read(file("h.csv", "round,\"gradNormSq\",bits\n0,1e0,\n5,,64\n10,1e-3,128\n"));
        History json = History.read(
                file(
                        "h.jsonl",
                        """
                {"round":0,"gradNormSq":1.0,"bits":null,"action":"step"}
                {"round":5,"bits":64}
                {"round":10,"gradNormSq":0.001,"bits":128}
                """));
        assertEquals(3, csv.length());
        assertEquals(3, json.length());
        for (String name : new String[] {"round", "gradNormSq", "bits"}) {
            assertArrayEquals(csv.column(name), json.column(name), name);
        }
        assertArrayEquals(new double[] {1, Double.NaN, 1e-3}, csv.column("gradNormSq"));
        assertNull(csv.column("objective"));
        assertNull(json.column("action"));
    }

    @Test
    void malformedLines_areNamed() throws IOException {
        refused("round,gap\n0,1\n1,x\n", ", line 3: 'x' under gap is no number");
        refused("round,gap\n0,1,2\n", ", line 2: 3 values under 2 names");
        refused("{\"round\":0}\n{\"round\":\n", ", line 2: no JSON object");
    }

    @Test
    void costs_ofATraining_areWorkedOut() throws IOException {
        String first = "{\"round\":0,\"objective\":0.7,\"gradNormSq\":0.5,\"uplinkBits\":100,\"uplinkBytes\":50,"
                + "\"downlinkBytes\":0,\"computeSeconds\":0.4,\"compressSeconds\":0.2,\"serverSeconds\":0.01}\n";
        String second = "{\"round\":1,\"objective\":0.6,\"gradNormSq\":null,\"uplinkBits\":180,\"uplinkBytes\":90,"
                + "\"downlinkBytes\":30,\"computeSeconds\":0.8,\"compressSeconds\":0.4,\"serverSeconds\":0.02}\n";
        RunFacts facts = new RunFacts("", false, 1, 1000, 10, 4);
        Curve curve = Curve.of(History.read(file("h.jsonl", first + second)), facts, new Link(1000, 0.5));
        assertArrayEquals(new double[] {100, 180}, curve.cost(Cost.UP_BITS));
        assertArrayEquals(new double[] {0, 240}, curve.cost(Cost.DOWN_BITS));
        assertArrayEquals(new double[] {100, 420}, curve.cost(Cost.BITS));
        assertArrayEquals(new double[] {250, 500}, curve.cost(Cost.GRADIENTS));
        // t l + (U + n D) / R + (G + C) / n + S
        assertArrayEquals(
                new double[] {0.5 + 0.05 + 0.15 + 0.01, 1.0 + 0.21 + 0.3 + 0.02}, curve.cost(Cost.SECONDS), 1e-15);
        assertArrayEquals(
                new double[] {0.7 - 0.55, 0.6 - 0.55}, curve.above(0.55).quality(Quality.GAP));
    }

    @Test
    void samples_whereARunCountsThem_areItsGradients() throws IOException {
        Path file = file("h.jsonl", "{\"round\":0,\"samples\":32,\"computeSeconds\":0}\n");
        Curve curve = Curve.of(History.read(file), new RunFacts("", false, 1, 1000, 10, 4), null);
        assertArrayEquals(new double[] {32}, curve.cost(Cost.GRADIENTS));
        assertTrue(Double.isNaN(curve.total(Cost.SECONDS)));
    }

    private void refused(String text, String sentence) throws IOException {
        Path file = file("bad", text);
        String message = assertThrows(InvalidInputException.class, () -> History.read(file))
                .getMessage();
        assertTrue(message.endsWith(sentence), message);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
