package io.ef21.ml;

import org.apache.spark.ml.param.DoubleParam;

/**
 * Where a support vector machine draws the line. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasMarginThreshold<T> extends HasSettings<T> {
    default DoubleParam threshold() {
        return settings().number(EstimatorParam.MARGIN_THRESHOLD);
    }

    default T setThreshold(double value) {
        return Settings.with(this, threshold(), value);
    }

    default double getThreshold() {
        return (Double) getOrDefault(threshold());
    }
}
