package io.ef21.cli;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Labels;
import io.ef21.data.LibsvmReader;
import io.ef21.data.RealLabels;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import io.ef21.data.Split;
import io.ef21.data.ThirdLabel;
import io.ef21.gossip.LocalNeighbours;
import io.ef21.gossip.Neighbours;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import io.ef21.spark.SparkNeighbours;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Where a training takes place: this JVM, or a Spark session that is stopped at the end. */
final class Workplace implements AutoCloseable {
    private static final int SETTLING_TRIES = 40;
    private static final int SETTLING_MILLIS = 25;

    private final TrainArguments arguments;
    private @Nullable SparkSession session;

    private Workplace(TrainArguments arguments) {
        this.arguments = arguments;
    }

    static Workplace open(TrainArguments arguments) {
        Workplace workplace = new Workplace(arguments);
        if (arguments.spark()) {
            workplace.session(arguments.master());
        }
        return workplace;
    }

    /** Reads the data and deals it to the clients of a new engine. */
    Engine engine() throws IOException {
        return arguments.spark() ? sparkEngine() : localEngine();
    }

    /** Lets the clients of an engine of this place write to each other. */
    Neighbours neighbours(Engine engine) {
        return engine instanceof SparkEngine spark ? new SparkNeighbours(spark) : new LocalNeighbours(engine);
    }

    /** Hadoop's configuration: the session's, or what Spark makes of {@code spark.hadoop.*} where there is none. */
    Configuration hadoop() {
        if (session != null) {
            return session.sparkContext().hadoopConfiguration();
        }
        Configuration configuration = new Configuration();
        for (Tuple2<String, String> option : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            configuration.set(option._1(), option._2());
        }
        return configuration;
    }

    /** The session; one on this JVM where training needs none. */
    SparkSession session() {
        return session(arguments.spark() ? arguments.master() : "local[1]");
    }

    @Override
    public void close() {
        if (session != null) {
            settle(session.sparkContext());
            session.stop();
        }
    }

    /** After a failure, tasks that still run would complain about a session that is gone; they end in a moment. */
    private static void settle(SparkContext spark) {
        try {
            for (int tries = 0; tries < SETTLING_TRIES; tries++) {
                if (Arrays.stream(spark.statusTracker().getExecutorInfos())
                        .allMatch(executor -> executor.numRunningTasks() == 0)) {
                    return;
                }
                Thread.sleep(SETTLING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SparkSession session(String master) {
        if (session == null) {
            SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "ef21 train");
            if (!master.isEmpty()) {
                conf.setMaster(master);
            }
            conf.setIfMissing("spark.master", "local[*]");
            try {
                session = SparkSession.builder().config(conf).getOrCreate();
            } catch (Exception e) {
                throw new InvalidInputException(
                        "cannot start Spark on --master " + conf.get("spark.master") + ": " + e.getMessage(), e);
            }
        }
        return session;
    }

    private Engine sparkEngine() throws IOException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session().sparkContext());
        int cores = spark.defaultParallelism();
        try (RowSource source = rows(spark)) {
            Deal deal = deal(source.summary(), cores);
            int partitions = arguments.partitionsFor(deal.split().clients(), cores);
            return new SparkEngine(
                    spark,
                    SparkClients.linear(source, deal, arguments.loss(), arguments.clientRegularizer(), partitions),
                    arguments.treeDepth());
        }
    }

    private RowSource rows(JavaSparkContext spark) throws IOException {
        return isGenerated()
                ? RowSource.generated(spark, generated())
                : RowSource.libsvm(spark, arguments.data(), arguments.features());
    }

    private Engine localEngine() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        List<RowBlock> blocks = isGenerated()
                ? List.of(generated().block(0, generated().rows()))
                : LibsvmReader.read(arguments.data(), arguments.features(), hadoop());
        RowSummary summary = blocks.stream().map(RowSummary::of).reduce(RowSummary.EMPTY, RowSummary::and);
        List<Objective> objectives = deal(summary, cores).shards(blocks).stream()
                .map(arguments.loss()::on)
                .map(loss -> RegularizedObjective.of(loss, arguments.clientRegularizer()))
                .toList();
        return LocalEngine.of(objectives, cores);
    }

    private boolean isGenerated() {
        return arguments.data().startsWith(GeneratedRows.SCHEME);
    }

    private GeneratedRows generated() {
        return GeneratedRows.parse(arguments.data(), arguments.options().seed());
    }

    private Deal deal(RowSummary summary, int cores) throws IOException {
        String source = "--data " + arguments.data();
        int width = isGenerated() ? generated().features() : summary.width();
        int features = Math.max(arguments.features(), width);
        if (features == 0) {
            throw new InvalidInputException(source + " has no features: every row is empty");
        }
        Split split = new Split(
                summary.rows(),
                arguments.clientsFor(summary.rows(), cores),
                arguments.shuffled(),
                arguments.options().seed());
        // without a server, clients speak of all columns
        boolean compact = arguments.clientRegularizer() instanceof Regularizer.None && arguments.topology() == null;
        return new Deal(split, features, compact, labels(summary, source), arguments.layout());
    }

    /** What becomes of the labels; for two classes the third value is looked up, so that its line can be named. */
    private Labels labels(RowSummary summary, String source) throws IOException {
        Loss loss = arguments.loss();
        if (!loss.binary()) {
            return new RealLabels();
        }
        if (summary.labels().length > 2 && !isGenerated()) {
            throw new InvalidInputException(
                    "%s: --objective %s needs exactly two, least-squares and huber take any numbers"
                            .formatted(ThirdLabel.in(arguments.data(), hadoop()), loss));
        }
        return BinaryLabels.of(summary.labels(), source);
    }
}
