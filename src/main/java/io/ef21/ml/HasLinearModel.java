package io.ef21.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;

/**
 * What a linear model is made of, and where it starts. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasLinearModel<T> extends HasSettings<T> {
    default BooleanParam fitIntercept() {
        return settings().choice(EstimatorParam.FIT_INTERCEPT);
    }

    default T setFitIntercept(boolean value) {
        return Settings.with(this, fitIntercept(), value);
    }

    default boolean getFitIntercept() {
        return (Boolean) getOrDefault(fitIntercept());
    }

    default BooleanParam standardization() {
        return settings().choice(EstimatorParam.STANDARDIZATION);
    }

    default T setStandardization(boolean value) {
        return Settings.with(this, standardization(), value);
    }

    default boolean getStandardization() {
        return (Boolean) getOrDefault(standardization());
    }

    default Param<Vector> initialCoefficients() {
        return settings().vector(EstimatorParam.INITIAL_COEFFICIENTS);
    }

    default T setInitialCoefficients(Vector value) {
        return Settings.with(this, initialCoefficients(), value);
    }

    default Vector getInitialCoefficients() {
        return getOrDefault(initialCoefficients());
    }

    default Param<Vector> priorCoefficients() {
        return settings().vector(EstimatorParam.PRIOR_COEFFICIENTS);
    }

    default T setPriorCoefficients(Vector value) {
        return Settings.with(this, priorCoefficients(), value);
    }

    default Vector getPriorCoefficients() {
        return getOrDefault(priorCoefficients());
    }

    default Param<Vector> priorPrecision() {
        return settings().vector(EstimatorParam.PRIOR_PRECISION);
    }

    default T setPriorPrecision(Vector value) {
        return Settings.with(this, priorPrecision(), value);
    }

    default Vector getPriorPrecision() {
        return getOrDefault(priorPrecision());
    }
}
