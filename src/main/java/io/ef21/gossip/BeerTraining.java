package io.ef21.gossip;

import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.TrainingOptions;

/**
 * A training by BEER.
 *
 * @param options of the run; their method is beer
 * @param mixing W of all clients
 */
public record BeerTraining(TrainingOptions options, Mixing mixing) {
    /**
     * Runs until a reason to stop; the model of the outcome is the mean of the clients'.
     *
     * @throws io.ef21.data.InvalidInputException if the options do not fit the clients, or need a server
     * @throws IllegalArgumentException if the method has a server, or W is of another number of clients
     */
    public Outcome run(Neighbours neighbours, RoundListener listener) {
        int clients = neighbours.engine().population().clients();
        if (mixing.graph().clients() != clients) {
            throw new IllegalArgumentException("W is of %d clients, and there are %d"
                    .formatted(mixing.graph().clients(), clients));
        }
        BeerSetting prepared = BeerSetting.of(options, mixing, neighbours.engine());
        listener.started(prepared.setting());
        neighbours.join(mixing);
        return new BeerLoop(prepared, mixing.graph(), neighbours, listener).run();
    }
}
