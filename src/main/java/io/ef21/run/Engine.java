package io.ef21.run;

import io.ef21.method.Client;
import io.ef21.method.RoundTask;
import java.io.Serializable;
import java.util.List;

/**
 * The clients of a run and the way to reach them. Answers come in the order of client numbers.
 *
 * <p>An engine serves one training at a time; {@link #close} frees what it holds.
 */
public interface Engine extends AutoCloseable {
    /** A question that clients answer without changing their state: a pure function. */
    @FunctionalInterface
    interface Question extends Serializable {
        /** The answer of one client. */
        double[] answer(Client client);
    }

    /** What the clients own. */
    Population population();

    /** Asks every client. */
    List<double[]> ask(Question question);

    /**
     * Forgets all client states; the next round starts from {@link io.ef21.method.ClientState#initial} for its method.
     */
    void reset();

    /** Every client runs its part of a round; states move on, and what was sent is added up. */
    Gathered round(RoundTask task, Summation summation);

    /** What the transport has moved so far beyond what messages say, see {@link Moved}. */
    Moved moved();

    /** A short name for people, such as {@code local[2]}. */
    String describe();

    @Override
    void close();
}
