package io.ef21.run;

import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;

/**
 * Who adds the regularizer: one of the two is none.
 *
 * @param path at the server
 * @param atClients of every client
 */
public record RegularizerPlace(RegularizationPath path, Regularizer atClients) {
    /** The regularizer at the server; the first of a path. */
    public Regularizer atServer() {
        return path.first();
    }
}
