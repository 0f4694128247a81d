package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.RoundTask;
import java.util.Iterator;

/** The clients of a partition, taking their part in a round one after the other. */
final class Rounds implements Iterator<RoundTask.Answer> {
    private final RoundTask task;
    private final Iterator<Client> clients;
    private final Iterator<RoundTask.Answer> previous;

    Rounds(RoundTask task, Iterator<Client> clients, Iterator<RoundTask.Answer> previous) {
        this.task = task;
        this.clients = clients;
        this.previous = previous;
    }

    @Override
    public boolean hasNext() {
        return clients.hasNext();
    }

    @Override
    public RoundTask.Answer next() {
        return task.run(clients.next(), previous.next().state());
    }
}
