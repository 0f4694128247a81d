package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On biased compression, section 4.1: how much of ||x||^2 Top-k keeps of random vectors, beside Rand-k. */
class SavingsTest {
    /**
     * Table 4: the mean of the sum of the k largest squares of normal vectors. Within 2 %: the standard error is below 0.5 % of each,
     * so that the test would fail a correct Top-k with probability below 1e-3 had the seed been drawn afresh.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 3, 100, 18.65",
        "0, 3, 1000, 31.10",
        "0, 3, 10000, 43.98",
        "0, 3, 100000, 57.08",
        "0, 5, 100, 27.14",
        "0, 5, 1000, 47.70",
        "0, 5, 10000, 69.07",
        "0, 5, 100000, 90.85",
        "2, 3, 100, 53.45",
        "2, 3, 1000, 75.27",
        "2, 3, 10000, 95.81",
        "2, 3, 100000, 115.53",
        "2, 5, 100, 81.60",
        "2, 5, 1000, 118.56",
        "2, 5, 10000, 153.13",
        "2, 5, 100000, 186.22"
    })
    void table4(double mean, int k, int d, double expected) {
        SplittableRandom random = new SplittableRandom(43);
        TopK topK = new TopK(k, false);
        int samples = d == 100_000 ? 600 : 3000;
        double sum = 0;
        double[] x = new double[d];
        for (int sample = 0; sample < samples; sample++) {
            for (int j = 0; j < d; j++) {
                x[j] = mean + random.nextGaussian();
            }
            for (int j : topK.choose(x, 0)) {
                sum += x[j] * x[j] / samples;
            }
        }
        assertEquals(expected, sum, 0.02 * expected);
    }

    /** Lemma 20, within 4 standard errors. */
    @Test
    void lemma20() {
        int samples = 20_000;
        for (int d : new int[] {5, 20, 100}) {
            SplittableRandom random = new SplittableRandom(47);
            for (int k : new int[] {1, 2, d / 2}) {
                double left = 0;
                double kept = 0;
                double squares = 0;
                TopK topK = new TopK(k, false);
                for (int sample = 0; sample < samples; sample++) {
                    double[] x = random.doubles(d).toArray();
                    double norm = 0;
                    for (double value : x) {
                        norm += value * value;
                    }
                    double top = 0;
                    for (int j : topK.choose(x, 0)) {
                        top += x[j] * x[j];
                    }
                    left += (norm - top) / samples;
                    kept += top / samples;
                    squares += (norm - top) * (norm - top) / samples;
                }
                double randomLeft = (1 - (double) k / d) * d / 3;
                double expected = (1 - k / (d + 1.0)) * (1 - k / (d + 2.0));
                double error = Math.sqrt((squares - left * left) / samples) / randomLeft;
                assertEquals(expected, left / randomLeft, 4 * error, "uniform, d = " + d + ", k = " + k);
                if (k == 1) {
                    assertEquals(3.0 * d / (d + 2), kept / (1.0 / 3), 0.02);
                }
            }
            // exponential: E s_top^1 / E s_rnd^1 = (sum 1/i^2 + (sum 1/i)^2) / 2
            double first = 0;
            double second = 0;
            for (int i = 1; i <= d; i++) {
                first += 1.0 / i;
                second += 1.0 / ((double) i * i);
            }
            double kept = 0;
            double squares = 0;
            for (int sample = 0; sample < samples; sample++) {
                double largest = 0;
                for (int j = 0; j < d; j++) {
                    largest = Math.max(largest, -Math.log(1 - random.nextDouble()));
                }
                kept += largest * largest / samples;
                squares += Math.pow(largest, 4) / samples;
            }
            double error = Math.sqrt((squares - kept * kept) / samples) / 2;
            assertEquals((second + first * first) / 2, kept / 2, 4 * error, "exponential, d = " + d);
        }
    }
}
