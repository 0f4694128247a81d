package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Client;
import java.util.List;

/**
 * What the clients own.
 *
 * @param dimension d
 * @param rows of every client
 * @param nonzeros of all clients
 */
public record Population(int dimension, long[] rows, long nonzeros) {
    /** The population of clients in one JVM. */
    public static Population of(List<Client> clients) {
        int dimension = clients.get(0).objective().dimension();
        long[] rows = new long[clients.size()];
        long nonzeros = 0;
        for (Client client : clients) {
            if (client.objective().dimension() != dimension) {
                throw new InvalidInputException("client " + client.id() + " has "
                        + client.objective().dimension() + " columns, but client 0 has " + dimension);
            }
            rows[client.id()] = client.objective().rows();
            nonzeros += client.objective().nonzeros();
        }
        return new Population(dimension, rows, nonzeros);
    }

    /** n. */
    public int clients() {
        return rows.length;
    }

    /** Rows of all clients. */
    public long totalRows() {
        long total = 0;
        for (long r : rows) {
            total += r;
        }
        return total;
    }
}
