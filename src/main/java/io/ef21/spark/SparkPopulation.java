package io.ef21.spark;

import io.ef21.data.Columns;
import io.ef21.method.Client;
import io.ef21.objective.Objective;
import io.ef21.run.Population;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Clients that know their place: the server learns the support of every client once, numbers the columns that occur, and
 * tells the clients. Supports travel encoded; no task holds an array over all features.
 *
 * @param clients cached
 * @param population what they own
 * @param columns the server's columns on their way to the clients; null when all features occur everywhere
 */
record SparkPopulation(JavaRDD<Client> clients, Population population, @Nullable Broadcast<byte[]> columns) {

    /**
     * @param features features of the problem
     * @param support encoded columns
     */
    private record Owned(int features, byte[] support, long rows, double weight, long nonzeros)
            implements Serializable {}

    static SparkPopulation of(JavaSparkContext spark, JavaRDD<Objective> objectives) {
        objectives.setName("ef21 shards").persist(StorageLevel.MEMORY_AND_DISK());
        try {
            return ofCached(spark, objectives);
        } finally {
            objectives.unpersist(false);
        }
    }

    private static SparkPopulation ofCached(JavaSparkContext spark, JavaRDD<Objective> objectives) {
        List<Owned> owned = objectives
                .map(o -> new Owned(o.columns().features(), o.columns().encode(), o.rows(), o.weight(), o.nonzeros()))
                .collect();
        List<Columns> supports = new ArrayList<>(owned.size());
        owned.forEach(o -> supports.add(Columns.decode(o.features(), o.support())));
        Population population = Population.of(
                supports,
                owned.stream().mapToLong(Owned::rows).toArray(),
                owned.stream().mapToDouble(Owned::weight).toArray(),
                owned.stream().mapToLong(Owned::nonzeros).sum());
        int features = population.features();
        int[] firstClients = firstClients(objectives);
        byte[] code = population.columns().encode();
        Broadcast<byte[]> columns = code.length == 0 ? null : spark.broadcast(code);
        JavaRDD<Client> clients = objectives
                .mapPartitionsWithIndex(
                        (partition, it) -> {
                            Columns server = Columns.decode(features, columns == null ? code : columns.value());
                            return numbered(firstClients[partition], it, server);
                        },
                        true)
                .setName("ef21 clients")
                .persist(StorageLevel.MEMORY_AND_DISK());
        SparkPopulation made = new SparkPopulation(clients, population, columns);
        try {
            clients.foreach(client -> {});
        } catch (Throwable e) {
            made.release();
            throw e;
        }
        return made;
    }

    void release() {
        clients.unpersist(false);
        if (columns != null) {
            columns.destroy();
        }
    }

    private static int[] firstClients(JavaRDD<Objective> objectives) {
        List<Integer> counts = objectives
                .mapPartitions(
                        it -> {
                            int count = 0;
                            for (; it.hasNext(); it.next()) {
                                count++;
                            }
                            return List.of(count).iterator();
                        },
                        true)
                .collect();
        int[] first = new int[counts.size()];
        for (int p = 1; p < first.length; p++) {
            first[p] = first[p - 1] + counts.get(p - 1);
        }
        return first;
    }

    private static Iterator<Client> numbered(int first, Iterator<Objective> objectives, Columns server) {
        return new Iterator<>() {
            private int id = first;

            @Override
            public boolean hasNext() {
                return objectives.hasNext();
            }

            @Override
            public Client next() {
                return Client.of(id++, objectives.next(), server);
            }
        };
    }
}
