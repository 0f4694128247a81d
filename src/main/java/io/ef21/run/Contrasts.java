package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.objective.Contrast;
import io.ef21.objective.Regularizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the regularizer at the server sees of a model, on the server's columns. */
final class Contrasts {
    /** A deviation of less than this, relative to the mean, is rounding. */
    private static final double CONSTANT = 1e-9;

    private Contrasts() {}

    /** Whether the regularizer has to know the spread of the columns. */
    static boolean needSpread(TrainingOptions options) {
        return options.model().standardized() && !(options.serverRegularizer() instanceof Regularizer.None);
    }

    /**
     * From the terms of a run.
     *
     * @param spread of the columns; null where nobody asked
     * @return null for the model itself
     */
    static @Nullable Contrast of(TrainingOptions options, Population population, @Nullable Standardization spread) {
        ModelTerms model = options.model();
        if (options.serverRegularizer() instanceof Regularizer.None || model.seenPlainly()) {
            return null;
        }
        int size = population.columns().size();
        double[] factors = new double[size];
        Arrays.fill(factors, 1);
        if (model.standardized() && spread != null) {
            factors = factors(spread);
        }
        double[] precision =
                model.precision() == null ? null : population.columns().gather(model.precision());
        for (int j = 0; precision != null && j < size; j++) {
            factors[j] *= Math.sqrt(precision[j]);
        }
        Arrays.fill(factors, size - model.intercepts(), size, 0);
        return new Contrast(
                factors, model.prior() == null ? null : population.columns().gather(model.prior()));
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
