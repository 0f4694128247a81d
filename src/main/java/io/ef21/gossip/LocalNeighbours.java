package io.ef21.gossip;

import io.ef21.method.Report;
import io.ef21.run.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reference: all clients in this JVM. Messages are encoded and decoded as everywhere. Not thread-safe. */
public final class LocalNeighbours implements Neighbours {
    private final Engine engine;
    private @Nullable Mixing mixing;
    private List<BeerTask.Answer> answers = List.of();

    /**
     * Neighbours of an engine.
     *
     * @param engine whose clients are in this JVM
     */
    public LocalNeighbours(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public void join(Mixing among) {
        mixing = among;
        answers = List.of();
    }

    @Override
    public List<Report> round(BeerTask task) {
        Mixing among = mixing;
        if (among == null) {
            throw new IllegalStateException("nobody has joined");
        }
        List<BeerTask.Answer> last = answers;
        answers = engine.ask(
                last.isEmpty()
                        ? task::open
                        : client -> task.run(
                                client,
                                among,
                                last.get(client.id()).state(),
                                letters(among.graph().neighbours()[client.id()], last)));
        return answers.stream().map(BeerTask.Answer::report).toList();
    }

    private static List<Letter> letters(int[] neighbours, List<BeerTask.Answer> last) {
        List<Letter> letters = new ArrayList<>(neighbours.length);
        for (int j : neighbours) {
            Letter letter = last.get(j).letter();
            if (letter != null) {
                letters.add(letter);
            }
        }
        return letters;
    }

    @Override
    public List<double[]> models() {
        return answers.stream().map(answer -> answer.state().model()).toList();
    }

    /** The state of a client after the last round. For tests of invariants. */
    public BeerState state(int client) {
        return answers.get(client).state();
    }

    @Override
    public void close() {
        answers = List.of();
    }
}
