package io.ef21.method;

import java.io.Serializable;

/**
 * The scalars that come with a client's message.
 *
 * @param client its number
 * @param present whether it takes part in the round; if not, its message is empty
 * @param loss f_i(x), or, where a method asks for samples alone, the mean over those of the last batch; NaN when the loss
 *     or the gradient is not finite or not compressible, when the message is empty, and for a client that is absent
 * @param distortion ||c_i - grad f_i(x)||^2 for c_i, what the server's estimate is the weighted sum of, or NaN
 * @param scaledDistortion the same in the variables z of a scaled run; else the same
 * @param curvature of f_i along its own gradient, at most, in the variables of the run, where it was asked for; else NaN
 * @param samples gradients of single samples that the method asked for
 * @param stateBytes of the method's state at the client, as it is kept; without the client's copy of the model
 * @param honestBits of the message: values, indices and flags
 * @param paperBits of the message as the papers count
 * @param bytes of the encoded message
 * @param computeNanos evaluating f_i and its gradient took
 * @param compressNanos the method, compressing and encoding took
 */
public record Report(
        int client,
        boolean present,
        double loss,
        double distortion,
        double scaledDistortion,
        double curvature,
        long samples,
        long stateBytes,
        long honestBits,
        long paperBits,
        int bytes,
        long computeNanos,
        long compressNanos)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
