package io.ef21.run;

import io.ef21.Draws;
import io.ef21.Problems;
import io.ef21.QuadraticObjective;
import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.RowBlock;
import io.ef21.data.Split;
import io.ef21.data.ZipfRows;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.objective.ShiftedObjective;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Problems on which steps that nobody tuned have gone wrong, or might.
 *
 * @param name for people
 * @param clients f_i
 * @param regularizer at the server
 */
record HardProblem(String name, List<Objective> clients, Regularizer regularizer) {
    /** All of them. */
    static List<HardProblem> all() {
        Regularizer none = new Regularizer.None();
        Regularizer ridge = new Regularizer.L2(1e-3);
        Regularizer bumpy = new Regularizer.Nonconvex(0.1);
        return List.of(
                new HardProblem("one-hot, l2 at the server", Problems.oneHot(600, 20, none), ridge),
                new HardProblem("one-hot, l2 at the clients", Problems.oneHot(600, 20, ridge), none),
                new HardProblem("one-hot, nonconvex at the server", Problems.oneHot(600, 20, none), bumpy),
                new HardProblem("one-hot, nonconvex at the clients", Problems.oneHot(600, 20, bumpy), none),
                new HardProblem("one-hot, no regularizer", Problems.oneHot(600, 5, none), none),
                new HardProblem("one-hot, l1", Problems.oneHot(600, 5, none), new Regularizer.ElasticNet(0.005, 1)),
                new HardProblem("one client", Problems.oneHot(300, 1, none), ridge),
                new HardProblem("labels sorted", gaussian(11, 300, 20, 10, true, 0.5, j -> 1), ridge),
                new HardProblem("separable", gaussian(12, 100, 20, 4, false, 0, j -> 1), none),
                new HardProblem(
                        "columns from 1e-3 to 1e3",
                        gaussian(13, 200, 14, 5, false, 0.3, j -> Math.pow(10, j % 7 - 3)),
                        ridge),
                new HardProblem(
                        "strongly nonconvex",
                        gaussian(14, 200, 15, 5, false, 0.3, j -> 1),
                        new Regularizer.Nonconvex(3)),
                new HardProblem("rows times 1e6", gaussian(20, 100, 12, 4, false, 0.3, j -> 1e6), ridge),
                new HardProblem("rows times 1e-6", gaussian(21, 100, 12, 4, false, 0.3, j -> 1e-6), none),
                new HardProblem("a start far out", shifted(gaussian(22, 200, 15, 5, false, 0.5, j -> 1), 30), none),
                new HardProblem("wide", wide(10), ridge),
                new HardProblem("quadratic, condition 1e4", illConditioned(15, 30, 1e4), none),
                new HardProblem(
                        "quadratics that disagree",
                        Quadratics.random(new SplittableRandom(16), 8, 25, 25, 1000, 0.01)
                                .objectives(),
                        none),
                new HardProblem(
                        "quadratics without full rank",
                        Quadratics.random(new SplittableRandom(17), 6, 20, 5, 30, 0.1)
                                .objectives(),
                        none),
                new HardProblem("one feature, one row each", gaussian(18, 3, 1, 3, false, 1, j -> 1), none),
                new HardProblem("columns of zeros", gaussian(19, 30, 6, 3, false, 1, j -> 0), none),
                new HardProblem("columns of zeros and l2", gaussian(19, 30, 6, 3, false, 1, j -> 0), ridge));
    }

    /** Contractive compressors of all kinds, from the fewest bits to all. */
    Set<String> compressors() {
        int d = clients.get(0).dimension();
        Set<String> all = new LinkedHashSet<>();
        all.add("auto");
        all.add("identity");
        for (int k : new int[] {1, Math.max(1, d / 10), Math.max(1, d / 2), d}) {
            all.add("topk:" + k);
        }
        for (int bits = 2; bits <= 8; bits++) {
            all.add("quantize:" + bits);
        }
        for (double step : new double[] {0.1, 0.7, 1.8}) {
            all.add("grid:" + step);
        }
        int some = Math.max(1, d / 4);
        all.addAll(List.of(
                "randk:" + some,
                "sparsify:0.3",
                "adaptive",
                "threshold:0.8",
                "sign",
                "natural",
                "nearest:b=3",
                "dithering:b=2:s=12:p=2",
                "scaled(ternary)",
                "scaled(qsgd:2)",
                "int:4",
                "quantize:4:8:random",
                "quantize:3:8:powers",
                "topk:" + some + "+natural",
                "topk:" + some + "+quantize:3",
                "fcc(2,topk:" + some + ")",
                "lazy(0.3,topk:" + some + ")",
                "scaled(induced(topk:" + some + ",natural))"));
        return all;
    }

    /**
     * Dense Gaussian rows with labels from a linear model.
     *
     * @param noise of the margin; 0 for separable data
     * @param scale of the columns
     */
    private static List<Objective> gaussian(
            long seed, int rows, int d, int clients, boolean sorted, double noise, IntToDoubleFunction scale) {
        SplittableRandom random = new SplittableRandom(seed);
        RowBlock.Builder positive = new RowBlock.Builder();
        RowBlock.Builder negative = new RowBlock.Builder();
        RowBlock.Builder mixed = new RowBlock.Builder();
        for (int i = 0; i < rows; i++) {
            double[] row = new double[d];
            double margin = noise * random.nextGaussian();
            for (int j = 0; j < d; j++) {
                row[j] = random.nextGaussian();
                margin += row[j] * (j % 3 - 1 + (d == 1 ? 1 : 0));
            }
            int label = margin > 0 ? 1 : -1;
            RowBlock.Builder block = sorted ? (label > 0 ? positive : negative) : mixed;
            block.row(label);
            for (int j = 0; j < d; j++) {
                if (scale.applyAsDouble(j) != 0) {
                    block.entry(j, row[j] * scale.applyAsDouble(j));
                }
            }
        }
        List<RowBlock> blocks = sorted ? List.of(positive.build(), negative.build()) : List.of(mixed.build());
        return logistic(blocks, rows, d, clients, false);
    }

    /** Without a diagonal besides, so that there is no preconditioner. */
    private static List<Objective> shifted(List<Objective> clients, double far) {
        double[] origin =
                Draws.EQUAL.vector(new SplittableRandom(1), clients.get(0).dimension());
        return clients.stream()
                .<Objective>map(f -> new ShiftedObjective(f, Vectors.times(far, origin)))
                .toList();
    }

    private static List<Objective> wide(int clients) {
        ZipfRows rows = new ZipfRows(3, 200, 2_000, 10, 1.2);
        return logistic(List.of(rows.block(0, 200)), 200, 2_000, clients, true);
    }

    private static List<Objective> logistic(List<RowBlock> blocks, int rows, int d, int clients, boolean compact) {
        Deal deal = new Deal(new Split(rows, clients, false, 0), d, compact, new BinaryLabels(-1, 1));
        List<Objective> objectives = new ArrayList<>();
        deal.shards(blocks).forEach(shard -> objectives.add(new Loss.Logistic().on(shard)));
        return objectives;
    }

    /** Rotated, so that no diagonal preconditioner helps, and different at two clients. */
    private static List<Objective> illConditioned(long seed, int d, double condition) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[d][d];
        for (int r = 0; r < 3 * d; r++) {
            double[] v = Draws.GAUSSIAN.vector(random, d);
            double norm = Vectors.norm(v);
            double size = Math.pow(condition, -(double) r / (3 * d - 1));
            for (int i = 0; i < d; i++) {
                Vectors.add(size * v[i] / (norm * norm), v, matrix[i]);
            }
        }
        List<Objective> objectives = new ArrayList<>();
        for (int client = 0; client < 2; client++) {
            double[] linear = Draws.GAUSSIAN.vector(random, d);
            double[][] own = new double[d][];
            for (int i = 0; i < d; i++) {
                own[i] = Vectors.times(client == 0 ? 0.5 : 1.5, matrix[i]);
            }
            objectives.add(new QuadraticObjective(own, linear, 1));
        }
        return objectives;
    }
}
