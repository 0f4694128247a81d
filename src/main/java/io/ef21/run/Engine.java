package io.ef21.run;

import io.ef21.method.Client;
import io.ef21.method.RoundTask;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The clients of a run and the way to reach them. Answers come in the order of client numbers.
 *
 * <p>An engine serves one training at a time; {@link #close} frees what it holds.
 */
public interface Engine extends AutoCloseable {
    /**
     * A question that clients answer without changing their state: a pure function.
     *
     * @param <T> the answer, serializable
     */
    @FunctionalInterface
    interface Question<T> extends Serializable {
        /** The answer of one client. */
        T answer(Client client);
    }

    /** What the clients own. */
    Population population();

    /** Asks every client. */
    <T> List<T> ask(Question<T> question);

    /**
     * Forgets all client states; the next round starts from {@link io.ef21.method.ClientState#initial} for its method.
     *
     * @param saved whether the states will be saved, and restored from the files, at least every {@link
     *     CheckpointOptions#LONGEST_INTERVAL} rounds: an engine need not cut lineage by itself then
     */
    void reset(boolean saved);

    /** Every client runs its part of a round; states move on, and what was sent is added up. */
    Gathered round(RoundTask task, Summation summation);

    /**
     * Writes the states of all clients.
     *
     * @param folder exists, and can be reached from where the clients are
     * @return the files, for {@link #restore}
     * @throws IOException if it fails; states stay as they are
     */
    List<StateFile> save(Path folder, Configuration configuration) throws IOException;

    /**
     * What {@link #save} wrote is part of a complete checkpoint: from now on, states that are lost can be read from there.
     * The next round has its downlink as always.
     */
    void saved(StateFiles files, Configuration configuration);

    /**
     * Takes up the states that {@link #save} wrote, and the server's z. The next round has no downlink.
     *
     * @throws IOException if the files cannot be read
     */
    void restore(StateFiles files, Configuration configuration) throws IOException;

    /** Tells what a round showed, once it is over: for those who watch. After a resume, the last round before it. */
    default void recorded(RoundRecord record) {}

    /**
     * What the transport has moved so far beyond what messages say.
     *
     * @param complete whether to wait until everything is known
     */
    Moved moved(boolean complete);

    /** A short name for people, such as {@code local[2]}. */
    String describe();

    @Override
    void close();
}
