package io.ef21.bench;

/** What reading an array costs: the yardsticks of the benchmarks. */
final class ReadPass {
    private ReadPass() {}

    /** The plain loop, which waits for every addition. */
    static double plain(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += value;
        }
        return sum;
    }

    /** Eight sums, so that additions do not wait for each other, as in what a C compiler makes of the loop. */
    static double inEightSums(double[] v) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int j = 0; j <= v.length - 8; j += 8) {
            s0 += v[j];
            s1 += v[j + 1];
            s2 += v[j + 2];
            s3 += v[j + 3];
            s4 += v[j + 4];
            s5 += v[j + 5];
            s6 += v[j + 6];
            s7 += v[j + 7];
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }
}
