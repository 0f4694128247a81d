package io.ef21.run;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the clients own.
 *
 * @param columns on which the server works: all that some client owns
 * @param supports number of columns of every client
 * @param positions where they are among the server's; null for a client that owns all of them
 * @param rows of every client
 * @param weights of the rows of every client, summed: as many as rows where all weigh 1
 * @param nonzeros of all clients
 * @param setupBytes what it took to tell the server the supports, and the clients the server's columns
 */
public record Population(
        Columns columns,
        int[] supports,
        int[] @Nullable [] positions,
        long[] rows,
        double[] weights,
        long nonzeros,
        long setupBytes) {

    /**
     * The columns of the server.
     *
     * @throws InvalidInputException if there are no clients, or they do not agree on the number of features
     */
    public static Columns server(List<Columns> supports) {
        if (supports.isEmpty()) {
            throw new InvalidInputException("there are no clients");
        }
        int features = supports.get(0).features();
        for (int i = 0; i < supports.size(); i++) {
            if (supports.get(i).features() != features) {
                throw new InvalidInputException("client " + i + " has "
                        + supports.get(i).features() + " features, but client 0 has " + features);
            }
        }
        return Columns.union(supports);
    }

    /** The population from what every client owns, in client order. */
    public static Population of(List<Columns> supports, long[] rows, double[] weights, long nonzeros) {
        Columns server = server(supports);
        int n = supports.size();
        int[] sizes = new int[n];
        int[][] positions = new int[n][];
        long bytes = (long) n * server.encode().length;
        for (int i = 0; i < n; i++) {
            sizes[i] = supports.get(i).size();
            positions[i] = supports.get(i).positionsIn(server);
            bytes += supports.get(i).encode().length;
        }
        return new Population(server, sizes, positions, rows, weights, nonzeros, bytes);
    }

    /** n. */
    public int clients() {
        return rows.length;
    }

    /** d, the number of features, whether they occur or not. */
    public int features() {
        return columns.features();
    }

    /** Support coordinates of all clients. */
    public long totalSupport() {
        long total = 0;
        for (int size : supports) {
            total += size;
        }
        return total;
    }

    /** Rows of all clients. */
    public long totalRows() {
        long total = 0;
        for (long r : rows) {
            total += r;
        }
        return total;
    }

    /**
     * 1 / max w_i: n where all weigh the same.
     *
     * @param byRows whether clients weigh as much as their rows
     */
    double effective(boolean byRows) {
        return byRows ? 1 / Arrays.stream(shares(true)).max().orElse(1) : clients();
    }

    /**
     * w_i, summing to 1.
     *
     * @param byRows the client's share of the rows, else 1/n
     */
    public double[] shares(boolean byRows) {
        double total = Arrays.stream(weights).sum();
        double[] shares = new double[clients()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = byRows ? weights[i] / total : 1.0 / shares.length;
        }
        return shares;
    }
}
