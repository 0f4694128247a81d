package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambdas come largest first, and every regularizer knows its second derivative. */
class RegularizationPathTest {
    @Test
    void aList_isSortedLargestFirst() {
        RegularizationPath path = RegularizationPath.parse("l2", "1e-3, 0.5,1e-4");
        assertEquals(
                List.of(0.5, 1e-3, 1e-4),
                path.points().stream().map(RegularizationPath.Point::lambda).toList());
        assertEquals(new Regularizer.L2(0.5), path.first());
        assertTrue(path.named());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-1:1e-4:10", "1e-4:1e-1:10"})
    void aRange_isGeometricAndItsEndsAreExact(String range) {
        RegularizationPath path = RegularizationPath.parse("l1", range);
        assertEquals(10, path.points().size());
        assertEquals(1e-1, path.points().get(0).lambda());
        assertEquals(0.0464159, path.points().get(1).lambda(), 1e-12);
        assertEquals(1e-4, path.points().get(9).lambda());
        for (int i = 1; i < 10; i++) {
            double ratio =
                    path.points().get(i).lambda() / path.points().get(i - 1).lambda();
            assertEquals(Math.pow(10, -1.0 / 3), ratio, 1e-5);
        }
    }

    @Test
    void everyFamily() {
        assertEquals(
                new Regularizer.Nonconvex(2),
                RegularizationPath.parse("nonconvex", "1,2").first());
        assertEquals(
                new Regularizer.ElasticNet(2, 1),
                RegularizationPath.parse("l1", "1,2").first());
        assertEquals(
                new Regularizer.ElasticNet(2, 0.25),
                RegularizationPath.parse("elasticnet:0.25", "1,2").first());
        assertFalse(RegularizationPath.of(new Regularizer.L2(1)).named());
    }

    @ParameterizedTest
    @CsvSource({"none", "l2:0.7", "nonconvex:0.3", "l1:0.2", "elasticnet:0.2:0.25"})
    void theSecondDerivative_isThatOfTheGradient_inScaledVariablesToo(String specification) {
        SplittableRandom random = new SplittableRandom(5);
        int d = 6;
        Scaling scaling = new Scaling(new byte[] {-3, 0, 1, 2, 5, -1});
        for (Scaling s : new Scaling[] {null, scaling}) {
            Penalty penalty = new Penalty(Regularizer.parse(specification), s);
            double[] z = random.doubles(d, -2, 2).toArray();
            double[] v = random.doubles(d, -1, 1).toArray();
            double h = 1e-6;
            double[] above = new double[d];
            double[] below = new double[d];
            double[] product = new double[d];
            penalty.addGradient(moved(z, h, v), above);
            penalty.addGradient(moved(z, -h, v), below);
            penalty.addCurvature(z, v, product);
            for (int j = 0; j < d; j++) {
                assertEquals((above[j] - below[j]) / (2 * h), product[j], 1e-7);
            }
        }
    }

    private static double[] moved(double[] z, double h, double[] v) {
        double[] moved = z.clone();
        for (int j = 0; j < z.length; j++) {
            moved[j] += h * v[j];
        }
        return moved;
    }
}
