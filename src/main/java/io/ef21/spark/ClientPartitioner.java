package io.ef21.spark;

import org.apache.spark.Partitioner;

/** Consecutive clients to a partition, as evenly as can be. */
final class ClientPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int clients;
    private final int partitions;

    ClientPartitioner(int clients, int partitions) {
        this.clients = clients;
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object client) {
        return (int) ((long) (Integer) client * partitions / clients);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientPartitioner p && p.clients == clients && p.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return 31 * clients + partitions;
    }
}
