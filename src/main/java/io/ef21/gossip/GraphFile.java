package io.ef21.gossip;

import io.ef21.data.InvalidInputException;
import io.ef21.data.LibsvmReader;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file with an edge to a line: two client numbers, from 0, and perhaps a weight W_ij; either all lines have one or none.
 * An edge counts in both directions and may be given in both. Empty lines and what follows a {@code #} do not count. Not
 * thread-safe.
 */
final class GraphFile {
    /** Weights that add up to 1 in decimals may exceed it by so much in binary. */
    private static final double ROUNDING = 1e-12;

    private final String name;
    private final int clients;
    private final TreeMap<Integer, TreeMap<Integer, Edge>> edges = new TreeMap<>();
    private int lastLine;

    /**
     * @param weight NaN where there is none
     */
    private record Edge(double weight, int line) {}

    private GraphFile(String name, int clients) {
        this.name = name;
        this.clients = clients;
    }

    /**
     * W from a file.
     *
     * @throws InvalidInputException if there is no such file, a line is malformed, or W is not symmetric and stochastic
     * @throws IOException if reading fails
     */
    static Mixing read(String location, int clients, Configuration configuration) throws IOException {
        Path path = new Path(location);
        GraphFile file = new GraphFile(location, clients);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(path.getFileSystem(configuration).open(path), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.take(line);
            }
        } catch (FileNotFoundException e) {
            throw new InvalidInputException("--graph file:" + location + ": no such file", e);
        }
        return file.mixing();
    }

    private void take(String line) {
        lastLine++;
        int comment = line.indexOf('#');
        String content = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (content.isEmpty()) {
            return;
        }
        String[] words = content.split("\\s+");
        if (words.length < 2 || words.length > 3) {
            throw wrong("an edge is two client numbers, and perhaps a weight (got '" + content + "')");
        }
        int i = client(words[0]);
        int j = client(words[1]);
        if (i == j) {
            throw wrong("client " + i + " does not write to itself: W_ii is what its edges leave of 1");
        }
        Edge edge = new Edge(words.length == 3 ? weight(words[2]) : Double.NaN, lastLine);
        requireAlike(edge);
        put(i, j, edge);
        put(j, i, edge);
    }

    private void put(int i, int j, Edge edge) {
        Edge known = edges.computeIfAbsent(i, client -> new TreeMap<>()).putIfAbsent(j, edge);
        if (known != null && Double.compare(known.weight, edge.weight) != 0) {
            throw wrong("W must be symmetric: the edge between %d and %d has the weight %s here and %s in line %d"
                    .formatted(i, j, edge.weight, known.weight, known.line));
        }
    }

    private void requireAlike(Edge edge) {
        if (!edges.isEmpty()) {
            Edge first = edges.firstEntry().getValue().firstEntry().getValue();
            if (Double.isNaN(first.weight) != Double.isNaN(edge.weight)) {
                throw wrong("either all edges have a weight or none has: this one %s, that of line %d %s"
                        .formatted(has(edge), first.line, has(first)));
            }
        }
    }

    private static String has(Edge edge) {
        return Double.isNaN(edge.weight) ? "has none" : "has one";
    }

    private int client(String word) {
        int client;
        try {
            client = Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw wrong("'" + word + "' is no client number");
        }
        if (client < 0 || client >= clients) {
            throw wrong("there is no client %d: they are 0 to %d".formatted(client, clients - 1));
        }
        return client;
    }

    private double weight(String word) {
        try {
            double weight = Double.parseDouble(word);
            if (weight > 0 && weight <= 1) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw wrong("'" + word + "' is no weight");
        }
        throw wrong("a weight is a number in (0, 1] (got " + word + ")");
    }

    private InvalidInputException wrong(String what) {
        return new InvalidInputException(LibsvmReader.malformed(name, lastLine, what));
    }

    private Mixing mixing() {
        Graph graph = Graph.of(
                clients,
                i -> of(i).keySet().stream().mapToInt(Integer::intValue).toArray());
        double[][] weights = new double[clients][];
        boolean weighted = false;
        for (int i = 0; i < clients; i++) {
            weights[i] = of(i).values().stream().mapToDouble(Edge::weight).toArray();
            double given = 0;
            for (double weight : weights[i]) {
                given += weight;
                weighted |= !Double.isNaN(weight);
            }
            if (given > 1 + ROUNDING) {
                throw new InvalidInputException(
                        "%s: the weights of client %d add up to %s, which leaves W_ii negative: they may add up to 1"
                                .formatted(name, i, given));
            }
        }
        return weighted ? Mixing.of(graph, weights) : Mixing.metropolis(graph);
    }

    private Map<Integer, Edge> of(int client) {
        return edges.getOrDefault(client, new TreeMap<>());
    }
}
