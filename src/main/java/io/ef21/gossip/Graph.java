package io.ef21.gossip;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Who writes to whom: an undirected graph of the clients 0 .. n-1, without loops. Immutable and thread-safe.
 *
 * @param neighbours of every client, ascending; not to be modified
 */
public record Graph(int[][] neighbours) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Every client has the one before and the one after. */
    public static Graph ring(int n) {
        return of(n, i -> new int[] {(i + 1) % n, (i + n - 1) % n});
    }

    /** Clients in rows of a grid, numbered along the rows, whose borders meet. */
    public static Graph torus(int rows, int columns) {
        return of(rows * columns, i -> {
            int row = i / columns;
            int column = i % columns;
            return new int[] {
                (row + 1) % rows * columns + column,
                (row + rows - 1) % rows * columns + column,
                row * columns + (column + 1) % columns,
                row * columns + (column + columns - 1) % columns
            };
        });
    }

    /** Everyone writes to everyone. */
    public static Graph complete(int n) {
        return of(n, i -> IntStream.range(0, n).toArray());
    }

    /** Client 0 is in the middle. */
    public static Graph star(int n) {
        return of(n, i -> i == 0 ? IntStream.range(1, n).toArray() : new int[] {0});
    }

    /**
     * A graph from what is adjacent.
     *
     * @param adjacent to a client, in any order, more than once or the client itself: symmetric
     */
    static Graph of(int n, IntFunction<int[]> adjacent) {
        int[][] neighbours = new int[n][];
        for (int i = 0; i < n; i++) {
            TreeSet<Integer> own = new TreeSet<>();
            Arrays.stream(adjacent.apply(i)).forEach(own::add);
            own.remove(i);
            neighbours[i] = own.stream().mapToInt(Integer::intValue).toArray();
        }
        return new Graph(neighbours);
    }

    /** n. */
    public int clients() {
        return neighbours.length;
    }

    /** The number of a client's neighbours. */
    public int degree(int client) {
        return neighbours[client].length;
    }

    /** The number of edges. */
    public long edges() {
        return Arrays.stream(neighbours).mapToLong(own -> own.length).sum() / 2;
    }

    /** The first client that client 0 does not reach; -1 where the graph is connected. */
    public int unreached() {
        boolean[] reached = new boolean[clients()];
        ArrayDeque<Integer> next = new ArrayDeque<>();
        reached[0] = true;
        next.add(0);
        while (!next.isEmpty()) {
            for (int j : neighbours[next.remove()]) {
                if (!reached[j]) {
                    reached[j] = true;
                    next.add(j);
                }
            }
        }
        return IntStream.range(0, clients())
                .filter(i -> !reached[i])
                .findFirst()
                .orElse(-1);
    }
}
