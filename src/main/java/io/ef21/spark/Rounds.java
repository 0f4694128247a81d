package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.objective.Scaling;
import io.ef21.wire.Correction;
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

    private final Parcel parcel;

    private Rounds(Parcel parcel) {
        this.parcel = parcel;
    }

    /**
     * A task on its way to the clients.
     *
     * @param task without what is in the broadcasts
     * @param downlink null where it rides in the task
     * @param scaling null where there is none
     */
    record Parcel(RoundTask task, @Nullable Broadcast<byte[]> downlink, @Nullable Broadcast<Scaling> scaling)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        RoundTask unpacked() {
            return downlink == null && scaling == null
                    ? task
                    : task.with(
                            scaling == null ? null : scaling.value(),
                            downlink == null ? task.downlink() : downlink.value());
        }
    }

    /** The part of one client, who brings what the last round left. */
    abstract RoundTask.Answer answer(Part part, Client client, S brought);

    @Override
    public scala.collection.Iterator<RoundTask.Answer> apply(
            scala.collection.Iterator<Client> clients, scala.collection.Iterator<S> before) {
        Part part = new Part(parcel.unpacked());
        return Scala.iterator(new Iterator<RoundTask.Answer>() {
            @Override
            public boolean hasNext() {
                return clients.hasNext();
            }

            @Override
            public RoundTask.Answer next() {
                return answer(part, clients.next(), before.next());
            }
        });
    }

    /** A task at the clients of a partition. Not thread-safe. */
    static final class Part {
        private final RoundTask task;
        private @Nullable Correction change;

        Part(RoundTask task) {
            this.task = task;
        }

        /** A client whose model is that of the round before. */
        RoundTask.Answer run(Client client, ClientState state) {
            if (change == null) {
                change = task.change(client.serverSize());
            }
            return run(client, state, change);
        }

        /** A client whose model has moved already; its memory has not. */
        RoundTask.Answer runMoved(Client client, ClientState state) {
            return task.told() == RoundTask.Told.MEMORY ? run(client, state) : run(client, state, null);
        }

        private RoundTask.Answer run(Client client, ClientState state, @Nullable Correction told) {
            Peers.areLookedUpSoon();
            try {
                return task.run(client, state, told);
            } catch (RuntimeException e) {
                throw ClientFailure.of(client.id(), task.round(), TaskContext.getPartitionId(), e);
            }
        }
    }

    /** After a round. */
    static final class AfterAnswers extends Rounds<RoundTask.Answer> {
        private static final long serialVersionUID = 1L;

        AfterAnswers(Parcel parcel) {
            super(parcel);
        }

        @Override
        RoundTask.Answer answer(Part part, Client client, RoundTask.Answer brought) {
            return part.run(client, brought.state());
        }
    }

    /** After a checkpoint. */
    static final class AfterFiles extends Rounds<FiledStates.Start> {
        private static final long serialVersionUID = 1L;

        AfterFiles(Parcel parcel) {
            super(parcel);
        }

        @Override
        RoundTask.Answer answer(Part part, Client client, FiledStates.Start brought) {
            return brought.moved() ? part.runMoved(client, brought.state()) : part.run(client, brought.state());
        }
    }
}
