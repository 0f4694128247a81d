package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The top of tridiagonal matrices against the QL algorithm, and where that cannot tell, against what is known. */
class RitzTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 1e3})
    void randomMatrices(double beside) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 300; instance++) {
            int m = random.nextInt(1, 40);
            double[] diagonal = Draws.GAUSSIAN.vector(random, m);
            double[] off = random.doubles(m, 0.1 * beside, beside).toArray();
            EigenDecomposition dense = new EigenDecomposition(diagonal.clone(), Arrays.copyOf(off, Math.max(0, m - 1)));
            Ritz ritz = Ritz.of(diagonal, off, m);
            double size = Arrays.stream(dense.getRealEigenvalues())
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            assertEquals(dense.getRealEigenvalue(0), ritz.largest(), 1e-14 * m * size);
            assertEquals(Math.abs(dense.getEigenvector(0).getEntry(m - 1)), ritz.lastEntry(), 1e-9);
        }
    }

    /** -1, 2, -1: the eigenvalues are 2 - 2 cos(i pi / (m + 1)), the vectors sines. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 2000})
    void secondDifferences_areKnown(int m) {
        double[] diagonal = new double[m];
        double[] off = new double[m];
        Arrays.fill(diagonal, 2);
        Arrays.fill(off, -1);
        Ritz ritz = Ritz.of(diagonal, off, m);
        assertEquals(2 + 2 * Math.cos(Math.PI / (m + 1)), ritz.largest(), 1e-14);
        double last = Math.sqrt(2.0 / (m + 1)) * Math.sin(Math.PI / (m + 1));
        // gap to the second eigenvalue: 3 (pi / m)^2; the vector is off by the rounding of the value over it
        assertEquals(last, ritz.lastEntry(), 1e-6 * last + 1e-13);
    }

    /**
     * Wilkinson's matrix: the two largest eigenvalues agree to 1e-15, their vectors are the even and the odd one. The top
     * is in both ends, not only in the one where a recurrence starts.
     */
    @Test
    void wilkinsonsMatrix_hasItsTopAtBothEnds() {
        double[] diagonal = new double[21];
        double[] off = new double[21];
        Arrays.setAll(diagonal, i -> Math.abs(10 - i));
        Arrays.fill(off, 1);
        Ritz ritz = Ritz.of(diagonal, off, 21);
        assertEquals(10.746194182903393, ritz.largest(), 1e-14);
        assertTrue(ritz.lastEntry() <= 1.0, "of a unit vector");
    }

    /** The top lies in the first rows, and further rows hardly touch it: entries fall to 1e-60 without noise. */
    @Test
    void aConvergedTop_hasATinyLastEntry() {
        double[] diagonal = new double[31];
        double[] off = new double[31];
        Arrays.fill(off, 0.01);
        diagonal[0] = 1;
        Ritz ritz = Ritz.of(diagonal, off, 31);
        assertEquals(1, ritz.largest(), 2e-4);
        double expected = Math.pow(0.01, 30);
        assertEquals(expected, ritz.lastEntry(), 0.02 * expected);
    }
}
