package io.ef21.spark;

import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Client;
import io.ef21.objective.LogisticObjective;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Makes the RDD of clients: partition p holds consecutive clients, in order. */
public final class SparkClients {
    private SparkClients() {}

    /**
     * Logistic clients on rows of a source.
     *
     * @param deal who owns which row
     * @param regularizer at the clients
     * @param partitions at most the number of clients
     */
    public static JavaRDD<Client> logistic(RowSource source, Deal deal, Regularizer regularizer, int partitions) {
        ClientPartitioner partitioner = partitioner(deal.split().clients(), partitions);
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
        return pieces.groupByKey(partitioner)
                .mapPartitions(
                        grouped -> {
                            List<Client> clients = new ArrayList<>();
                            while (grouped.hasNext()) {
                                Tuple2<Integer, Iterable<Deal.Piece>> entry = grouped.next();
                                List<Deal.Piece> own = new ArrayList<>();
                                entry._2().forEach(own::add);
                                Objective loss = new LogisticObjective(deal.shard(entry._1(), own));
                                clients.add(new Client(entry._1(), RegularizedObjective.of(loss, regularizer)));
                            }
                            clients.sort(Comparator.comparingInt(Client::id));
                            return clients.iterator();
                        },
                        true);
    }

    /** Clients with functions made on the driver. */
    public static JavaRDD<Client> of(JavaSparkContext spark, List<? extends Objective> objectives, int partitions) {
        List<Tuple2<Integer, Objective>> numbered = new ArrayList<>();
        for (Objective objective : objectives) {
            numbered.add(new Tuple2<>(numbered.size(), objective));
        }
        return spark.parallelizePairs(numbered, Math.max(1, partitions))
                .partitionBy(partitioner(objectives.size(), partitions))
                .mapPartitions(
                        it -> {
                            List<Client> clients = new ArrayList<>();
                            it.forEachRemaining(entry -> clients.add(new Client(entry._1(), entry._2())));
                            clients.sort(Comparator.comparingInt(Client::id));
                            return clients.iterator();
                        },
                        true);
    }

    private static ClientPartitioner partitioner(int clients, int partitions) {
        if (partitions < 1 || partitions > clients) {
            throw new InvalidInputException("--partitions must be between 1 and the number of clients, %d (got %d)"
                    .formatted(clients, partitions));
        }
        return new ClientPartitioner(clients, partitions);
    }

    /** How clients and their states are cached: on two executors wherever one can be lost. */
    static StorageLevel storage(JavaSparkContext spark) {
        return spark.isLocal() ? StorageLevel.MEMORY_AND_DISK() : StorageLevel.MEMORY_AND_DISK_2();
    }
}
