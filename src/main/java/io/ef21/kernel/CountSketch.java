package io.ef21.kernel;

import java.io.Serializable;
import java.util.Arrays;

/** Placeholder until the kernel is merged. */
public record CountSketch(int rows, int buckets, int group, long seed) implements Serializable {
    private static final long serialVersionUID = 1L;

    public int size() {
        return rows * buckets * group;
    }

    public double[] of(double[] v) {
        double[] table = new double[size()];
        for (int i = 0; i < rows; i++) {
            long key = CounterRandom.key(seed, i);
            for (int j = 0; j < v.length; j++) {
                long h = CounterRandom.bits(key, j / group);
                int at = (i * buckets + (int) (((h >>> 32) * buckets) >>> 32)) * group + j % group;
                table[at] += (h & 1) == 0 ? v[j] : -v[j];
            }
        }
        return table;
    }

    public void addTo(double[] table, boolean median, double[] target, double scale) {
        double[] estimates = new double[rows];
        for (int j = 0; j < target.length; j++) {
            for (int i = 0; i < rows; i++) {
                long h = CounterRandom.bits(CounterRandom.key(seed, i), j / group);
                int at = (i * buckets + (int) (((h >>> 32) * buckets) >>> 32)) * group + j % group;
                estimates[i] = (h & 1) == 0 ? table[at] : -table[at];
            }
            double value = 0;
            if (median) {
                Arrays.sort(estimates);
                value = rows % 2 == 1 ? estimates[rows / 2] : (estimates[rows / 2 - 1] + estimates[rows / 2]) / 2;
            } else {
                for (double estimate : estimates) {
                    value += estimate;
                }
                value /= rows;
            }
            target[j] += scale * value;
        }
    }
}
