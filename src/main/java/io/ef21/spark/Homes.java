package io.ef21.spark;

import io.ef21.method.Client;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;

/** Sends what is for a client to the partition in which it lives. */
final class Homes extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final int[] homes;

    private Homes(int partitions, int[] homes) {
        this.partitions = partitions;
        this.homes = homes;
    }

    /**
     * Where clients live.
     *
     * @param clients in the order of their numbers
     */
    static Homes of(JavaRDD<Client> clients) {
        List<Integer> homes = clients.mapPartitionsWithIndex(
                        (partition, living) -> {
                            List<Integer> here = new ArrayList<>();
                            living.forEachRemaining(client -> here.add(partition));
                            return here.iterator();
                        },
                        true)
                .collect();
        return new Homes(
                clients.getNumPartitions(),
                homes.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object client) {
        return homes[(Integer) client];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Homes h && h.partitions == partitions && Arrays.equals(h.homes, homes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(homes);
    }
}
