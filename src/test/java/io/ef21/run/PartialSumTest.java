package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.Draws;
import io.ef21.Vectors;
import io.ef21.compress.TopK;
import io.ef21.method.Report;
import io.ef21.method.Uplink;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However answers are grouped, folded and merged, the total has the same bits. */
class PartialSumTest {
    private static final int SERVER = 12;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void total_doesNotDependOnTheGrouping(boolean withGradients) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 150; instance++) {
            int n = random.nextInt(1, 200);
            Summation summation = summation(random, n);
            List<Uplink> uplinks = uplinks(random, summation, withGradients);
            Gathered expected = inOrder(uplinks, summation);
            for (int grouping = 0; grouping < 4; grouping++) {
                Gathered actual = merged(random, uplinks, summation).total(summation);
                assertEquals(expected.reports(), actual.reports());
                assertArrayEquals(expected.sum(), actual.sum());
                assertArrayEquals(expected.gradient(), actual.gradient());
            }
        }
    }

    /** Sums of at most 200 terms round by less than 200 units of 1.1e-16. */
    @Test
    void total_isTheWeightedSumOnTheServersColumns() {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 100; instance++) {
            Summation summation = summation(random, random.nextInt(1, 200));
            List<Uplink> uplinks = uplinks(random, summation, true);
            double[] messages = new double[SERVER];
            double[] gradients = new double[SERVER];
            for (Uplink uplink : uplinks) {
                int client = uplink.report().client();
                int[] own = summation.positions()[client];
                double[] sent = Wire.decodeOwn(uplink.message(), summation.supports()[client])
                        .toDense();
                for (int j = 0; j < sent.length; j++) {
                    messages[own == null ? j : own[j]] += summation.weights()[client] * sent[j];
                    gradients[own == null ? j : own[j]] += summation.weights()[client] * uplink.gradient()[j];
                }
            }
            Gathered total = inOrder(uplinks, summation);
            Vectors.assertClose(messages, total.sum(), 1e-13 * SERVER, "messages");
            Vectors.assertClose(gradients, total.gradient(), 1e-13 * SERVER, "gradients");
        }
    }

    @Test
    void total_withoutAllClients_isRefused() {
        SplittableRandom random = new SplittableRandom(3);
        Summation summation = summation(random, 20);
        PartialSum sum = new PartialSum();
        uplinks(random, summation, false).stream().skip(1).forEach(sum::add);
        assertThrows(IllegalStateException.class, () -> sum.total(summation));
    }

    private static Gathered inOrder(List<Uplink> uplinks, Summation summation) {
        PartialSum sum = new PartialSum();
        uplinks.forEach(sum::add);
        return sum.total(summation);
    }

    /** Random groups, each folded or not, merged in random order with folding in between. */
    private static PartialSum merged(SplittableRandom random, List<Uplink> uplinks, Summation summation) {
        List<Uplink> shuffled = new ArrayList<>(uplinks);
        if (random.nextBoolean()) {
            Collections.shuffle(shuffled, new Random(random.nextLong()));
        }
        List<PartialSum> groups = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + random.nextInt(1, 40));
            PartialSum group = new PartialSum();
            shuffled.subList(from, to).forEach(group::add);
            groups.add(random.nextBoolean() ? group.fold(summation) : group);
            from = to;
        }
        Collections.shuffle(groups, new Random(random.nextLong()));
        PartialSum all = new PartialSum();
        for (PartialSum group : groups) {
            all.merge(group);
            if (random.nextInt(3) == 0) {
                all.fold(summation);
            }
        }
        return all;
    }

    private static Summation summation(SplittableRandom random, int n) {
        int[] supports = new int[n];
        int[][] positions = new int[n][];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = random.nextDouble() / n;
            if (random.nextBoolean()) {
                positions[i] = random.ints(random.nextInt(SERVER), 0, SERVER)
                        .sorted()
                        .distinct()
                        .toArray();
            }
            supports[i] = positions[i] == null ? SERVER : positions[i].length;
        }
        return new Summation(weights, weights, SERVER, supports, positions);
    }

    private static List<Uplink> uplinks(SplittableRandom random, Summation summation, boolean withGradients) {
        List<Uplink> uplinks = new ArrayList<>();
        for (int i = 0; i < summation.clients(); i++) {
            int d = summation.supports()[i];
            double[] v = Draws.GAUSSIAN.vector(random, d);
            byte[] message = Wire.encode(new TopK(random.nextInt(1, 5), false).compress(v, 0), ValueBits.DOUBLE);
            double[] gradient = withGradients ? Draws.GAUSSIAN.vector(random, d) : null;
            uplinks.add(
                    new Uplink(new Report(i, true, 0, 0, 0, 0, 0, 0, 0, 0, message.length, 0, 0), message, gradient));
        }
        return uplinks;
    }
}
