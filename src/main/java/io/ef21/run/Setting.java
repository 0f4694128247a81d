package io.ef21.run;

import io.ef21.method.Method;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.objective.Contrast;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import io.ef21.objective.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known before round 0.
 *
 * @param options of the run, with what was chosen for these clients
 * @param method with everything filled in that it left to theory
 * @param population what the clients own
 * @param alpha contraction of the compressor
 * @param smoothness null when the step was given
 * @param stepSize gamma and its origin; gamma is NaN where the run finds its own steps
 * @param scaling of the variables; null where there is none
 * @param contrast what the regularizer at the server sees of the model; null for the model itself
 * @param means of the columns in the server's variables, which centre them; null where they stay as they are
 * @param reasons why what was chosen was chosen, for people
 */
public record Setting(
        TrainingOptions options,
        Method method,
        Population population,
        double alpha,
        @Nullable Smoothness smoothness,
        StepSize stepSize,
        @Nullable Scaling scaling,
        @Nullable Contrast contrast,
        double @Nullable [] means,
        List<String> reasons) {

    /** A regularizer at the server as a function of the server's variables. */
    Penalty penalty(Regularizer regularizer) {
        return new Penalty(regularizer, scaling, contrast);
    }
}
