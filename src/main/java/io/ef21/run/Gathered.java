package io.ef21.run;

import io.ef21.method.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a round brought to the server.
 *
 * @param reports one per client, in order
 * @param sum of the weighted messages, on the server's columns
 * @param gradient of the whole loss, in rounds with an exact evaluation, else null
 * @param addingSeconds decoding and adding on the driver took
 */
public record Gathered(List<Report> reports, double[] sum, double @Nullable [] gradient, double addingSeconds) {}
