package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import java.io.IOException;
import java.util.Arrays;
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

    /** Hadoop's configuration: the session's, or what Spark makes of {@code spark.hadoop.*} where there is none. */
    Configuration hadoop() {
        return session == null ? hadoopWithoutSession() : session.sparkContext().hadoopConfiguration();
    }

    /** What Spark makes of {@code spark.hadoop.*}, without Spark. */
    static Configuration hadoopWithoutSession() {
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
            Deal deal = Dealing.of(arguments, source.summary(), cores, hadoop());
            int partitions = arguments.partitionsFor(deal.split().clients(), cores);
            return new SparkEngine(
                    spark,
                    SparkClients.linear(source, deal, arguments.loss(), arguments.clientRegularizer(), partitions),
                    arguments.treeDepth());
        }
    }

    private RowSource rows(JavaSparkContext spark) throws IOException {
        GeneratedRows generated = arguments.generated();
        return generated == null
                ? RowSource.libsvm(spark, arguments.data(), arguments.features())
                : RowSource.generated(spark, generated);
    }

    private Engine localEngine() throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        return LocalEngine.of(LocalRows.read(arguments, hadoop()).objectives(arguments, cores), cores);
    }
}
