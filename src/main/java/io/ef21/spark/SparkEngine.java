package io.ef21.spark;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.objective.Objective;
import io.ef21.objective.Scaling;
import io.ef21.run.CheckpointOptions;
import io.ef21.run.Engine;
import io.ef21.run.Gathered;
import io.ef21.run.Moved;
import io.ef21.run.PartialSum;
import io.ef21.run.Population;
import io.ef21.run.RoundRecord;
import io.ef21.run.StateFile;
import io.ef21.run.StateFiles;
import io.ef21.run.Summation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The engine on Spark. Clients are a cached RDD; the states after a round are the cached RDD {@code
 * clients.zipPartitions(states)}, and a round is one job over it that also aggregates the messages.
 *
 * <p>Lineage is always cut. Where the training is saved, every checkpoint does it: whatever is lost later is
 * computed from its files. Otherwise it is cut every {@link #TRUNCATE_EVERY} rounds by a local checkpoint, on
 * replicated blocks unless everything is in one JVM. What rounds since the last cut need (the states at the cut, the
 * downlinks) stays available until the next one, so Spark can recompute a lost partition, to the same bits. Not
 * thread-safe: one engine, one training, one thread.
 */
public final class SparkEngine implements Engine {
    /** Rounds between two cuts of the lineage where no files do it. */
    static final int TRUNCATE_EVERY = 10;

    /**
     * Larger downlinks are broadcast; smaller ones ride in the task, together with those since the last cut. Measured on two
     * cores: no difference at 8 and 64 KB, broadcast 1.3 times faster at 512 KB.
     */
    static final int CLOSURE_BYTES = 64 * 1024;

    private final JavaSparkContext spark;
    private final SparkPopulation members;
    private final StorageLevel storage;
    private final FitJobs jobs;
    private final TransportMeter meter;
    private final Aggregation aggregation;

    /** What the next round starts from: the answers of the last one, else states from files, else nothing. */
    private @Nullable JavaRDD<RoundTask.Answer> answers;

    private @Nullable JavaRDD<FiledStates.Start> filed;

    /** Answers whose states are in files: until the next round has taken them up, they need not be read. */
    private @Nullable JavaRDD<RoundTask.Answer> answersInFiles;

    private @Nullable JavaRDD<RoundTask.Answer> answersAtCut;
    private final List<Broadcast<?>> sinceCut = new ArrayList<>();
    private @Nullable Broadcast<SerializableConfiguration> filesystem;
    private @Nullable Broadcast<Scaling> scaling;
    private @Nullable Scaling scalingSent;
    private int roundsSinceCut;
    private boolean saved;

    /**
     * An engine over clients, which it caches until it is closed.
     *
     * @param objectives functions of consecutive clients to a partition, in order, see {@link SparkClients}
     * @param treeDepth of the aggregation, 1 to 3; 0 chooses
     */
    public SparkEngine(JavaSparkContext spark, JavaRDD<Objective> objectives, int treeDepth) {
        if (spark.getConf().get("spark.serializer", "").endsWith("KryoSerializer")) {
            throw new InvalidInputException(
                    "spark.serializer is Kryo's, which cannot read Java records: start the session with"
                            + " spark.serializer=org.apache.spark.serializer.JavaSerializer");
        }
        this.spark = spark;
        this.storage = spark.isLocal() ? StorageLevel.MEMORY_AND_DISK() : StorageLevel.MEMORY_AND_DISK_2();
        this.jobs = new FitJobs(spark);
        this.meter = new TransportMeter(jobs.fit());
        spark.sc().addSparkListener(meter);
        try {
            this.members = jobs.reading(() -> SparkPopulation.of(spark, objectives));
        } catch (Throwable e) {
            spark.sc().removeSparkListener(meter);
            throw e;
        }
        this.aggregation = new Aggregation(spark, treeDepth);
    }

    @Override
    public Population population() {
        return members.population();
    }

    @Override
    public <T> List<T> ask(Question<T> question) {
        return jobs.run(
                "constants", () -> members.clients().map(question::answer).collect());
    }

    @Override
    public void reset(boolean filesWillCut) {
        release();
        releaseShared();
        saved = filesWillCut;
    }

    @Override
    public Gathered round(RoundTask task, Summation summation) {
        JavaRDD<RoundTask.Answer> next =
                next(task).setName("ef21 states after round " + task.round()).persist(storage);
        boolean cut = ++roundsSinceCut == (saved ? CheckpointOptions.LONGEST_INTERVAL + 1 : TRUNCATE_EVERY);
        if (cut) {
            next.rdd().localCheckpoint();
        }
        PartialSum sum;
        try {
            sum = jobs.round(task.round(), () -> aggregation.collect(next, summation));
        } catch (Exception e) {
            next.unpersist(false);
            throw ClientFailure.translated("round " + task.round(), e);
        }
        if (answers != null && answers != answersAtCut) {
            answers.unpersist(false);
        }
        if (answersInFiles != null) {
            answersInFiles.unpersist(false);
            answersInFiles = null;
        }
        answers = next;
        if (cut) {
            releaseBefore(next);
        }
        return sum.total(summation);
    }

    @Override
    public List<StateFile> save(Path folder, Configuration configuration) throws IOException {
        JavaRDD<RoundTask.Answer> states = answers;
        if (states == null) {
            throw new IllegalStateException("there are no states before round 0");
        }
        return jobs.run(
                "checkpoint " + folder.getName(), () -> SavedStates.write(states, folder, filesystem(configuration)));
    }

    @Override
    public void saved(StateFiles files, Configuration configuration) {
        JavaRDD<RoundTask.Answer> states = answers;
        answersAtCut = answersAtCut == states ? null : answersAtCut;
        answers = null;
        release();
        answersInFiles = states;
        goOnFrom(files, configuration);
    }

    @Override
    public void restore(StateFiles files, Configuration configuration) {
        release();
        goOnFrom(files, configuration);
    }

    private void goOnFrom(StateFiles files, Configuration configuration) {
        Broadcast<FiledStates.Source> source = spark.broadcast(new FiledStates.Source(files));
        sinceCut.add(source);
        filed = FiledStates.of(members.clients(), answersInFiles, source, filesystem(configuration))
                .setName("ef21 states from " + files.folder());
    }

    @Override
    public void recorded(RoundRecord record) {
        jobs.recorded(record);
    }

    @Override
    public Moved moved(boolean complete) {
        if (complete) {
            try {
                spark.sc().listenerBus().waitUntilEmpty();
            } catch (TimeoutException e) {
                throw new IllegalStateException("Spark's listener bus is stuck", e);
            }
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
        // an interrupted thread cannot talk to Spark
        boolean interrupted = Thread.interrupted();
        try {
            jobs.cancel();
            release();
            releaseShared();
            aggregation.release();
            members.release();
            spark.sc().removeSparkListener(meter);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The clients, cached, in order. */
    JavaRDD<Client> clients() {
        return members.clients();
    }

    /** Where what a round makes is kept. */
    StorageLevel storage() {
        return storage;
    }

    /** A value for all tasks, counted. */
    <T> Broadcast<T> broadcast(T value, long bytes) {
        meter.broadcast(bytes);
        return spark.broadcast(value);
    }

    /** The jobs of this fit. */
    FitJobs jobs() {
        return jobs;
    }

    private JavaRDD<RoundTask.Answer> next(RoundTask task) {
        Rounds.Parcel parcel = packed(task);
        JavaRDD<Client> clients = members.clients();
        JavaRDD<RoundTask.Answer> last = answers;
        if (last != null) {
            return zipped(clients, last, RoundTask.Answer.class, new Rounds.AfterAnswers(parcel));
        }
        JavaRDD<FiledStates.Start> files = filed;
        if (files != null) {
            return zipped(clients, files, FiledStates.Start.class, new Rounds.AfterFiles(parcel));
        }
        // the first round has no downlink
        return clients.map(client -> new Rounds.Part(parcel.unpacked())
                .run(client, ClientState.initial(client, parcel.task().method())));
    }

    private Rounds.Parcel packed(RoundTask task) {
        byte[] downlink = task.downlink();
        Broadcast<byte[]> broadcast = null;
        if (downlink != null && downlink.length > CLOSURE_BYTES) {
            broadcast = spark.broadcast(downlink);
            meter.broadcast(downlink.length);
            sinceCut.add(broadcast);
        }
        Broadcast<Scaling> scale = scaling(task.scaling());
        return new Rounds.Parcel(task.with(null, broadcast == null ? downlink : null), broadcast, scale);
    }

    /** The scaling is the same in all rounds of a training: it is broadcast once, and kept as long. */
    private @Nullable Broadcast<Scaling> scaling(@Nullable Scaling wanted) {
        if (wanted == null) {
            return null;
        }
        Broadcast<Scaling> sent = scaling;
        if (sent == null || !wanted.equals(scalingSent)) {
            sent = spark.broadcast(wanted);
            meter.broadcast(wanted.halves().length);
            scaling = sent;
            scalingSent = wanted;
        }
        return sent;
    }

    /** A training has one configuration of its checkpoints' filesystem. */
    private Broadcast<SerializableConfiguration> filesystem(Configuration configuration) {
        Broadcast<SerializableConfiguration> sent = filesystem;
        if (sent == null) {
            sent = spark.broadcast(new SerializableConfiguration(configuration));
            filesystem = sent;
        }
        return sent;
    }

    private static <S> JavaRDD<RoundTask.Answer> zipped(
            JavaRDD<Client> clients, JavaRDD<S> before, Class<S> type, Rounds<S> rounds) {
        return clients.rdd()
                .zipPartitions(before.rdd(), rounds, Scala.tag(type), Scala.tag(RoundTask.Answer.class))
                .toJavaRDD();
    }

    /** Frees what only rounds before a cut needed. */
    private void releaseBefore(JavaRDD<RoundTask.Answer> cut) {
        if (answersAtCut != null) {
            answersAtCut.unpersist(false);
        }
        answersAtCut = cut;
        roundsSinceCut = 0;
        sinceCut.forEach(Broadcast::destroy);
        sinceCut.clear();
    }

    private void releaseShared() {
        if (scaling != null) {
            scaling.destroy();
        }
        if (filesystem != null) {
            filesystem.destroy();
        }
        scaling = null;
        scalingSent = null;
        filesystem = null;
    }

    private void release() {
        if (answers != null) {
            answers.unpersist(false);
        }
        if (answersAtCut != null && answersAtCut != answers) {
            answersAtCut.unpersist(false);
        }
        if (answersInFiles != null) {
            answersInFiles.unpersist(false);
        }
        answers = null;
        answersAtCut = null;
        answersInFiles = null;
        filed = null;
        roundsSinceCut = 0;
        sinceCut.forEach(Broadcast::destroy);
        sinceCut.clear();
    }
}
