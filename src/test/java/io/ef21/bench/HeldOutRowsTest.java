package io.ef21.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.BinaryLabels;
import io.ef21.data.RowBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log-loss on rows that nobody trained on. */
class HeldOutRowsTest {
    private static final BinaryLabels LABELS = new BinaryLabels(1, 2);

    @Test
    void logLoss_isTheMeanOverAllBlocks() {
        RowBlock.Builder one = new RowBlock.Builder();
        one.row(2);
        one.entry(0, 3);
        RowBlock.Builder two = new RowBlock.Builder();
        two.row(1);
        two.entry(0, 1);
        two.entry(2, 2);
        two.row(2);
        HeldOutRows rows = new HeldOutRows(List.of(one.build(), two.build()), LABELS);
        double[] x = {0.5, 7, -1};
        double expected = Math.log(1 + Math.exp(-1.5)) + Math.log(1 + Math.exp(0.5 - 2)) + Math.log(2);
        assertEquals(3, rows.rows());
        assertEquals(expected / 3, rows.logLoss(j -> x[j]), 1e-15);
    }

    @Test
    void largeMargins_doNotOverflow() {
        RowBlock.Builder one = new RowBlock.Builder();
        one.row(1);
        one.entry(0, 1);
        assertEquals(5000, new HeldOutRows(List.of(one.build()), LABELS).logLoss(j -> 5000));
    }

    @Test
    void noRows_haveNoLoss() {
        assertTrue(Double.isNaN(new HeldOutRows(List.of(), LABELS).logLoss(j -> 1)));
    }
}
