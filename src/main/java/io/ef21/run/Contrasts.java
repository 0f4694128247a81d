package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.objective.Contrast;
import io.ef21.objective.Regularizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the regularizer at the server sees of a model, on the server's columns, and what it took to learn it.
 *
 * @param contrast null for the model itself
 * @param bytes what moved for it, all clients
 */
record Contrasts(@Nullable Contrast contrast, long bytes) {
    /** A deviation of less than this, relative to the mean, is rounding. */
    private static final double CONSTANT = 1e-9;

    /** From the terms of a run; clients are asked for the spread of their columns where the regularizer needs it. */
    static Contrasts of(Engine engine, Summation summation, TrainingOptions options) {
        ModelTerms model = options.model();
        if (options.serverRegularizer() instanceof Regularizer.None || model.seenPlainly()) {
            return new Contrasts(null, 0);
        }
        Population population = engine.population();
        int size = summation.size();
        double[] factors = new double[size];
        Arrays.fill(factors, 1);
        long bytes = 0;
        if (model.standardized()) {
            Standardization standardization = Standardization.compute(engine, summation);
            factors = factors(standardization);
            bytes = standardization.bytes();
        }
        double[] precision =
                model.precision() == null ? null : population.columns().gather(model.precision());
        for (int j = 0; precision != null && j < size; j++) {
            factors[j] *= Math.sqrt(precision[j]);
        }
        Arrays.fill(factors, size - model.intercepts(), size, 0);
        double[] center = model.prior() == null ? null : population.columns().gather(model.prior());
        return new Contrasts(new Contrast(factors, center), bytes);
    }

    /**
     * The deviations; for a column that is constant the constant itself, so that an intercept takes its place, as in Spark.
     */
    private static double[] factors(Standardization standardization) {
        double[] factors = standardization.deviations().clone();
        for (int j = 0; j < factors.length; j++) {
            double constant = Math.abs(standardization.means()[j]);
            if (factors[j] <= CONSTANT * constant) {
                factors[j] = constant;
            }
        }
        return factors;
    }

    /** Every row has a 1 in the intercept's column, so some client owns it, and it is the last. */
    static void requireIntercepts(ModelTerms model, Population population) {
        int[] ids = population.columns().ids();
        for (int k = 1; ids != null && k <= model.intercepts(); k++) {
            if (ids.length < k || ids[ids.length - k] != population.features() - k) {
                throw new InvalidInputException("the rows have no column for the intercept");
            }
        }
    }
}
