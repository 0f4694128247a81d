package io.ef21.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sample and its complement share out the rows, however these are cut into blocks. */
class RowSampleTest {
    private static final RowSample TENTH = new RowSample(7, 0.1, false);
    private static final RowBlock ALL = new OneHotRows(3, 5000).block(0, 5000);

    @Test
    void everyRowIsInExactlyOneOfThem() {
        RowBlock sample = TENTH.apply(0, ALL);
        RowBlock others = TENTH.others().apply(0, ALL);
        assertEquals(5000, sample.rows() + others.rows());
        // five standard deviations of a binomial with 5000 draws at 0.1
        assertEquals(500, sample.rows(), 5 * Math.sqrt(5000 * 0.1 * 0.9));
        assertEquals(ALL.columns().length, sample.columns().length + others.columns().length);
    }

    @Test
    void theCutIntoBlocksDoesNotMatter() {
        List<Double> labels = new ArrayList<>();
        int columns = 0;
        for (int from = 0; from < 5000; from += 1234) {
            int to = Math.min(5000, from + 1234);
            RowBlock part = TENTH.apply(from, ALL.slice(from, to));
            for (double label : part.labels()) {
                labels.add(label);
            }
            columns += part.columns().length;
        }
        RowBlock whole = TENTH.apply(0, ALL);
        assertArrayEquals(
                whole.labels(), labels.stream().mapToDouble(Double::doubleValue).toArray());
        assertEquals(whole.columns().length, columns);
    }

    @Test
    void anotherSeedDrawsOthers() {
        RowBlock one = TENTH.apply(0, ALL);
        RowBlock two = new RowSample(8, 0.1, false).apply(0, ALL);
        assertTrue(one.rows() != two.rows() || !java.util.Arrays.equals(one.columns(), two.columns()));
    }
}
