package io.ef21.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multiclass labels become two. */
class PositiveLabelsTest {
    private static RowBlock rows(double... labels) {
        RowBlock.Builder rows = new RowBlock.Builder();
        for (int i = 0; i < labels.length; i++) {
            rows.row(labels[i]);
            rows.entry(i, 2);
        }
        return rows.build();
    }

    @Test
    void rangesIncludeBothEnds() {
        RowBlock relabelled = PositiveLabels.parse("--positive-labels", "1-10").apply(0, rows(1, 10, 11, 0, 5, 20));
        assertArrayEquals(new double[] {1, 1, -1, -1, 1, -1}, relabelled.labels());
        assertEquals(2, relabelled.value(3));
        assertEquals(3, relabelled.columns()[3]);
    }

    @Test
    void severalLabels_negativeOnesToo() {
        PositiveLabels labels = PositiveLabels.parse("--positive-labels", "3, -1,-5--4");
        assertArrayEquals(
                new double[] {1, 1, 1, 1, -1},
                labels.apply(0, rows(3, -1, -5, -4, -3)).labels());
    }

    @Test
    void theRowsGivenAreLeftAlone() {
        RowBlock rows = rows(1, 2);
        PositiveLabels.parse("--positive-labels", "2").apply(0, rows);
        assertArrayEquals(new double[] {1, 2}, rows.labels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first ten | --positive-labels must be labels or ranges of labels, such as 1-10 or 3,7 (got 'first ten')",
                "1-2-3 | --positive-labels must be labels or ranges of labels",
                "1, | --positive-labels must be labels or ranges of labels",
                "5-1 | --positive-labels: the range '5-1' is empty"
            })
    void badLabelsAreRefused(String text, String sentence) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> PositiveLabels.parse("--positive-labels", text));
        assertEquals(sentence, String.valueOf(refused.getMessage()).substring(0, sentence.length()));
    }
}
