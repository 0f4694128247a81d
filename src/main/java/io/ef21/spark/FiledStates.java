package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.run.StateFiles;
import io.ef21.run.Variables;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Client states from a checkpoint. This cuts the lineage: nothing before the checkpoint is ever computed again. Where the
 * same states are still cached, no file is read.
 */
final class FiledStates extends RDD<FiledStates.Start> {
    private static final long serialVersionUID = 1L;
    private static final int NO_CACHE = -1;

    private final int cached;
    private final Broadcast<Source> source;
    private final Broadcast<SerializableConfiguration> filesystem;

    /**
     * What a client goes on from.
     *
     * @param moved whether its model has already taken the step that the next downlink tells
     */
    record Start(ClientState state, boolean moved) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The files, as executors see them: each of them reads z at most once, when a first client needs it. */
    static final class Source implements Serializable {
        private static final long serialVersionUID = 1L;

        private final StateFiles files;
        private transient @Nullable Variables variables;

        Source(StateFiles files) {
            this.files = files;
        }

        private synchronized Variables variables(int size, Configuration filesystem) {
            Variables known = variables;
            if (known == null) {
                try {
                    known = files.readVariables(size, filesystem);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read the variables of " + files.folder(), e);
                }
                variables = known;
            }
            return known;
        }

        private SortedMap<Integer, ClientState> statesWith(int client, Configuration filesystem) {
            try {
                return files.readStatesWith(client, filesystem);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the state of client " + client, e);
            }
        }
    }

    private FiledStates(
            RDD<Client> clients,
            int cached,
            Broadcast<Source> source,
            Broadcast<SerializableConfiguration> filesystem) {
        super(clients, Scala.tag(Start.class));
        this.cached = cached;
        this.source = source;
        this.filesystem = filesystem;
    }

    /**
     * The states in a checkpoint.
     *
     * @param cached the answers that the files hold the states of, as long as they are cached; null where there are none
     */
    static JavaRDD<Start> of(
            JavaRDD<Client> clients,
            @Nullable JavaRDD<RoundTask.Answer> cached,
            Broadcast<Source> source,
            Broadcast<SerializableConfiguration> filesystem) {
        return new FiledStates(clients.rdd(), cached == null ? NO_CACHE : cached.id(), source, filesystem).toJavaRDD();
    }

    @Override
    public Partition[] getPartitions() {
        return firstParent(Scala.tag(Client.class)).partitions();
    }

    @Override
    public scala.collection.Iterator<Start> compute(Partition split, TaskContext context) {
        Iterator<RoundTask.Answer> block = cachedBlock(split.index());
        if (block != null) {
            return Scala.iterator(new Iterator<Start>() {
                @Override
                public boolean hasNext() {
                    return block.hasNext();
                }

                @Override
                public Start next() {
                    return new Start(block.next().state(), false);
                }
            });
        }
        RDD<Client> clients = firstParent(Scala.tag(Client.class));
        return Scala.iterator(new FromFiles(
                Scala.iterator(clients.iterator(split, context)),
                source.value(),
                filesystem.value().value()));
    }

    @SuppressWarnings("unchecked") // blocks of an RDD hold its elements
    private @Nullable Iterator<RoundTask.Answer> cachedBlock(int partition) {
        if (cached == NO_CACHE) {
            return null;
        }
        BlockId block = new RDDBlockId(cached, partition);
        Option<BlockResult> found = SparkEnv.get().blockManager().get(block, Scala.tag(RoundTask.Answer.class));
        return found.isEmpty()
                ? null
                : Scala.iterator((scala.collection.Iterator<RoundTask.Answer>)
                        (scala.collection.Iterator<?>) found.get().data());
    }

    /** Opens a file when the first of its clients is asked for. */
    private static final class FromFiles implements Iterator<Start> {
        private final Iterator<Client> clients;
        private final Source source;
        private final Configuration filesystem;
        private SortedMap<Integer, ClientState> open = new TreeMap<>();

        FromFiles(Iterator<Client> clients, Source source, Configuration filesystem) {
            this.clients = clients;
            this.source = source;
            this.filesystem = filesystem;
        }

        @Override
        public boolean hasNext() {
            return clients.hasNext();
        }

        @Override
        public Start next() {
            Client client = clients.next();
            ClientState state = open.get(client.id());
            if (state == null) {
                open = source.statesWith(client.id(), filesystem);
                state = open.get(client.id());
            }
            if (state == null) {
                throw new IllegalStateException("the checkpoint has no state of client " + client.id());
            }
            Variables known = source.variables(client.serverSize(), filesystem);
            double[] direction = known.direction();
            return new Start(
                    state.withModel(own(client, known.z()), direction == null ? null : own(client, direction)), true);
        }

        private static double[] own(Client client, double[] vector) {
            double[] own = client.gather(vector);
            return own == vector ? vector.clone() : own;
        }
    }
}
