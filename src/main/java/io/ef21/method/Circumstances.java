package io.ef21.method;

/**
 * What parameters of methods may depend on.
 *
 * @param guarantee of the compressor
 * @param clients n
 * @param effective 1 / max w_i: n where all weigh the same
 * @param samples of the client that has most
 */
public record Circumstances(Guarantee guarantee, int clients, double effective, long samples) {}
