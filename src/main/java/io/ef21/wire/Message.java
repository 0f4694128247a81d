package io.ef21.wire;

import java.io.Serializable;

/**
 * What a client sends in a round: encoded corrections, whose sum is the client's contribution.
 *
 * @param bytes see {@link Wire}
 * @param honestBits values, indices and flags; no header
 * @param paperBits what the papers count: 32 bits per value
 */
public record Message(byte[] bytes, long honestBits, long paperBits) implements Serializable {
    private static final Message SILENCE =
            new Message(Wire.encode(new Correction.Sparse(0, new int[0], new double[0]), ValueBits.FLOAT), 0, 0);

    /** Nothing at all; the receiver reads zeros. */
    public static Message silence() {
        return SILENCE;
    }

    /** The same with a bit that tells which of two things it is. */
    public Message flagged() {
        return new Message(bytes, honestBits + 1, paperBits);
    }

    /** Two messages in one, from the same client; this one has a single part. */
    public Message and(Message other) {
        return new Message(
                Wire.together(bytes, other.bytes), honestBits + other.honestBits, paperBits + other.paperBits);
    }
}
