package io.ef21.run;

import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import org.jspecify.annotations.Nullable;

/**
 * What is known before round 0.
 *
 * @param options of the run
 * @param population what the clients own
 * @param alpha contraction of the compressor
 * @param smoothness null when the step was given
 * @param stepSize gamma and its origin
 */
public record Setting(
        TrainingOptions options,
        Population population,
        double alpha,
        @Nullable Smoothness smoothness,
        StepSize stepSize) {}
