package io.ef21.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one order in which contributions of clients are added.
 *
 * <p>Clients are the leaves 0 .. n-1 of a tree with a fixed fan-in: node (1, a) adds the clients [8a, 8a+8), node (2,
 * a) adds the nodes (1, 8a) .. (1, 8a+7), and so on, always from the left and starting from +0.0. The tree depends on n
 * alone, so every partitioning, every engine and every order of arrival gives the same bits, as long as only complete
 * nodes are folded. A sparse contribution may skip its zeros: an accumulator never holds -0.0, and adding a zero of
 * either sign to anything else changes nothing. For the same reason the first child of a node may go straight into the
 * node's accumulator, and of a child with few entries only those need be added.
 *
 * <p>Besides the result, one accumulator per level is held, for the children after the first; on all cores, one per level
 * and core. Not thread-safe.
 */
public final class CanonicalTree {
    /** Children per node. */
    public static final int FAN_IN = 8;

    /** Children that touch less than one entry in so many, all together, are few: beyond, adding all is faster. */
    private static final int FEW = 4;

    private final int n;
    private final int length;
    private final IntFunction<Leaf> leaves;
    private final Folded folded;
    private final Map<Integer, double[]> accumulators = new HashMap<>();

    private CanonicalTree(int n, int length, IntFunction<Leaf> leaves, Folded folded) {
        this.n = n;
        this.length = length;
        this.leaves = leaves;
        this.folded = folded;
    }

    /** The (weighted) vector of a client. */
    @FunctionalInterface
    public interface Leaf {
        /** Adds it to {@code accumulator}. */
        void addTo(double[] accumulator);
    }

    /** One of which few entries are added. */
    public interface SparseLeaf extends Leaf {
        /** The number of entries that {@link #addTo} touches, or more. */
        int entries();

        /** Moves these entries: each is added to that of {@code sum} and becomes +0.0. */
        void move(double[] accumulator, double[] sum);
    }

    /** Nodes that were folded elsewhere. */
    @FunctionalInterface
    public interface Folded {
        /** The sum below node (level, index), or null where it has to be computed. */
        double @Nullable [] node(int level, int index);
    }

    /** The sum of n contributions of the given length; each leaf is asked for once, when its turn comes. */
    public static double[] sum(int n, int length, IntFunction<Leaf> leaves) {
        return node(n, length, height(n), 0, leaves, (level, index) -> null);
    }

    /** The sum of one number per client. */
    public static double sum(double[] values) {
        return sum(values.length, 1, client -> accumulator -> accumulator[0] += values[client])[0];
    }

    /** The level of the root over n leaves. */
    public static int height(int n) {
        int height = 1;
        for (long covered = FAN_IN; covered < n; covered *= FAN_IN) {
            height++;
        }
        return height;
    }

    /** The number of nodes on a level over n leaves; level 0 is the leaves. */
    public static int nodes(int n, int level) {
        long nodes = n;
        for (int l = 0; l < level; l++) {
            nodes = (nodes + FAN_IN - 1) / FAN_IN;
        }
        return (int) nodes;
    }

    /** The sum below one node, some of which may have been folded before. */
    public static double[] node(int n, int length, int level, int index, IntFunction<Leaf> leaves, Folded folded) {
        double[] known = folded.node(level, index);
        if (known != null) {
            return known;
        }
        double[] sum = new double[length];
        new CanonicalTree(n, length, leaves, folded).addChildren(level, index, sum);
        return sum;
    }

    /**
     * The sum of all on as many threads as there are: for the driver, as executors' cores have work of their own. The
     * children of the root are folded side by side, each into an accumulator of its own, and added in their order.
     *
     * @param leaves asked on several threads
     * @param folded asked on several threads
     */
    public static double[] sumOnAllCores(int n, int length, IntFunction<Leaf> leaves, Folded folded) {
        int height = height(n);
        int children = nodes(n, height - 1);
        int width = Math.min(children, ForkJoinPool.getCommonPoolParallelism() + 1);
        if (height == 1 || width == 1 || length <= Chunks.LENGTH || folded.node(height, 0) != null) {
            return node(n, length, height, 0, leaves, folded);
        }
        double[] sum = new double[length];
        CanonicalTree[] trees = new CanonicalTree[width];
        Arrays.setAll(trees, k -> new CanonicalTree(n, length, leaves, folded));
        for (int first = 0; first < children; first += width) {
            int begin = first;
            IntStream.range(0, Math.min(width, children - first))
                    .parallel()
                    .mapToObj(k -> trees[k].child(height - 1, begin + k, sum, begin + k == 0))
                    .toList()
                    .forEach(below -> below.moveOnAllCores(sum));
        }
        return sum;
    }

    /**
     * Adds the children of a node to an accumulator that is +0.0.
     *
     * @return those that touched it if they are few, else null
     */
    private @Nullable List<SparseLeaf> addChildren(int level, int index, double[] sum) {
        int first = index * FAN_IN;
        int end = (int) Math.min(nodes(n, level - 1), (index + 1L) * FAN_IN);
        if (level > 1) {
            for (int child = first; child < end; child++) {
                child(level - 1, child, sum, child == first).moveTo(sum);
            }
            return null;
        }
        List<SparseLeaf> few = new ArrayList<>(FAN_IN);
        long entries = 0;
        for (int child = first; child < end; child++) {
            Leaf leaf = leaves.apply(child);
            leaf.addTo(sum);
            if (leaf instanceof SparseLeaf sparse) {
                entries += sparse.entries();
                few.add(sparse);
            } else {
                entries = length;
            }
            if (entries > length / FEW) {
                few.clear();
            }
        }
        return entries > length / FEW ? null : few;
    }

    /**
     * What is below a node.
     *
     * @param sum of all
     * @param owned whether {@code sum} is an accumulator, to be given back with zeros
     * @param few that touched the accumulator, or null
     */
    private record Below(double[] sum, boolean owned, @Nullable List<SparseLeaf> few) {
        /** Adds it to what is above. */
        void moveTo(double[] total) {
            if (few == null) {
                moveTo(total, 0, total.length);
            } else {
                few.forEach(leaf -> leaf.move(sum, total));
            }
        }

        void moveOnAllCores(double[] total) {
            if (few == null) {
                Chunks.forEach(total.length, (from, to) -> moveTo(total, from, to));
            } else {
                moveTo(total);
            }
        }

        private void moveTo(double[] total, int from, int to) {
            if (!owned) {
                for (int j = from; j < to; j++) {
                    total[j] += sum[j];
                }
                return;
            }
            for (int j = from; j < to; j++) {
                total[j] += sum[j];
                sum[j] = 0.0;
            }
        }
    }

    /** Folds a node: straight into the sum if it is the first, else in the accumulator of its level. */
    private Below child(int level, int index, double[] sum, boolean first) {
        double[] known = folded.node(level, index);
        if (known != null) {
            return new Below(known, false, null);
        }
        if (first) {
            addChildren(level, index, sum);
            return new Below(sum, false, List.of());
        }
        double[] own = accumulators.computeIfAbsent(level, l -> new double[length]);
        return new Below(own, true, addChildren(level, index, own));
    }
}
