package io.ef21.kernel;

/**
 * The one order in which contributions of clients are added.
 *
 * <p>Clients are the leaves 0 .. n-1 of a tree with a fixed fan-in: node (1, a) adds the clients [8a, 8a+8), node (2,
 * a) adds the nodes (1, 8a) .. (1, 8a+7), and so on, always from the left and starting from +0.0. The tree depends on n
 * alone, so every partitioning, every engine and every order of arrival gives the same bits. A sparse contribution may
 * skip its zeros: an accumulator never holds -0.0, and adding a zero of either sign to anything else changes nothing.
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

    /** The sum of n contributions of the given length. */
    public static double[] sum(int n, int length, Leaf leaf) {
        double[] total = new double[length];
        addNode(0, n, height(n), leaf, total);
        return total;
    }

    /** The sum of one number per client. */
    public static double sum(double[] values) {
        return sum(values.length, 1, (client, accumulator) -> accumulator[0] += values[client])[0];
    }

    private static int height(int n) {
        int height = 1;
        for (long covered = FAN_IN; covered < n; covered *= FAN_IN) {
            height++;
        }
        return height;
    }

    private static void addNode(int first, int end, int height, Leaf leaf, double[] accumulator) {
        if (height == 1) {
            for (int client = first; client < end; client++) {
                leaf.addTo(client, accumulator);
            }
            return;
        }
        long span = 1;
        for (int i = 1; i < height; i++) {
            span *= FAN_IN;
        }
        for (long child = first; child < end; child += span) {
            double[] node = new double[accumulator.length];
            addNode((int) child, (int) Math.min(end, child + span), height - 1, leaf, node);
            for (int j = 0; j < node.length; j++) {
                accumulator[j] += node[j];
            }
        }
    }
}
