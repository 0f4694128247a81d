package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.objective.Objective;
import io.ef21.run.Engine;
import io.ef21.run.Gathered;
import io.ef21.run.Moved;
import io.ef21.run.PartialSum;
import io.ef21.run.Population;
import io.ef21.run.Summation;
import java.util.ArrayList;
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
 * clients.zipPartitions(states)}, and a round is one job over it that also aggregates the messages.
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
    private final SparkPopulation members;
    private final StorageLevel storage;
    private final String mark = UUID.randomUUID().toString();
    private final TransportMeter meter = new TransportMeter(mark);
    private final Aggregation aggregation;

    private @Nullable JavaRDD<RoundTask.Answer> answers;
    private @Nullable JavaRDD<RoundTask.Answer> answersAtCut;
    private final List<Broadcast<byte[]>> downlinks = new ArrayList<>();
    private int rounds;

    /**
     * An engine over clients, which it caches until it is closed.
     *
     * @param objectives functions of consecutive clients to a partition, in order, see {@link SparkClients}
     * @param treeDepth of the aggregation, 1 to 3; 0 chooses
     */
    public SparkEngine(JavaSparkContext spark, JavaRDD<Objective> objectives, int treeDepth) {
        this.spark = spark;
        this.storage = spark.isLocal() ? StorageLevel.MEMORY_AND_DISK() : StorageLevel.MEMORY_AND_DISK_2();
        spark.sc().addSparkListener(meter);
        mark("EF21: reading the data");
        this.members = SparkPopulation.of(spark, objectives);
        this.aggregation = new Aggregation(spark, treeDepth);
    }

    @Override
    public Population population() {
        return members.population();
    }

    @Override
    public List<double[]> ask(Question question) {
        mark("EF21: constants");
        return members.clients().map(question::answer).collect();
    }

    @Override
    public void reset() {
        release();
    }

    @Override
    public Gathered round(RoundTask task, Summation summation) {
        mark("EF21 round " + task.round());
        JavaRDD<RoundTask.Answer> next =
                next(task).setName("ef21 states after round " + task.round()).persist(storage);
        boolean cut = ++rounds % TRUNCATE_EVERY == 0;
        if (cut) {
            truncate(next);
        }
        PartialSum sum = aggregation.collect(next, summation);
        if (answers != null && answers != answersAtCut) {
            answers.unpersist(false);
        }
        answers = next;
        if (cut) {
            releaseBefore(next);
        }
        return sum.total(summation);
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
        return "Spark " + spark.version() + " on " + spark.master() + ", "
                + members.clients().getNumPartitions() + " partitions";
    }

    @Override
    public void close() {
        release();
        aggregation.release();
        members.release();
        spark.sc().removeSparkListener(meter);
        spark.setLocalProperty(TransportMeter.MARK, null);
        spark.sc().setJobDescription(null);
    }

    private void mark(String description) {
        spark.setLocalProperty(TransportMeter.MARK, mark);
        spark.sc().setJobDescription(description);
    }

    private JavaRDD<RoundTask.Answer> next(RoundTask task) {
        JavaRDD<Client> clients = members.clients();
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
}
