package io.ef21.refute;

/**
 * A claim that a vector breaks.
 *
 * @param claimed what holds by the claim, a clause
 * @param found what was found instead, a clause
 * @param draws how many fresh draws it took; 0 where none were needed
 */
public record Violation(String claimed, String found, long draws) {}
