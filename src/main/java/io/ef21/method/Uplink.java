package io.ef21.method;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the server from one client in one round.
 *
 * @param report scalars
 * @param message the encoded correction, on the client's columns
 * @param gradient grad f_i(x) in rounds with an exact evaluation, else null
 */
public record Uplink(Report report, byte[] message, double @Nullable [] gradient) implements Serializable {
    private static final long serialVersionUID = 1L;
}
