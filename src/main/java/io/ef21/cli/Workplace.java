package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.gossip.LocalNeighbours;
import io.ef21.gossip.Neighbours;
import io.ef21.objective.ClientFunctions;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.RowProblem;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import io.ef21.spark.FitGroup;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import io.ef21.spark.SparkNeighbours;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Where a training takes place: this JVM, or a Spark session that is stopped at the end. */
final class Workplace implements AutoCloseable {
    private final TrainArguments arguments;
    private @Nullable SparkPlace place;
    private @Nullable FitGroup group;
    private @Nullable Deal deal;

    private Workplace(TrainArguments arguments) {
        this.arguments = arguments;
    }

    static Workplace open(TrainArguments arguments) {
        Workplace workplace = new Workplace(arguments);
        if (arguments.spark()) {
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(
                    workplace.session(arguments.master()).sparkContext());
            workplace.group = FitGroup.enter(spark, "ef21-train");
        }
        return workplace;
    }

    /** The clients of a new engine: data is read and dealt to them, or their functions are made. */
    Engine engine() throws IOException {
        if (arguments.problem() instanceof GeneratedProblem problem) {
            return generatedEngine(problem);
        }
        RowProblem problem = (RowProblem) arguments.problem();
        return arguments.spark() ? sparkEngine(problem) : localEngine(problem);
    }

    /** How the rows were dealt; null before, and where there are none. */
    @Nullable
    Deal deal() {
        return deal;
    }

    /** Lets the clients of an engine of this place write to each other. */
    Neighbours neighbours(Engine engine) {
        return engine instanceof SparkEngine spark ? new SparkNeighbours(spark) : new LocalNeighbours(engine);
    }

    /** Hadoop's configuration: the session's, or what Spark makes of {@code spark.hadoop.*} where there is none. */
    Configuration hadoop() {
        return place == null
                ? hadoopWithoutSession()
                : place.session().sparkContext().hadoopConfiguration();
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
        if (group != null) {
            group.close();
        }
        if (place != null) {
            place.close();
        }
    }

    private SparkSession session(String master) {
        SparkPlace open = place;
        if (open == null) {
            open = SparkPlace.open("ef21 train", master);
            place = open;
        }
        return open.session();
    }

    private Engine generatedEngine(GeneratedProblem problem) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (!arguments.spark()) {
            return LocalEngine.of(LocalRows.made(arguments, problem, cores), cores);
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session().sparkContext());
        int slots = spark.defaultParallelism();
        int n = arguments.clientsFor(slots, slots);
        ClientFunctions functions = problem.clients(n, arguments.clientRegularizer());
        return new SparkEngine(
                spark,
                SparkClients.generated(spark, functions, n, arguments.partitionsFor(n, slots)),
                arguments.treeDepth());
    }

    private Engine sparkEngine(RowProblem problem) throws IOException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session().sparkContext());
        int cores = spark.defaultParallelism();
        try (RowSource source = rows(spark)) {
            Deal dealt = Dealing.of(
                    arguments, problem, source.summary(), source.clientNames().size(), cores, hadoop());
            deal = dealt;
            int partitions = arguments.partitionsFor(dealt.split().clients(), cores);
            return new SparkEngine(
                    spark,
                    SparkClients.onRows(source, dealt, problem, arguments.clientRegularizer(), partitions),
                    arguments.treeDepth());
        }
    }

    private RowSource rows(JavaSparkContext spark) throws IOException {
        GeneratedRows generated = arguments.generated();
        if (generated != null) {
            return RowSource.generated(spark, generated);
        }
        return arguments.input().format() == DataFormat.LIBSVM
                ? RowSource.libsvm(spark, arguments.data(), arguments.features())
                : TableRows.read(session(), arguments.input());
    }

    private Engine localEngine(RowProblem problem) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        LocalRows rows = LocalRows.read(arguments, hadoop());
        Deal dealt = rows.deal(arguments, problem, cores);
        deal = dealt;
        return LocalEngine.of(rows.objectives(arguments, problem, dealt), cores);
    }
}
