package io.ef21.spark;

import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.objective.ClientFunctions;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The functions of the clients as an RDD: partition p holds those of consecutive clients, in order. */
public final class SparkClients {
    private SparkClients() {}

    /**
     * Clients with functions of rows of a source.
     *
     * @param deal who owns which row, and what becomes of labels
     * @param problem what the functions are
     * @param regularizer at the clients
     * @param partitions at most the number of clients
     */
    public static JavaRDD<Objective> onRows(
            RowSource source, Deal deal, RowProblem problem, Regularizer regularizer, int partitions) {
        long[] rowsBefore = source.rowsBefore();
        JavaPairRDD<Integer, Deal.Piece> pieces = source.splits()
                .mapPartitionsWithIndex(
                        (partition, splits) -> {
                            List<Tuple2<Integer, Deal.Piece>> dealt = new ArrayList<>();
                            long row = rowsBefore[partition];
                            while (splits.hasNext()) {
                                ReadSplit split = splits.next();
                                deal.pieces(row, split.requireRows())
                                        .forEach((client, piece) -> dealt.add(new Tuple2<>(client, piece)));
                                row += split.summary().rows();
                            }
                            return dealt.iterator();
                        },
                        false)
                .mapToPair(piece -> piece);
        return pieces.partitionBy(partitioner(deal.split().clients(), partitions))
                .mapPartitions(dealt -> assemble(dealt, deal, problem, regularizer), true);
    }

    /** n clients with functions that are made where the clients are. */
    public static JavaRDD<Objective> generated(
            JavaSparkContext spark, ClientFunctions functions, int n, int partitions) {
        List<Tuple2<Integer, Integer>> numbers = new ArrayList<>();
        for (int client = 0; client < n; client++) {
            numbers.add(new Tuple2<>(client, client));
        }
        return spark.parallelizePairs(numbers, Math.max(1, partitions))
                .partitionBy(partitioner(n, partitions))
                .mapPartitions(
                        it -> {
                            TreeSet<Integer> clients = new TreeSet<>();
                            it.forEachRemaining(entry -> clients.add(entry._1()));
                            return clients.stream().map(functions::of).iterator();
                        },
                        true);
    }

    /** Clients with functions made on the driver. */
    public static JavaRDD<Objective> of(JavaSparkContext spark, List<? extends Objective> objectives, int partitions) {
        List<Tuple2<Integer, Objective>> numbered = new ArrayList<>();
        for (Objective objective : objectives) {
            numbered.add(new Tuple2<>(numbered.size(), objective));
        }
        return spark.parallelizePairs(numbered, Math.max(1, partitions))
                .partitionBy(partitioner(objectives.size(), partitions))
                .mapPartitions(
                        it -> {
                            TreeMap<Integer, Objective> ordered = new TreeMap<>();
                            it.forEachRemaining(entry -> ordered.put(entry._1(), entry._2()));
                            return ordered.values().iterator();
                        },
                        true);
    }

    /** One client after the other, each forgetting its pieces once its shard stands. */
    private static Iterator<Objective> assemble(
            Iterator<Tuple2<Integer, Deal.Piece>> dealt, Deal deal, RowProblem problem, Regularizer regularizer) {
        TreeMap<Integer, List<Deal.Piece>> pieces = new TreeMap<>();
        while (dealt.hasNext()) {
            Tuple2<Integer, Deal.Piece> entry = dealt.next();
            pieces.computeIfAbsent(entry._1(), client -> new ArrayList<>()).add(entry._2());
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !pieces.isEmpty();
            }

            @Override
            public Objective next() {
                var own = pieces.pollFirstEntry();
                return problem.client(
                        deal.shard(own.getKey(), own.getValue()), deal.labels(), regularizer, deal.intercept());
            }
        };
    }

    private static ClientPartitioner partitioner(int clients, int partitions) {
        if (partitions < 1 || partitions > clients) {
            throw new InvalidInputException("--partitions must be between 1 and the number of clients, %d (got %d)"
                    .formatted(clients, partitions));
        }
        return new ClientPartitioner(clients, partitions);
    }
}
