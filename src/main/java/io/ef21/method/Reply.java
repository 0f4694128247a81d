package io.ef21.method;

import io.ef21.wire.Message;

/**
 * What a method does at a client in one round.
 *
 * @param memory the state after the round
 * @param message what is sent
 * @param distortion ||g_i - grad f_i(x)||^2 after the round, NaN for a method that does not estimate the gradient
 * @param estimate g_i; anything for a method that does not estimate the gradient
 */
public record Reply(double[] memory, Message message, double distortion, double[] estimate) {
    /** The reply of a method whose memory is its estimate, or that has none. */
    public Reply(double[] memory, Message message, double distortion) {
        this(memory, message, distortion, memory);
    }
}
