package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction2;

/**
 * The clients of a partition, taking their part in a round one after the other: {@code (clients, what they bring from
 * before) -> answers}.
 *
 * @param <S> what a client brings
 */
abstract class Rounds<S>
        extends AbstractFunction2<
                scala.collection.Iterator<Client>,
                scala.collection.Iterator<S>,
                scala.collection.Iterator<RoundTask.Answer>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RoundTask task;
    private final @Nullable Broadcast<byte[]> downlink;

    private Rounds(RoundTask task, @Nullable Broadcast<byte[]> downlink) {
        this.task = task;
        this.downlink = downlink;
    }

    abstract ClientState state(S brought);

    @Override
    public scala.collection.Iterator<RoundTask.Answer> apply(
            scala.collection.Iterator<Client> clients, scala.collection.Iterator<S> before) {
        RoundTask complete = downlink == null ? task : task.withDownlink(downlink.value());
        return Scala.iterator(new Iterator<RoundTask.Answer>() {
            @Override
            public boolean hasNext() {
                return clients.hasNext();
            }

            @Override
            public RoundTask.Answer next() {
                return run(complete, clients.next(), state(before.next()));
            }
        });
    }

    static RoundTask.Answer run(RoundTask task, Client client, ClientState state) {
        Peers.areLookedUpSoon();
        try {
            return task.run(client, state);
        } catch (RuntimeException e) {
            throw ClientFailure.of(client.id(), task.round(), TaskContext.getPartitionId(), e);
        }
    }

    /** After a round. */
    static final class AfterAnswers extends Rounds<RoundTask.Answer> {
        private static final long serialVersionUID = 1L;

        AfterAnswers(RoundTask task, @Nullable Broadcast<byte[]> downlink) {
            super(task, downlink);
        }

        @Override
        ClientState state(RoundTask.Answer brought) {
            return brought.state();
        }
    }

    /** After a restart from files. */
    static final class AfterFiles extends Rounds<ClientState> {
        private static final long serialVersionUID = 1L;

        AfterFiles(RoundTask task, @Nullable Broadcast<byte[]> downlink) {
            super(task, downlink);
        }

        @Override
        ClientState state(ClientState brought) {
            return brought;
        }
    }
}
