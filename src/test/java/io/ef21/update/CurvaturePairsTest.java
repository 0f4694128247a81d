package io.ef21.update;

import static io.ef21.Vectors.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limited-memory matrix against the dense BFGS matrix, updated pair by pair. */
class CurvaturePairsTest {
    private static final List<Draws> ALL_DRAWS = List.of(Draws.values());

    /** Inner products of doubles, amplified by the condition of the pairs. */
    private static final double ROUNDING = 1e-9;

    private record Pair(double[] s, double[] y) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void direction_isThatOfTheDenseInverse(boolean shorter) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 100; instance++) {
            int d = random.nextInt(1, 9);
            int memory = random.nextInt(1, 8);
            CurvaturePairs pairs = new CurvaturePairs(memory, shorter);
            List<Pair> kept = new ArrayList<>();
            double[][] hessian =
                    Quadratics.random(random, 1, d, d, 1, 1).clients().get(0).matrix();
            for (int update = 0; update < 12; update++) {
                Pair pair = pair(random, hessian);
                pairs.add(pair.s(), pair.y());
                kept.add(pair);
                if (kept.size() > memory) {
                    kept.remove(0);
                }
                assertEquals(kept.size(), pairs.size());
                double[] gradient = Draws.GAUSSIAN.vector(random, d);
                double[] expected = Vectors.times(-1, product(dense(kept, shorter), gradient));
                assertClose(
                        expected, pairs.direction(gradient, 1), ROUNDING * Vectors.norm(expected), "update " + update);
            }
        }
    }

    @Test
    void direction_descendsAndSatisfiesTheSecantEquation() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 100; instance++) {
            int d = random.nextInt(2, 40);
            double[][] hessian =
                    Quadratics.random(random, 1, d).clients().get(0).matrix();
            CurvaturePairs pairs = new CurvaturePairs(5);
            Pair last = pair(random, hessian);
            for (int update = 0; update < 7; update++) {
                last = pair(random, hessian);
                pairs.add(last.s(), last.y());
            }
            double[] gradient = Draws.GAUSSIAN.vector(random, d);
            assertTrue(Vectors.dot(pairs.direction(gradient, 1), gradient) < 0);
            double[] back = Vectors.times(-1, pairs.direction(last.y(), 1));
            assertClose(last.s(), back, ROUNDING * Vectors.norm(last.s()), "H y = s");
        }
    }

    @Test
    void withoutPairs_theDirectionIsAScaledGradient() {
        double[] gradient = {1, -2, 3};
        assertArrayEquals(new double[] {-0.5, 1, -1.5}, new CurvaturePairs(3).direction(gradient, 0.5));
        CurvaturePairs forgetful = new CurvaturePairs(3);
        forgetful.add(new double[] {1, 0, 0}, new double[] {4, 1, 0});
        forgetful.forget();
        assertEquals(0, forgetful.size());
        assertArrayEquals(new double[] {-0.5, 1, -1.5}, forgetful.direction(gradient, 0.5));
    }

    /** Memory 0: s'y / y'y of the last pair, Barzilai and Borwein's shorter step. */
    @Test
    void memoryZero_stepsByTheLastPairsLength() {
        CurvaturePairs pairs = new CurvaturePairs(0);
        pairs.add(new double[] {5, 5}, new double[] {1, 1});
        pairs.add(new double[] {1, 0}, new double[] {2, 1});
        double[] gradient = {10, -5};
        assertArrayEquals(new double[] {-4, 2}, pairs.direction(gradient, 7), 1e-15);
    }

    @Test
    void pairsWithoutCurvature_areRefused() {
        SplittableRandom random = new SplittableRandom(3);
        CurvaturePairs pairs = new CurvaturePairs(4);
        for (int instance = 0; instance < 200; instance++) {
            double[] s = ALL_DRAWS.get(instance % 5).vector(random, 6);
            double[] y = Draws.GAUSSIAN.vector(random, 6);
            // along s the curvature is at most a hundred-thousandth
            double along = random.nextDouble(-2, 1e-5) - Vectors.dot(s, y) / Vectors.dot(s, s);
            Vectors.add(along, s, y);
            pairs.add(s, y);
            assertEquals(0, pairs.size(), "instance " + instance);
        }
        double[] one = {1, 1};
        pairs.add(one, new double[] {Double.NaN, 1});
        pairs.add(one, new double[] {0, 0});
        pairs.add(new double[] {1e-30, 0}, one);
        pairs.add(new double[] {1e300, 0}, one);
        assertEquals(0, pairs.size());
    }

    @Test
    void saved_goesOnToTheSameBits() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        for (int instance = 0; instance < 20; instance++) {
            int d = random.nextInt(1, 50);
            double[][] hessian =
                    Quadratics.random(random, 1, d).clients().get(0).matrix();
            CurvaturePairs pairs = new CurvaturePairs(5);
            for (int update = 0; update < instance; update++) {
                Pair pair = pair(random, hessian);
                pairs.add(pair.s(), pair.y());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            pairs.writeTo(new DataOutputStream(bytes));
            CurvaturePairs restored = new CurvaturePairs(5);
            Pair before = pair(random, hessian);
            restored.add(before.s(), before.y());
            restored.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            for (int update = 0; update < 7; update++) {
                double[] gradient = Draws.GAUSSIAN.vector(random, d);
                assertArrayEquals(pairs.direction(gradient, 1), restored.direction(gradient, 1));
                Pair pair = pair(random, hessian);
                pairs.add(pair.s(), pair.y());
                restored.add(pair.s(), pair.y());
            }
        }
    }

    /** (s, A s), both of which floats hold exactly: what is compared is the recursion, not the narrowing. */
    private static Pair pair(SplittableRandom random, double[][] hessian) {
        double[] s = Draws.GAUSSIAN.vector(random, hessian.length);
        return new Pair(narrow(s), narrow(product(hessian, s)));
    }

    private static double[] narrow(double[] v) {
        double[] out = new double[v.length];
        for (int j = 0; j < v.length; j++) {
            out[j] = (float) v[j];
        }
        return out;
    }

    /** H <- (I - rho s y') H (I - rho y s') + rho s s', from H = ||s|| / ||y|| I of the newest pair, or s'y / y'y I. */
    private static double[][] dense(List<Pair> pairs, boolean shorter) {
        Pair newest = pairs.get(pairs.size() - 1);
        int d = newest.s().length;
        double[][] h = new double[d][d];
        double along =
                shorter ? Vectors.dot(newest.s(), newest.y()) : Vectors.norm(newest.s()) * Vectors.norm(newest.y());
        for (int i = 0; i < d; i++) {
            h[i][i] = along / Vectors.dot(newest.y(), newest.y());
        }
        for (Pair pair : pairs) {
            double rho = 1 / Vectors.dot(pair.s(), pair.y());
            double[][] left = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    left[i][j] = (i == j ? 1 : 0) - rho * pair.s()[i] * pair.y()[j];
                }
            }
            h = product(product(left, h), transposed(left));
            for (int i = 0; i < d; i++) {
                Vectors.add(rho * pair.s()[i], pair.s(), h[i]);
            }
        }
        return h;
    }

    private static double[] product(double[][] matrix, double[] v) {
        double[] out = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            out[i] = Vectors.dot(matrix[i], v);
        }
        return out;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] out = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                Vectors.add(a[i][k], b[k], out[i]);
            }
        }
        return out;
    }

    private static double[][] transposed(double[][] a) {
        double[][] out = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                out[j][i] = a[i][j];
            }
        }
        return out;
    }
}
