package io.ef21.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pairs of one penalty become those that the same steps would have given under the next. */
class PathMemoryTest {
    private static final int D = 8;
    private static final double FLOATS = 1e-5;

    private final SplittableRandom random = new SplittableRandom(11);
    private final double[] curvatures = random.doubles(D, 0.5, 4).toArray();

    @Test
    void reweighedPairs_giveTheDirectionOfPairsUnderTheNewPenalty() {
        Penalty before = new Penalty(new Regularizer.L2(1), null);
        Penalty after = new Penalty(new Regularizer.L2(0.01), null);
        CurvaturePairs reweighed = new CurvaturePairs(10);
        CurvaturePairs expected = new CurvaturePairs(10);
        for (int i = 0; i < 5; i++) {
            double[] s = random.doubles(D, -1, 1).toArray();
            reweighed.add(s, curved(s, before));
            expected.add(s, curved(s, after));
        }
        double[] z = random.doubles(D, -1, 1).toArray();
        PathMemory memory = new PathMemory();
        memory.reweigh(reweighed, observation(z, before), after);
        assertSameDirections(expected, reweighed);

        double[] next = random.doubles(D, -1, 1).toArray();
        memory.reweigh(reweighed, observation(next, after), before);
        expected.revise((s, y) -> curved(s, before));
        double[] along = new double[D];
        for (int j = 0; j < D; j++) {
            along[j] = next[j] - z[j];
        }
        expected.add(along, curved(along, before));
        assertSameDirections(expected, reweighed);
        assertEquals(6, reweighed.size(), "one pair more, along the path");
    }

    private void assertSameDirections(CurvaturePairs expected, CurvaturePairs actual) {
        double[] gradient = random.doubles(D, -1, 1).toArray();
        double[] e = expected.direction(gradient, 1);
        double[] a = actual.direction(gradient, 1);
        for (int j = 0; j < D; j++) {
            assertEquals(e[j], a[j], FLOATS);
        }
    }

    /** The loss is 1/2 sum_j c_j z_j^2. */
    private Observation observation(double[] z, Penalty penalty) {
        return new Observation(z, curved(z, penalty), penalty, 0, 0, Double.NaN);
    }

    private double[] curved(double[] s, Penalty penalty) {
        double[] y = new double[D];
        for (int j = 0; j < D; j++) {
            y[j] = curvatures[j] * s[j];
        }
        penalty.addGradient(s, y);
        return y;
    }
}
