package io.ef21.method;

import java.io.Serializable;

/**
 * The scalars that come with a client's message.
 *
 * @param client its number
 * @param loss f_i(x); NaN when the loss or the gradient is not finite or not compressible; then the message is empty
 * @param distortion ||g_i - grad f_i(x)||^2, or NaN
 * @param scaledDistortion the same in the variables z of a scaled run; else the same
 * @param curvature of f_i along its own gradient, at most, in the variables of the run, where it was asked for; else NaN
 * @param honestBits of the message: values, indices and flags
 * @param paperBits of the message as the papers count
 * @param bytes of the encoded message
 * @param computeNanos evaluating f_i and its gradient took
 * @param compressNanos the method, compressing and encoding took
 */
public record Report(
        int client,
        double loss,
        double distortion,
        double scaledDistortion,
        double curvature,
        long honestBits,
        long paperBits,
        int bytes,
        long computeNanos,
        long compressNanos)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
