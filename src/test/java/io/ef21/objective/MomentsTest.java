package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.LossRows;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.RowBlock;
import io.ef21.data.Shard;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mean and spread of columns, and what travels of them. */
class MomentsTest {
    private static final int ROWS = 700;
    private static final int D = 6;

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1})
    void moments_ofTheColumns(double density) {
        LossRows data = new LossRows(3, ROWS, D, density, false, false);
        RowBlock block = data.block(0, ROWS);
        Labels labels = LossRows.labels(new Loss.LeastSquares());
        Shard shard = Shard.of(D, false, labels, Layout.DEFAULT, List.of(block), true);
        Moments moments = new Loss.LeastSquares().on(shard).moments();
        for (int j = 0; j <= D; j++) {
            double[] column = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                column[i] = j == D ? 1 : 0;
                for (int p = block.starts()[i]; p < block.starts()[i + 1]; p++) {
                    column[i] = block.columns()[p] == j ? block.value(p) : column[i];
                }
            }
            double mean = 0;
            for (double a : column) {
                mean += a / ROWS;
            }
            double spread = 0;
            for (double a : column) {
                spread += (a - mean) * (a - mean);
            }
            assertEquals(mean, moments.means()[j], 1e-13);
            assertEquals(spread, moments.spreads()[j], 1e-10 * spread + 1e-20);
        }
        assertEquals(ROWS, moments.weight());
        assertEquals(ROWS, moments.squaredWeights());
    }

    /** What is read puts the deviation of all clients within 1e-6, also where means are large. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 1e3, 1e6})
    void code_keepsTheDeviation(double offset) {
        SplittableRandom random = new SplittableRandom(5);
        int columns = 50;
        double[] means = new double[columns];
        double[] spreads = new double[columns];
        for (int j = 0; j < columns; j++) {
            means[j] = j % 7 == 0 ? 0 : offset + random.nextDouble();
            spreads[j] = 100 * (0.5 + random.nextDouble());
        }
        Moments read = MomentsCode.decode(MomentsCode.encode(new Moments(100, 100, means, spreads)), columns);
        assertEquals(100, read.weight());
        for (int j = 0; j < columns; j++) {
            double second = spreads[j] / 100 + means[j] * means[j];
            double readSecond = read.spreads()[j] / 100 + read.means()[j] * read.means()[j];
            double deviation = spreads[j] / 100;
            assertTrue(
                    Math.abs(second - readSecond) <= 2e-6 * deviation + 1e-15 * second,
                    "column " + j + ": " + second + " read as " + readSecond);
        }
    }

    /** Ones in few rows cost little more than their count. */
    @org.junit.jupiter.api.Test
    void code_ofRareOnesIsShort() {
        int columns = 20_000;
        double[] means = new double[columns];
        double[] spreads = new double[columns];
        for (int j = 0; j < columns; j++) {
            double share = (1 + j % 3) / 10_000.0;
            means[j] = share;
            spreads[j] = 10_000 * share * (1 - share);
        }
        int length = MomentsCode.encode(new Moments(10_000, 10_000, means, spreads)).length;
        assertTrue(length < 3 * columns, length + " bytes for " + columns + " columns");
    }
}
