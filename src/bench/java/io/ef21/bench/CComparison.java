package io.ef21.bench;

import io.ef21.kernel.BlasMatrix;
import io.ef21.kernel.DenseMatrix;
import io.ef21.kernel.Entries;
import io.ef21.kernel.LogisticPointwise;
import io.ef21.kernel.LossSum;
import io.ef21.kernel.Matrix;
import io.ef21.kernel.NarrowDenseMatrix;
import io.ef21.kernel.PointwiseBenchmark;
import io.ef21.kernel.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.spark.ml.linalg.DenseVector;

/**
 * This package's loops, C's on the same arrays, and Spark's or libm's, in one JVM, taking turns: {@code CComparison
 * [ROUNDS [SHAPE ...]]}. Each runs twice in its turn, and the second run counts: all find their own arrays in the caches.
 * For each, the tenth percentile of its times; ratios are those of these times, and beside them the quartiles of the ratios
 * round by round.
 */
public final class CComparison {
    private final int rounds;
    private double sink;

    private CComparison(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] arguments) {
        CComparison comparison = new CComparison(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25);
        List<String> shapes = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.out.println("ns per entry, cell or row; C: the best of its variants; a ratio of 0.8 is 0.8 x its speed");
        for (BenchmarkRows.Shape shape : BenchmarkRows.Shape.values()) {
            if (shapes.isEmpty() || shapes.contains(shape.name())) {
                comparison.sparse(shape);
            }
        }
        if (shapes.isEmpty() || shapes.contains("dense")) {
            comparison.dense();
        }
        comparison.pointwise();
    }

    private enum Kind {
        OWN,
        C,
        REFERENCE
    }

    private record Variant(String name, Kind kind, DoubleSupplier run) {}

    private void sparse(BenchmarkRows.Shape shape) {
        BenchmarkRows rows = BenchmarkRows.of(shape);
        SparseMatrix doubles = rows.sorted(false);
        SparseMatrix floats = rows.sorted(true);
        double[] labels = rows.sortedLabels();
        double[] x = new double[rows.features()];
        Arrays.setAll(x, j -> Math.sin(j));
        DenseVector model = new DenseVector(x);
        DenseVector gradient = new DenseVector(new double[x.length]);
        SparkBlocks blocks = SparkBlocks.of(rows.unsorted(), rows.labels(), rows.features());
        Variant spark = new Variant("Spark gemv", Kind.REFERENCE, () -> blocks.lossAndGradient(model, gradient));
        double[] values = ((Entries.Doubles) doubles.entries()).values();
        float[] narrow = ((Entries.Floats) floats.entries()).values();
        sparse(shape + " double", 'd', doubles, values, labels, x, spark);
        sparse(shape + " float", 'f', floats, narrow, labels, x, spark);
        SparseMatrix ones = new SparseMatrix(doubles.starts(), doubles.columns(), new Entries.Ones());
        sparse(shape + " ones", '1', ones, null, labels, x, spark);
    }

    private void sparse(
            String title, char kind, SparseMatrix a, Object values, double[] labels, double[] x, Variant spark) {
        double[] g = new double[x.length];
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("this package", Kind.OWN, () -> LossSum.lossAndGradient(new LogisticPointwise(), a, labels, x, g)));
        for (int least : new int[] {0, 64, 512}) {
            for (boolean fast : new boolean[] {false, true}) {
                variants.add(new Variant(
                        (least == 0 ? "row after row" : least == 64 ? "blocks as in Java" : "blocks of 512 rows")
                                + (fast ? ", fast-math" : ""),
                        Kind.C,
                        () -> CLoops.sparse(
                                fast, least, kind, a.rows(), a.starts(), a.columns(), values, labels, x, g)));
            }
        }
        variants.add(spark);
        compare(title, a.nonzeros(), variants);
    }

    private void pointwise() {
        int rows = 512;
        SplittableRandom random = new SplittableRandom(1);
        double[] labels = random.ints(rows, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
        double[] margins = random.doubles(rows, -3, 3).toArray();
        double[] slopes = new double[rows];
        PointwiseBenchmark loops = new PointwiseBenchmark();
        compare(
                "pointwise",
                rows,
                List.of(
                        new Variant("this package", Kind.OWN, loops::splitLoops),
                        new Variant("libmvec", Kind.C, () -> CLoops.slopes(rows, margins, labels, slopes)),
                        new Variant("libm", Kind.REFERENCE, loops::libm)));
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
                        new Variant("this package", Kind.OWN, () -> LossSum.lossAndGradient(new LogisticPointwise(), blas, labels, x, g)),
                        new Variant("one read pass", Kind.C, () -> CLoops.read(doubles))));
    }

    private void dense(String title, char kind, Matrix a, Object values, double[] labels, double[] x) {
        double[] g = new double[x.length];
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("this package", Kind.OWN, () -> LossSum.lossAndGradient(new LogisticPointwise(), a, labels, x, g)));
        for (boolean blocks : new boolean[] {false, true}) {
            variants.add(new Variant(
                    blocks ? "blocks of 32 rows" : "row after row",
                    Kind.C,
                    () -> CLoops.dense(blocks, kind, a.rows(), x.length, values, labels, x, g)));
        }
        compare(title, a.rows() * x.length, variants);
    }

    private void compare(String title, int units, List<Variant> variants) {
        for (Variant variant : variants) {
            long end = System.nanoTime() + 700_000_000;
            while (System.nanoTime() < end) {
                sink += variant.run.getAsDouble();
            }
        }
        double[][] nanos = new double[variants.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int k = 0; k < nanos.length; k++) {
                // twice: whatever ran before has left other arrays in the caches
                sink += variants.get(k).run.getAsDouble();
                long start = System.nanoTime();
                sink += variants.get(k).run.getAsDouble();
                nanos[k][round] = (System.nanoTime() - start) / (double) units;
            }
        }
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%-41s %6.3f ns", title, quantile(nanos[0], 0.1)));
        for (Kind kind : new Kind[] {Kind.C, Kind.REFERENCE}) {
            int best = -1;
            for (int k = 1; k < nanos.length; k++) {
                if (variants.get(k).kind == kind
                        && (best < 0 || quantile(nanos[k], 0.1) < quantile(nanos[best], 0.1))) {
                    best = k;
                }
            }
            if (best >= 0) {
                line.append(speed(variants.get(best).name, nanos[best], nanos[0]));
            }
        }
        System.out.println(line);
        if (Double.isNaN(sink)) {
            throw new AssertionError("a loss is not a number");
        }
    }

    /** How many times its speed this package's loop has. */
    private String speed(String name, double[] other, double[] own) {
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, round -> other[round] / own[round]);
        return String.format(
                Locale.ROOT,
                " | %s %.3f ns: %.2f x (%.2f .. %.2f .. %.2f)",
                name,
                quantile(other, 0.1),
                quantile(other, 0.1) / quantile(own, 0.1),
                quantile(ratios, 0.25),
                quantile(ratios, 0.5),
                quantile(ratios, 0.75));
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
