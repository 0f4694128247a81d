package io.ef21.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/**
 * What is added to the mean loss. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasPenalty<T> extends HasSettings<T> {
    default DoubleParam regParam() {
        return settings().number(EstimatorParam.REG_PARAM);
    }

    default T setRegParam(double value) {
        return Settings.with(this, regParam(), value);
    }

    default double getRegParam() {
        return (Double) getOrDefault(regParam());
    }

    default DoubleParam elasticNetParam() {
        return settings().number(EstimatorParam.ELASTIC_NET_PARAM);
    }

    default T setElasticNetParam(double value) {
        return Settings.with(this, elasticNetParam(), value);
    }

    default double getElasticNetParam() {
        return (Double) getOrDefault(elasticNetParam());
    }

    default Param<String> regularizer() {
        return settings().text(EstimatorParam.REGULARIZER);
    }

    default T setRegularizer(String value) {
        return Settings.with(this, regularizer(), value);
    }

    default String getRegularizer() {
        return getOrDefault(regularizer());
    }

    default Param<String> regularizerAt() {
        return settings().text(EstimatorParam.REGULARIZER_AT);
    }

    default T setRegularizerAt(String value) {
        return Settings.with(this, regularizerAt(), value);
    }

    default String getRegularizerAt() {
        return getOrDefault(regularizerAt());
    }
}
