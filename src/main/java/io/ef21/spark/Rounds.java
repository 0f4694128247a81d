package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import java.util.Iterator;
import org.apache.spark.TaskContext;

/** The clients of a partition, taking their part in a round one after the other. */
final class Rounds implements Iterator<RoundTask.Answer> {
    private final RoundTask task;
    private final Iterator<Client> clients;
    private final Iterator<ClientState> states;

    Rounds(RoundTask task, Iterator<Client> clients, Iterator<ClientState> states) {
        this.task = task;
        this.clients = clients;
        this.states = states;
    }

    /** The states that a round left. */
    static Iterator<ClientState> after(Iterator<RoundTask.Answer> answers) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return answers.hasNext();
            }

            @Override
            public ClientState next() {
                return answers.next().state();
            }
        };
    }

    @Override
    public boolean hasNext() {
        return clients.hasNext();
    }

    @Override
    public RoundTask.Answer next() {
        Client client = clients.next();
        ClientState state = states.next();
        return run(task, client, state);
    }

    static RoundTask.Answer run(RoundTask task, Client client, ClientState state) {
        try {
            return task.run(client, state);
        } catch (RuntimeException e) {
            throw ClientFailure.of(client.id(), task.round(), TaskContext.getPartitionId(), e);
        }
    }
}
