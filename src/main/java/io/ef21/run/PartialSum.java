package io.ef21.run;

import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Report;
import io.ef21.method.Uplink;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What some clients sent, partly added up: encoded messages of single clients, and complete nodes of the canonical tree.
 * Any merging of partial sums gives the same total, bit for bit. Not thread-safe.
 */
public final class PartialSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Report> reports = new ArrayList<>();
    private final HashMap<Integer, Uplink> single = new HashMap<>();
    private final HashMap<Node, Sums> folded = new HashMap<>();

    private record Node(int level, int index) implements Serializable {}

    private record Sums(double[] messages, double @Nullable [] gradients) implements Serializable {}

    /** Takes in one client. */
    public PartialSum add(Uplink uplink) {
        reports.add(uplink.report());
        single.put(uplink.report().client(), uplink);
        return this;
    }

    /** Takes in what others have. */
    public PartialSum merge(PartialSum other) {
        reports.addAll(other.reports);
        single.putAll(other.single);
        folded.putAll(other.folded);
        return this;
    }

    /** Replaces what is complete by its sum: decodes and adds, here and now, on this thread. */
    public PartialSum fold(Summation summation) {
        int n = summation.clients();
        for (int level = 1; level <= CanonicalTree.height(n); level++) {
            for (int index = 0; index < CanonicalTree.nodes(n, level); index++) {
                if (isComplete(n, level, index)) {
                    int l = level;
                    int a = index;
                    Sums sums = sums(
                            summation, (leaves, known) -> CanonicalTree.node(n, summation.size(), l, a, leaves, known));
                    int end = (int) Math.min(CanonicalTree.nodes(n, level - 1), (index + 1L) * CanonicalTree.FAN_IN);
                    for (int child = index * CanonicalTree.FAN_IN; child < end; child++) {
                        if (level == 1) {
                            single.remove(child);
                        } else {
                            folded.remove(new Node(level - 1, child));
                        }
                    }
                    folded.put(new Node(level, index), sums);
                }
            }
        }
        return this;
    }

    /** The total, on as many threads as there are; all clients must be in. */
    public Gathered total(Summation summation) {
        if (reports.size() != summation.clients()) {
            throw new IllegalStateException(reports.size() + " of " + summation.clients() + " clients answered");
        }
        long start = System.nanoTime();
        List<Report> ordered = new ArrayList<>(reports);
        ordered.sort(Comparator.comparingInt(Report::client));
        Sums sums = sums(
                summation,
                (leaves, known) -> CanonicalTree.sumOnAllCores(summation.clients(), summation.size(), leaves, known));
        return new Gathered(ordered, sums.messages(), sums.gradients(), (System.nanoTime() - start) / 1e9);
    }

    private boolean isComplete(int n, int level, int index) {
        int end = (int) Math.min(CanonicalTree.nodes(n, level - 1), (index + 1L) * CanonicalTree.FAN_IN);
        for (int child = index * CanonicalTree.FAN_IN; child < end; child++) {
            if (level == 1 ? !single.containsKey(child) : !folded.containsKey(new Node(level - 1, child))) {
                return false;
            }
        }
        return true;
    }

    /** A way to add up what is below a node. */
    @FunctionalInterface
    private interface Adder {
        double[] add(IntFunction<CanonicalTree.Leaf> leaves, CanonicalTree.Folded known);
    }

    private Sums sums(Summation summation, Adder adder) {
        double[] messages = adder.add(client -> summation.message(uplink(client)), (level, index) -> {
            Sums known = folded.get(new Node(level, index));
            return known == null ? null : known.messages();
        });
        if (!hasGradients()) {
            return new Sums(messages, null);
        }
        double[] gradients = adder.add(
                client -> {
                    double[] gradient = uplink(client).gradient();
                    if (gradient == null) {
                        throw new IllegalStateException("client " + client + " sent no exact gradient");
                    }
                    return summation.vector(client, gradient);
                },
                (level, index) -> {
                    Sums known = folded.get(new Node(level, index));
                    return known == null ? null : known.gradients();
                });
        return new Sums(messages, gradients);
    }

    private boolean hasGradients() {
        for (Uplink uplink : single.values()) {
            return uplink.gradient() != null;
        }
        for (Map.Entry<Node, Sums> entry : folded.entrySet()) {
            return entry.getValue().gradients() != null;
        }
        return false;
    }

    private Uplink uplink(int client) {
        Uplink uplink = single.get(client);
        if (uplink == null) {
            throw new IllegalStateException("client " + client + " has not answered");
        }
        return uplink;
    }
}
