package io.ef21.spark;

import io.ef21.data.InvalidInputException;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/**
 * Minimizes the mean of functions that clients have: f = 1/n sum f_i, plus a regularizer.
 *
 * <pre>{@code
 * JavaRDD<Objective> clients = shards.map(shard -> Objective.of(d, (x, gradient) -> lossAndGradient(shard, x, gradient)));
 * Minimized minimized = EF21.minimize(clients, "auto", Map.of("regularizer", "l2:1e-3"));
 * }</pre>
 *
 * <p>Methods are those of {@code ef21 methods}, and auto. Options are those of {@code ef21 train --help}, without dashes,
 * less those about data, files of models and pictures; values are text, or numbers. Defaults are those of the command
 * line. Elements of an RDD are one client each, numbered in their order; the RDD is evaluated once, and cached. It has to give
 * the same functions when Spark computes a part of it again.
 *
 * <p>All methods throw {@link InvalidInputException}, whose message says in one sentence what cannot be and what would be
 * right, and {@link ClientFailure} where a client's function threw. A run that diverges is no error: it says so in {@link
 * Minimized#reason}. Results depend on the arguments alone, to the last bit, and are the same for an RDD and a list.
 * Thread-safe.
 */
public final class EF21 {
    private EF21() {}

    /** Minimizes on Spark from x^0 = 0. */
    public static Minimized minimize(JavaRDD<? extends Objective> clients, String method, Map<String, ?> options) {
        return onSpark(clients, method, options, null);
    }

    /**
     * Minimizes on Spark.
     *
     * @param start x^0, an entry for every variable; not modified
     */
    public static Minimized minimize(
            JavaRDD<? extends Objective> clients, String method, Map<String, ?> options, double[] start) {
        return onSpark(clients, method, options, start);
    }

    /** The same for those who have Scala's RDD. */
    public static Minimized minimize(RDD<? extends Objective> clients, String method, Map<String, ?> options) {
        return onSpark(clients.toJavaRDD(), method, options, null);
    }

    /** The same for those who have Scala's RDD. */
    public static Minimized minimize(
            RDD<? extends Objective> clients, String method, Map<String, ?> options, double[] start) {
        return onSpark(clients.toJavaRDD(), method, options, start);
    }

    /** Minimizes in this JVM, without Spark, from x^0 = 0. */
    public static Minimized minimize(List<? extends Objective> clients, String method, Map<String, ?> options) {
        return here(clients, method, options, null);
    }

    /** Minimizes in this JVM, without Spark. */
    public static Minimized minimize(
            List<? extends Objective> clients, String method, Map<String, ?> options, double[] start) {
        return here(clients, method, options, start);
    }

    @SuppressWarnings("try") // the group is only left
    private static Minimized onSpark(
            JavaRDD<? extends Objective> clients, String method, Map<String, ?> options, double @Nullable [] start) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(clients.context());
        return said(() -> {
            Minimization task = Minimization.of(true, method, options, start);
            Regularizer regularizer = task.regularizer();
            JavaRDD<Objective> functions = clients.map(client -> RegularizedObjective.of(client, regularizer));
            try (FitGroup group = FitGroup.enter(spark, "ef21-minimize");
                    SparkEngine engine = new SparkEngine(spark, functions, task.treeDepth())) {
                return task.run(engine, spark.hadoopConfiguration());
            }
        });
    }

    private static Minimized here(
            List<? extends Objective> clients, String method, Map<String, ?> options, double @Nullable [] start) {
        return said(() -> {
            Minimization task = Minimization.of(false, method, options, start);
            List<Objective> functions = new ArrayList<>();
            clients.forEach(client -> functions.add(RegularizedObjective.of(client, task.regularizer())));
            try (Engine engine = LocalEngine.of(functions, Runtime.getRuntime().availableProcessors())) {
                return task.run(engine, new Configuration());
            }
        });
    }

    /** Something that may fail. */
    private interface Work {
        Minimized run() throws IOException;
    }

    /** Bad input in terms of options as they are named here. */
    private static Minimized said(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            InvalidInputException input = InvalidInputException.behind(e);
            throw input == null
                    ? e
                    : new InvalidInputException(Minimization.withoutDashes(String.valueOf(input.getMessage())), e);
        }
    }
}
