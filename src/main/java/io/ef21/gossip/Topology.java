package io.ef21.gossip;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.objective.LargestEigenvalue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/**
 * What {@code --graph} names, before the number of clients is known.
 *
 * @param kind of the graph
 * @param rows of a torus; 0 for any
 * @param columns of a torus; 0 for any
 * @param file with the edges; empty where there is none
 */
public record Topology(Kind kind, int rows, int columns, String file) {
    /** Below, the gap is not told from zero. */
    private static final double LEAST_GAP = LargestEigenvalue.ACCURACY;

    /** The kinds of graphs. */
    public enum Kind {
        /** See {@link Graph#ring}. */
        RING,
        /** See {@link Graph#torus}. */
        TORUS,
        /** See {@link Graph#complete}. */
        COMPLETE,
        /** See {@link Graph#star}. */
        STAR,
        /** See {@link GraphFile}. */
        FILE
    }

    /**
     * Reads {@code ring}, {@code torus}, {@code torus:RxC}, {@code complete}, {@code star} or {@code file:FILE}.
     *
     * @throws InvalidInputException if it is none of them
     */
    public static Topology parse(String text) {
        return switch (text) {
            case "ring" -> new Topology(Kind.RING, 0, 0, "");
            case "torus" -> new Topology(Kind.TORUS, 0, 0, "");
            case "complete" -> new Topology(Kind.COMPLETE, 0, 0, "");
            case "star" -> new Topology(Kind.STAR, 0, 0, "");
            default -> withArgument(text);
        };
    }

    private static Topology withArgument(String text) {
        if (text.startsWith("file:") && text.length() > "file:".length()) {
            return new Topology(Kind.FILE, 0, 0, text.substring("file:".length()));
        }
        if (text.matches("torus:[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
            int cross = text.indexOf('x');
            int rows = Integer.parseInt(text.substring("torus:".length(), cross));
            return new Topology(Kind.TORUS, rows, Integer.parseInt(text.substring(cross + 1)), "");
        }
        throw new InvalidInputException(Nearest.unknown(
                "value of --graph", text, List.of("ring", "torus", "torus:RxC", "complete", "star", "file:FILE")));
    }

    /**
     * W among so many clients: with the weights of the file, or of Metropolis where there are none.
     *
     * @param configuration of the filesystems that a file may be on
     * @throws InvalidInputException if there is no such graph, or it is not connected, or W does not mix
     * @throws IOException if reading fails
     */
    public Mixing mixing(int clients, Configuration configuration) throws IOException {
        Mixing mixing =
                kind == Kind.FILE ? GraphFile.read(file, clients, configuration) : Mixing.metropolis(graph(clients));
        int unreached = mixing.graph().unreached();
        if (unreached >= 0) {
            throw new InvalidInputException("--graph %s is not connected: client %d cannot be reached from client 0"
                    .formatted(this, unreached));
        }
        if (!(mixing.gap() > LEAST_GAP)) {
            throw new InvalidInputException("--graph " + this
                    + " has weights that do not mix: an eigenvalue besides the first is 1 or -1, so make them smaller, or"
                    + " leave them out");
        }
        return mixing;
    }

    private Graph graph(int clients) {
        return switch (kind) {
            case COMPLETE -> Graph.complete(clients);
            case STAR -> Graph.star(clients);
            case TORUS -> torus(clients);
            default -> Graph.ring(clients);
        };
    }

    /** As square as can be where the sides are not given. */
    private Graph torus(int clients) {
        if (rows > 0) {
            if ((long) rows * columns != clients) {
                throw new InvalidInputException("--graph %s has %d places, and there are %d clients"
                        .formatted(this, (long) rows * columns, clients));
            }
            return Graph.torus(rows, columns);
        }
        int side = (int) Math.sqrt(clients);
        while (clients % side != 0) {
            side--;
        }
        if (side == 1) {
            throw new InvalidInputException(
                    "--graph torus needs a number of clients with two factors above 1, and there" + " are " + clients
                            + ": use ring, or another number of --clients");
        }
        return Graph.torus(side, clients / side);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FILE -> "file:" + file;
            case TORUS -> rows == 0 ? "torus" : "torus:" + rows + "x" + columns;
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
