package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.method.Uplink;
import io.ef21.run.Engine;
import io.ef21.run.Moved;
import io.ef21.run.Population;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * The engine on Spark. Clients are a cached RDD; the states after a round are the cached RDD {@code
 * clients.zipPartitions(states)}, and a round is one job over it that also brings the messages to the driver.
 *
 * <p>Lineage is cut every {@link #TRUNCATE_EVERY} rounds: by a reliable checkpoint where the context has a checkpoint
 * directory, else by a local one, on replicated blocks unless everything is in one JVM. What rounds since the last cut
 * need (the states at the cut, the downlinks) stays available until the next one, so Spark can recompute a lost
 * partition, to the same bits. Not thread-safe: one engine, one training, one thread.
 */
public final class SparkEngine implements Engine {
    /** Rounds between two cuts of the lineage. */
    static final int TRUNCATE_EVERY = 10;

    /** Larger downlinks are broadcast; smaller ones ride in the task, together with those since the last cut. */
    static final int CLOSURE_BYTES = 32 * 1024;

    private final JavaSparkContext spark;
    private final JavaRDD<Client> clients;
    private final StorageLevel storage;
    private final Population population;
    private final String mark = UUID.randomUUID().toString();
    private final TransportMeter meter = new TransportMeter(mark);

    private @Nullable JavaRDD<RoundTask.Answer> answers;
    private @Nullable JavaRDD<RoundTask.Answer> answersAtCut;
    private final List<Broadcast<byte[]>> downlinks = new ArrayList<>();
    private int rounds;

    /**
     * An engine over clients, which it caches until it is closed.
     *
     * @param clients consecutive clients to a partition, in order, see {@link SparkClients}
     */
    public SparkEngine(JavaSparkContext spark, JavaRDD<Client> clients) {
        this.spark = spark;
        this.storage = SparkClients.storage(spark);
        this.clients = clients.setName("ef21 clients").persist(StorageLevel.MEMORY_AND_DISK());
        spark.sc().addSparkListener(meter);
        mark("EF21: reading the data");
        List<Owned> owned = this.clients
                .map(client -> new Owned(
                        client.objective().dimension(),
                        client.objective().rows(),
                        client.objective().nonzeros()))
                .collect();
        this.population = new Population(
                owned.get(0).dimension(),
                owned.stream().mapToLong(Owned::rows).toArray(),
                owned.stream().mapToLong(Owned::nonzeros).sum());
    }

    private record Owned(int dimension, long rows, long nonzeros) implements Serializable {}

    @Override
    public Population population() {
        return population;
    }

    @Override
    public List<double[]> ask(Question question) {
        mark("EF21: constants");
        return clients.map(question::answer).collect();
    }

    @Override
    public void reset() {
        release();
    }

    @Override
    public List<Uplink> round(RoundTask task) {
        mark("EF21 round " + task.round());
        JavaRDD<RoundTask.Answer> next =
                next(task).setName("ef21 states after round " + task.round()).persist(storage);
        boolean cut = ++rounds % TRUNCATE_EVERY == 0;
        if (cut) {
            truncate(next);
        }
        List<Uplink> none = new ArrayList<>();
        List<Uplink> uplinks =
                next.map(RoundTask.Answer::uplink).treeAggregate(none, SparkEngine::add, SparkEngine::merge, 1);
        uplinks.sort(Comparator.comparingInt(Uplink::client));
        if (answers != null && answers != answersAtCut) {
            answers.unpersist(false);
        }
        answers = next;
        if (cut) {
            releaseBefore(next);
        }
        return uplinks;
    }

    @Override
    public Moved moved() {
        try {
            spark.sc().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listener bus is stuck", e);
        }
        return meter.moved();
    }

    @Override
    public String describe() {
        return "Spark " + spark.version() + " on " + spark.master() + ", " + clients.getNumPartitions() + " partitions";
    }

    @Override
    public void close() {
        release();
        clients.unpersist(false);
        spark.sc().removeSparkListener(meter);
        spark.setLocalProperty(TransportMeter.MARK, null);
        spark.sc().setJobDescription(null);
    }

    private void mark(String description) {
        spark.setLocalProperty(TransportMeter.MARK, mark);
        spark.sc().setJobDescription(description);
    }

    private JavaRDD<RoundTask.Answer> next(RoundTask task) {
        JavaRDD<RoundTask.Answer> previous = answers;
        if (previous == null) {
            return clients.map(client -> task.run(client, ClientState.initial(client, task.method())));
        }
        byte[] downlink = task.downlink();
        if (downlink == null || downlink.length <= CLOSURE_BYTES) {
            return clients.zipPartitions(previous, (own, states) -> new Rounds(task, own, states));
        }
        Broadcast<byte[]> broadcast = spark.broadcast(downlink);
        downlinks.add(broadcast);
        RoundTask without = task.withDownlink(null);
        return clients.zipPartitions(
                previous, (own, states) -> new Rounds(without.withDownlink(broadcast.value()), own, states));
    }

    private void truncate(JavaRDD<RoundTask.Answer> states) {
        if (spark.getCheckpointDir().isPresent()) {
            states.checkpoint();
        } else {
            states.rdd().localCheckpoint();
        }
    }

    /** Frees what only rounds before a cut needed. */
    private void releaseBefore(JavaRDD<RoundTask.Answer> cut) {
        if (answersAtCut != null) {
            answersAtCut.unpersist(false);
        }
        answersAtCut = cut;
        downlinks.forEach(Broadcast::destroy);
        downlinks.clear();
    }

    private void release() {
        if (answers != null) {
            answers.unpersist(false);
        }
        if (answersAtCut != null && answersAtCut != answers) {
            answersAtCut.unpersist(false);
        }
        answers = null;
        answersAtCut = null;
        rounds = 0;
        downlinks.forEach(Broadcast::destroy);
        downlinks.clear();
    }

    private static List<Uplink> add(List<Uplink> collected, Uplink uplink) {
        collected.add(uplink);
        return collected;
    }

    private static List<Uplink> merge(List<Uplink> collected, List<Uplink> others) {
        collected.addAll(others);
        return collected;
    }
}
