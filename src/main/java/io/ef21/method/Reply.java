package io.ef21.method;

import io.ef21.wire.Message;
import java.util.List;

/**
 * What a mechanism does at a client in one round.
 *
 * @param memory after the round
 * @param message what is sent
 * @param distortion ||c_i - s_i||^2 for c_i, what the server's estimate is the weighted sum of; NaN where a mechanism does
 *     not know it
 * @param estimate c_i; anything where the distortion is NaN
 */
public record Reply(List<Stored> memory, Message message, double distortion, double[] estimate) {
    /** The reply of a mechanism whose memory is c_i. */
    public static Reply remembered(double[] estimate, Message message, double distortion) {
        return new Reply(List.of(new Stored.Wide(estimate)), message, distortion, estimate);
    }

    /** The reply of a mechanism that does not know its distortion. */
    public static Reply uncertain(List<Stored> memory, Message message) {
        return new Reply(memory, message, Double.NaN, new double[0]);
    }
}
