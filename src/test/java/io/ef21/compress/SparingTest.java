package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Draws;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Intercepts are sent as they are, and everything else as without them. */
class SparingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "topk:0.25",
                "quantize:3",
                "grid:0.7",
                "natural",
                "qsgd:4",
                "sign",
                "randk:0.5",
                "sketch:3x20",
                "ternary"
            })
    void tail_isExactAndTheRestIsTheInnerCompressors(String specification) {
        Compressor inner = Compressors.parse(specification);
        SplittableRandom random = new SplittableRandom(3);
        for (int spared : new int[] {1, 3}) {
            for (int d : new int[] {1, 7, 200}) {
                double[] v = Draws.GAUSSIAN.vector(random, d + spared);
                for (int p = d; p < v.length; p++) {
                    v[p] = (float) v[p];
                }
                Compressor sparing = Sparing.of(inner, spared);
                Correction whole = sparing.compress(v, 9);
                Correction rest = inner.compress(Arrays.copyOf(v, d), 9);
                double[] read = Wire.readBack(whole, Wire.encode(whole, ValueBits.FLOAT))
                        .toDense();
                assertArrayEquals(Arrays.copyOfRange(v, d, v.length), Arrays.copyOfRange(read, d, read.length));
                assertArrayEquals(
                        Wire.readBack(rest, Wire.encode(rest, ValueBits.FLOAT)).toDense(), Arrays.copyOf(read, d));
                double[] y = Draws.GAUSSIAN.vector(random, d + spared);
                double[] difference = new double[v.length];
                Arrays.setAll(difference, p -> v[p] - y[p]);
                assertArrayEquals(
                        sparing.compress(difference, 9).toDense(),
                        sparing.compressDifference(v, y, 9).toDense());
                assertEquals(inner.traits(d).alpha(), sparing.traits(d + spared).alpha());
                assertEquals(inner.traits(d).omega(), sparing.traits(d + spared).omega());
            }
        }
    }

    /** Where entries are numbered otherwise, as a client's columns among the server's. */
    @Test
    void joinedCorrection_gathersAndScattersAsItsDenseForm() {
        SplittableRandom random = new SplittableRandom(4);
        double[] v = Draws.GAUSSIAN.vector(random, 40);
        for (String specification : new String[] {"topk:0.3", "quantize:4"}) {
            Correction joined = Sparing.of(Compressors.parse(specification), 2).compress(v, 1);
            double[] dense = joined.toDense();
            int[] positions = new int[40];
            Arrays.setAll(positions, j -> 2 * j + 1);
            double[] target = new double[80];
            joined.addTo(target, 2, positions);
            int[] wanted = {0, 3, 17, 37, 38, 39};
            double[] gathered = new double[wanted.length];
            joined.gatherTo(gathered, wanted);
            for (int j = 0; j < 40; j++) {
                assertEquals(2 * dense[j], target[positions[j]], 1e-15);
            }
            for (int i = 0; i < wanted.length; i++) {
                assertEquals(dense[wanted[i]], gathered[i], 1e-15);
            }
            double[] taken = new double[80];
            joined.move(target, taken, positions);
            for (int j = 0; j < 40; j++) {
                assertEquals(2 * dense[j], taken[positions[j]], 1e-15);
                assertTrue(dense[j] == 0 || target[positions[j]] == 0);
            }
        }
    }

    @Test
    void nothingSpared_isTheCompressorItself() {
        Compressor inner = Compressors.parse("topk:2");
        assertSame(inner, Sparing.of(inner, 0));
    }
}
