package io.ef21.gossip;

import io.ef21.method.Report;
import io.ef21.run.Engine;
import java.util.List;

/**
 * The clients of an engine, writing to each other. What comes back is in the order of client numbers. One training at a
 * time; {@link #close} frees what the rounds left, and not the engine.
 */
public interface Neighbours extends AutoCloseable {
    /** Who holds the clients, and answers questions that need no letters. */
    Engine engine();

    /** Forgets all states; the next round is round 0 of a training over a graph of all clients. */
    void join(Mixing mixing);

    /** Every client takes in the letters of the round before and runs its part; its letter is on its way then. */
    List<Report> round(BeerTask task);

    /** x_i of all clients after the last round; not to be modified. */
    List<double[]> models();

    @Override
    void close();
}
