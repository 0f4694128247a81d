package io.ef21.bench;

import io.ef21.Problems;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import io.ef21.spark.TestSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a round costs beside an empty Spark job of as many tasks: 20 clients with tiny shards, the two interleaved, medians
 * of the later half. {@code submit/overhead.sh [ROUNDS]} runs it.
 */
public final class OverheadBenchmark {
    private OverheadBenchmark() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        JavaSparkContext spark = TestSpark.context();
        List<Objective> clients = Problems.oneHot(400, 20, new Regularizer.L2(0.01));
        for (int partitions : new int[] {2, 20, 2, 20}) {
            measure(spark, clients, partitions, rounds);
        }
        spark.stop();
    }

    private static void measure(JavaSparkContext spark, List<Objective> clients, int partitions, int rounds) {
        JavaRDD<Integer> empty = spark.parallelize(Arrays.asList(new Integer[partitions]), partitions)
                .cache();
        empty.count();
        double[] job = new double[rounds + 1];
        double[] round = new double[rounds + 1];
        long[] ended = {System.nanoTime()};
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, clients, partitions), 0)) {
            new Training(Problems.options("ef21", "topk:1", "theory", rounds).withEvaluation(0))
                    .run(engine, (RoundRecord record) -> {
                        long start = System.nanoTime();
                        round[record.round()] = (start - ended[0]) / 1e6;
                        empty.count();
                        ended[0] = System.nanoTime();
                        job[record.round()] = (ended[0] - start) / 1e6;
                    });
        }
        empty.unpersist();
        double a = median(round, rounds / 2, rounds);
        double b = median(job, rounds / 2, rounds);
        System.out.printf(
                Locale.ROOT,
                "%2d partitions: round %.2f ms, empty job %.2f ms, ratio %.2f; round in the first quarter %.2f ms, in the"
                        + " last %.2f ms%n",
                partitions,
                a,
                b,
                a / b,
                median(round, 0, rounds / 4),
                median(round, 3 * rounds / 4, rounds));
    }

    private static double median(double[] values, int from, int to) {
        double[] part = Arrays.copyOfRange(values, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }
}
