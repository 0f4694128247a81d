package io.ef21.method;

import io.ef21.objective.Objective;
import java.io.Serializable;

/**
 * A client: its number, from 0, and its function.
 */
public record Client(int id, Objective objective) implements Serializable {}
