package io.ef21.wire;

import java.io.Serializable;

/**
 * What a client sends in a round: encoded corrections, whose sum is the client's contribution.
 *
 * @param bytes see {@link Wire}
 * @param honestBits values, indices and flags; no header
 * @param paperBits what the papers count: 32 bits per value
 */
public record Message(byte[] bytes, long honestBits, long paperBits) implements Serializable {}
