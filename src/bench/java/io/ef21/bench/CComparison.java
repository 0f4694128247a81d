package io.ef21.bench;

import io.ef21.kernel.BlasMatrix;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Entries;
import io.ef21.kernel.LogisticSum;
import io.ef21.kernel.Matrix;
import io.ef21.kernel.NarrowDenseMatrix;
import io.ef21.kernel.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Java's loops and C's on the same arrays, in one JVM, taking turns: {@code CComparison [ROUNDS]}. For each, the tenth
 * percentile of its times; the ratio is that of Java's to the best of C's, and beside it the quartiles of the ratio round
 * by round.
 */
public final class CComparison {
    private final int rounds;
    private double sink;

    private CComparison(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) {
        CComparison comparison = new CComparison(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25);
        System.out.println("time of Java / time of the best C; below 1.25 is at least 0.8 x the speed");
        for (BenchmarkRows.Shape shape : BenchmarkRows.Shape.values()) {
            comparison.sparse(shape);
        }
        comparison.dense();
    }

    private record Variant(String name, boolean java, DoubleSupplier run) {}

    private void sparse(BenchmarkRows.Shape shape) {
        BenchmarkRows rows = BenchmarkRows.of(shape);
        SparseMatrix doubles = rows.sorted(false);
        SparseMatrix floats = rows.sorted(true);
        double[] labels = rows.sortedLabels();
        double[] x = new double[rows.features()];
        Arrays.setAll(x, j -> Math.sin(j));
        sparse(shape + " double", 'd', doubles, ((Entries.Doubles) doubles.entries()).values(), labels, x);
        sparse(shape + " float", 'f', floats, ((Entries.Floats) floats.entries()).values(), labels, x);
        SparseMatrix ones = new SparseMatrix(doubles.starts(), doubles.columns(), new Entries.Ones());
        sparse(shape + " ones", '1', ones, null, labels, x);
    }

    private void sparse(String title, char kind, SparseMatrix a, Object values, double[] labels, double[] x) {
        double[] g = new double[x.length];
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("java", true, () -> LogisticSum.lossAndGradient(a, labels, x, g)));
        for (int least : new int[] {0, 64, 512}) {
            for (boolean fast : new boolean[] {false, true}) {
                variants.add(new Variant(
                        (least == 0 ? "row after row" : least == 64 ? "blocks as in Java" : "blocks of 512 rows")
                                + (fast ? ", fast-math" : ""),
                        false,
                        () -> CLoops.sparse(
                                fast, least, kind, a.rows(), a.starts(), a.columns(), values, labels, x, g)));
            }
        }
        compare(title, a.nonzeros(), variants);
    }

    private void dense() {
        int columns = 784;
        int rows = 16_000;
        SplittableRandom random = new SplittableRandom(1);
        float[] floats = new float[rows * columns];
        double[] doubles = new double[rows * columns];
        for (int p = 0; p < floats.length; p++) {
            floats[p] = (float) random.nextGaussian();
            doubles[p] = floats[p];
        }
        double[] labels = random.ints(rows, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
        double[] x = random.doubles(columns, -0.1, 0.1).toArray();
        dense("dense double", 'd', new DenseMatrix(columns, doubles.length, doubles), doubles, labels, x);
        dense("dense float", 'f', new NarrowDenseMatrix(columns, doubles.length, floats), floats, labels, x);
        dense("dense double, BLAS", 'd', new BlasMatrix(columns, doubles.length, doubles), doubles, labels, x);
        double[] g = new double[columns];
        BlasMatrix blas = new BlasMatrix(columns, doubles.length, doubles);
        compare(
                "dense double, BLAS, against one read pass",
                doubles.length,
                List.of(
                        new Variant("java", true, () -> LogisticSum.lossAndGradient(blas, labels, x, g)),
                        new Variant("read pass", false, () -> CLoops.read(doubles))));
    }

    private void dense(String title, char kind, Matrix a, Object values, double[] labels, double[] x) {
        double[] g = new double[x.length];
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("java", true, () -> LogisticSum.lossAndGradient(a, labels, x, g)));
        for (boolean blocks : new boolean[] {false, true}) {
            variants.add(new Variant(
                    blocks ? "blocks of 32 rows" : "row after row",
                    false,
                    () -> CLoops.dense(blocks, kind, a.rows(), x.length, values, labels, x, g)));
        }
        compare(title, a.rows() * x.length, variants);
    }

    private void compare(String title, int units, List<Variant> variants) {
        for (Variant variant : variants) {
            long end = System.nanoTime() + 400_000_000;
            while (System.nanoTime() < end) {
                sink += variant.run.getAsDouble();
            }
        }
        double[][] nanos = new double[variants.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < nanos.length; k++) {
                long start = System.nanoTime();
                sink += variants.get(k).run.getAsDouble();
                nanos[k][round] = (System.nanoTime() - start) / (double) units;
            }
        }
        int best = 1;
        for (int k = 2; k < nanos.length; k++) {
            best = quantile(nanos[k], 0.1) < quantile(nanos[best], 0.1) ? k : best;
        }
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = nanos[0][round] / nanos[best][round];
        }
        double java = quantile(nanos[0], 0.1);
        double c = quantile(nanos[best], 0.1);
        System.out.printf(
                Locale.ROOT,
                "%-42s Java %6.3f ns  C %6.3f ns  Java/C %.2f  (rounds: %.2f .. %.2f .. %.2f)  best C: %s%n",
                title,
                java,
                c,
                java / c,
                quantile(ratios, 0.25),
                quantile(ratios, 0.5),
                quantile(ratios, 0.75),
                variants.get(best).name);
        if (Double.isNaN(sink)) {
            throw new AssertionError("a loss is not a number");
        }
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
