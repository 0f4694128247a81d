package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of powers, and the edges of grids. */
class GridTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "theory:2^0..2^3 | theory:1 theory:2 theory:4 theory:8",
                "2^-2..2^1 | 0.25 0.5 1 2",
                "topk:10^1..10^3 | topk:10 topk:100 topk:1000",
                "theory:2^2..2^0 | theory:4 theory:2 theory:1",
                "topk:2^0..2^1+natural | topk:1+natural topk:2+natural",
                "2^60..2^60 | 1152921504606846976",
                "theory:4 | theory:4"
            })
    void expand_isEveryPower(String text, String expected) {
        assertEquals(List.of(expected.split(" ")), Grid.expand(text));
    }

    @ParameterizedTest
    @CsvSource({"2^0..3^4", "1^0..1^4", "2^0..2^99", "2^0..2^99999999999"})
    void expand_senseless_isRefused(String text) {
        String message = assertThrows(InvalidInputException.class, () -> Grid.expand(text))
                .getMessage();
        assertTrue(message.contains(text), message);
    }

    @Test
    void edge_isThatOfTheNumbers() {
        List<String> steps = List.of("theory:4", "theory:1", "theory:2");
        assertEquals("upper", Grid.edge(steps, "theory:4"));
        assertEquals("lower", Grid.edge(steps, "theory:1"));
        assertEquals("", Grid.edge(steps, "theory:2"));
        assertEquals("lower", Grid.edge(List.of("1e-3", "0.1", "5"), "1e-3"));
    }

    @Test
    void edge_ofOneValueOrOfWords_isNone() {
        assertEquals("", Grid.edge(List.of("theory:1"), "theory:1"));
        assertEquals("", Grid.edge(List.of("topk:1", "randk:1"), "topk:1"));
        assertEquals("", Grid.edge(List.of("topk:1", "identity"), "topk:1"));
        assertEquals("", Grid.edge(List.of("quantize:2:64", "quantize:3:32"), "quantize:2:64"));
    }
}
