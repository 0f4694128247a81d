package io.ef21.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The one order in which contributions of clients are added.
 *
 * <p>Clients are the leaves 0 .. n-1 of a tree with a fixed fan-in: node (1, a) adds the clients [8a, 8a+8), node (2,
 * a) adds the nodes (1, 8a) .. (1, 8a+7), and so on, always from the left and starting from +0.0. The tree depends on n
 * alone, so every partitioning, every engine and every order of arrival gives the same bits, as long as only complete
 * nodes are folded. A sparse contribution may skip its zeros: an accumulator never holds -0.0, and adding a zero of
 * either sign to anything else changes nothing.
 */
public final class CanonicalTree {
    /** Children per node. */
    public static final int FAN_IN = 8;

    private CanonicalTree() {}

    /** A contribution that adds itself to an accumulator. */
    @FunctionalInterface
    public interface Leaf {
        /** Adds the (weighted) vector of a client to {@code accumulator}. */
        void addTo(int client, double[] accumulator);
    }

    /** Nodes that were folded elsewhere. */
    @FunctionalInterface
    public interface Folded {
        /** The sum below node (level, index), or null where it has to be computed. */
        double @Nullable [] node(int level, int index);
    }

    /** The sum of n contributions of the given length. */
    public static double[] sum(int n, int length, Leaf leaf) {
        return sum(n, length, leaf, (level, index) -> null);
    }

    /** The sum of n contributions, some of which are in nodes that were folded before. */
    public static double[] sum(int n, int length, Leaf leaf, Folded folded) {
        return node(n, length, height(n), 0, leaf, folded);
    }

    /** The sum of one number per client. */
    public static double sum(double[] values) {
        return sum(values.length, 1, (client, accumulator) -> accumulator[0] += values[client])[0];
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

    /** The sum below one node. */
    public static double[] node(int n, int length, int level, int index, Leaf leaf, Folded folded) {
        double[] known = folded.node(level, index);
        if (known != null) {
            return known;
        }
        double[] sum = new double[length];
        int end = (int) Math.min(nodes(n, level - 1), (index + 1L) * FAN_IN);
        for (int child = index * FAN_IN; child < end; child++) {
            if (level == 1) {
                leaf.addTo(child, sum);
            } else {
                double[] below = node(n, length, level - 1, child, leaf, folded);
                for (int j = 0; j < length; j++) {
                    sum[j] += below[j];
                }
            }
        }
        return sum;
    }
}
