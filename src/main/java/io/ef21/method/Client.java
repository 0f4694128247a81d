package io.ef21.method;

import io.ef21.data.Columns;
import io.ef21.objective.Objective;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A client: its number, its function, and where its columns are among those of the server.
 *
 * @param id from 0
 * @param objective f_i, on the columns the client owns
 * @param positions place of every owned column among the server's, ascending; null when the client owns all of them
 * @param serverSize the number of columns of the server
 */
public record Client(int id, Objective objective, int @Nullable [] positions, int serverSize) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The entries of a vector of the server at this client's columns. */
    public double[] gather(double[] vector) {
        if (positions == null) {
            return vector;
        }
        double[] gathered = new double[positions.length];
        for (int j = 0; j < positions.length; j++) {
            gathered[j] = vector[positions[j]];
        }
        return gathered;
    }

    /** A client that finds its columns among the server's. */
    public static Client of(int id, Objective objective, Columns server) {
        return new Client(id, objective, objective.columns().positionsIn(server), server.size());
    }
}
