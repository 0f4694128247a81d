package io.ef21.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/**
 * Which classes a logistic regression tells apart, and where it draws the line. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasFamily<T> extends HasSettings<T> {
    default Param<String> family() {
        return settings().text(EstimatorParam.FAMILY);
    }

    default T setFamily(String value) {
        return Settings.with(this, family(), value);
    }

    default String getFamily() {
        return getOrDefault(family());
    }

    default DoubleParam threshold() {
        return settings().number(EstimatorParam.PROBABILITY_THRESHOLD);
    }

    /** Sets threshold, and forgets thresholds. */
    default T setThreshold(double value) {
        clear(getParam("thresholds"));
        return Settings.with(this, threshold(), value);
    }

    /** The threshold, or that of thresholds where there are two of them. */
    default double getThreshold() {
        double[] both = settings().thresholds();
        return both != null && both.length == 2 ? 1 / (1 + both[0] / both[1]) : (Double) getOrDefault(threshold());
    }
}
