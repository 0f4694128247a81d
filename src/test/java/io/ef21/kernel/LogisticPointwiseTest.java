package io.ef21.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logistic loss and slope against StrictMath, within the errors that the class states. */
class LogisticPointwiseTest {
    private static final double RELATIVE = 2e-14;

    /** e^-40, where the exponent is cut off: all that is left of a loss that should be smaller. */
    private static final double ABSOLUTE = 4.3e-18;

    private final LogisticPointwise pointwise = new LogisticPointwise();

    @Test
    void lossAndSlope_upTo30_areRelativelyAccurate() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            checkRelative(random.nextDouble(-30, 30), random.nextBoolean() ? 1 : -1);
        }
    }

    @Test
    void lossAndSlope_nearZero_areRelativelyAccurate() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            checkRelative(random.nextGaussian() * Math.pow(10, random.nextDouble(-320, 0)), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-290, -1e-290, 20, -20, 30, -30})
    void lossAndSlope_atEdges_areRelativelyAccurate(double z) {
        checkRelative(z, 1);
        checkRelative(z, -1);
    }

    @Test
    void lossAndSlope_beyond30_areAbsolutelyAccurate() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            checkAbsolute(random.nextDouble(30, 100));
            checkAbsolute(Math.pow(10, random.nextDouble(1.5, 300)));
        }
        checkAbsolute(Math.nextDown(40.0));
        checkAbsolute(40);
        checkAbsolute(Math.nextUp(40.0));
        checkAbsolute(0x1p1022);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void loss_ofMarginThatIsNotFinite_isNotFinite(double margin) {
        assertTrue(!Double.isFinite(pointwise.slopes(1, new double[] {1}, new double[] {margin})));
    }

    @Test
    void block_hasTheSlopesOfItsRows_andTheSumOfTheirLosses() {
        SplittableRandom random = new SplittableRandom(4);
        for (int count = 1; count <= LogisticPointwise.CAPACITY; count += random.nextInt(1, 30)) {
            double[] labels = new double[count];
            double[] slopes = new double[count];
            double[] alone = new double[count];
            double losses = 0;
            for (int i = 0; i < count; i++) {
                labels[i] = random.nextBoolean() ? 1 : -1;
                slopes[i] = random.nextDouble(-50, 50);
                double[] slope = {slopes[i]};
                losses += pointwise.slopes(1, new double[] {labels[i]}, slope);
                alone[i] = slope[0];
            }
            // up to 512 additions in another order, each of relative error 1.1e-16
            assertEquals(losses, pointwise.slopes(count, labels, slopes), 1e-13 * losses);
            assertArrayEquals(alone, slopes);
        }
    }

    private void checkRelative(double z, double label) {
        double[] slope = {label * z};
        double loss = pointwise.slopes(1, new double[] {label}, slope);
        assertEquals(loss(z), loss, RELATIVE * loss(z), () -> "loss at " + z);
        assertEquals(slope(z, label), slope[0], RELATIVE * Math.abs(slope(z, label)), () -> "slope at " + z);
    }

    private void checkAbsolute(double z) {
        double[] positive = {z};
        assertEquals(loss(z), pointwise.slopes(1, new double[] {1}, positive), ABSOLUTE, () -> "loss at " + z);
        assertEquals(slope(z, 1), positive[0], ABSOLUTE, () -> "slope at " + z);
        double[] negative = {-z};
        double loss = pointwise.slopes(1, new double[] {1}, negative);
        assertEquals(loss(-z), loss, Math.ulp(z), () -> "loss at " + -z);
        assertEquals(slope(-z, 1), negative[0], Math.ulp(1.0), () -> "slope at " + -z);
    }

    private static double loss(double z) {
        return StrictMath.log1p(StrictMath.exp(-Math.abs(z))) + Math.max(0, -z);
    }

    private static double slope(double z, double label) {
        double e = StrictMath.exp(-Math.abs(z));
        return z > 0 ? -label * e / (1 + e) : -label / (1 + e);
    }
}
