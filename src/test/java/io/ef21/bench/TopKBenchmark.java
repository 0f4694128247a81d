package io.ef21.bench;

import io.ef21.kernel.LargestEntries;
import io.ef21.kernel.TopKSelection;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The k largest magnitudes of a vector with normal entries and of the difference of two, beside read passes and the
 * plainest other ways: a heap of k entries, and quickselect on a copy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopKBenchmark {
    @Param({"10000000"})
    public int d;

    /** k/d; 0 stands for k = 1. */
    @Param({"0", "0.001", "0.01", "0.1"})
    public double fraction;

    private double[] x;
    private double[] y;
    private int k;
    private long hint;

    @Setup
    public void fill() {
        x = new double[d];
        y = new double[d];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(x, j -> random.nextGaussian());
        Arrays.setAll(y, j -> 0.3 * random.nextGaussian());
        k = Math.max(1, (int) (d * fraction));
        // of a difference that is a little larger, as one round earlier
        double[] before = new double[d];
        Arrays.setAll(before, j -> 1.01 * (x[j] - y[j]) + 0.01 * random.nextGaussian());
        hint = TopKSelection.selectDifference(before, new double[d], k, TopKSelection.NO_HINT)
                .threshold();
    }

    @Benchmark
    public int[] select() {
        return TopKSelection.select(x, k);
    }

    @Benchmark
    public LargestEntries selectDifference() {
        return TopKSelection.selectDifference(x, y, k, TopKSelection.NO_HINT);
    }

    @Benchmark
    public LargestEntries selectDifferenceWithHint() {
        return TopKSelection.selectDifference(x, y, k, hint);
    }

    /** Of the keys seen so far the k largest, the least of them first. */
    @Benchmark
    public int[] heap() {
        long[] keys = new long[k];
        int[] indices = new int[k];
        int size = 0;
        for (int j = 0; j < d; j++) {
            long key = Double.doubleToRawLongBits(x[j]) & Long.MAX_VALUE;
            if (size < k) {
                int at = size++;
                for (int parent = (at - 1) / 2; at > 0 && keys[parent] > key; parent = (at - 1) / 2) {
                    keys[at] = keys[parent];
                    indices[at] = indices[parent];
                    at = parent;
                }
                keys[at] = key;
                indices[at] = j;
            } else if (key > keys[0]) {
                int at = 0;
                for (int child = 1; child < k; child = 2 * at + 1) {
                    if (child + 1 < k && keys[child + 1] < keys[child]) {
                        child++;
                    }
                    if (keys[child] >= key) {
                        break;
                    }
                    keys[at] = keys[child];
                    indices[at] = indices[child];
                    at = child;
                }
                keys[at] = key;
                indices[at] = j;
            }
        }
        Arrays.sort(indices);
        return indices;
    }

    /** The k-th largest key by quickselect, then the entries that reach it. */
    @Benchmark
    public int[] quickselect() {
        long[] keys = new long[d];
        for (int j = 0; j < d; j++) {
            keys[j] = Double.doubleToRawLongBits(x[j]) & Long.MAX_VALUE;
        }
        int low = 0;
        int high = d - 1;
        int target = d - k;
        while (low < high) {
            long a = keys[low], b = keys[(low + high) >>> 1], c = keys[high];
            long pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (target <= j) {
                high = j;
            } else if (target >= i) {
                low = i;
            } else {
                break;
            }
        }
        int[] indices = new int[k];
        int count = 0;
        for (int j = 0; j < d && count < k; j++) {
            if ((Double.doubleToRawLongBits(x[j]) & Long.MAX_VALUE) >= keys[target]) {
                indices[count++] = j;
            }
        }
        return indices;
    }

    @Benchmark
    public double readPass() {
        return ReadPass.plain(x);
    }

    @Benchmark
    public double readPassInEightSums() {
        return ReadPass.inEightSums(x);
    }

    @Benchmark
    public double readPassOfBoth() {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        for (double value : y) {
            sum += value;
        }
        return sum;
    }
}
