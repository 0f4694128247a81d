package io.ef21.method;

/**
 * What parameters of methods may depend on.
 *
 * @param guarantee of the compressor
 * @param clients n
 * @param samples of the client that has most
 */
public record Circumstances(Guarantee guarantee, int clients, long samples) {}
