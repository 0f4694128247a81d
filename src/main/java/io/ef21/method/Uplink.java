package io.ef21.method;

import io.ef21.compress.Message;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the server from one client in one round.
 *
 * @param client its number
 * @param message the encoded correction
 * @param loss f_i(x); NaN when the loss or the gradient is not finite, and then the message is empty
 * @param distortion ||g_i - grad f_i(x)||^2, or NaN
 * @param gradient grad f_i(x) in rounds with an exact evaluation, else null
 */
public record Uplink(int client, Message message, double loss, double distortion, double @Nullable [] gradient)
        implements Serializable {}
