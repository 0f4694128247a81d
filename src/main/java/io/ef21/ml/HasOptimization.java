package io.ef21.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * What the server makes of the gradient's estimate, and when it stops. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasOptimization<T> extends HasSettings<T> {
    default IntParam maxIter() {
        return settings().integer(EstimatorParam.MAX_ITER);
    }

    default T setMaxIter(int value) {
        return Settings.with(this, maxIter(), value);
    }

    default int getMaxIter() {
        return (Integer) getOrDefault(maxIter());
    }

    default DoubleParam tol() {
        return settings().number(EstimatorParam.TOL);
    }

    default T setTol(double value) {
        return Settings.with(this, tol(), value);
    }

    default double getTol() {
        return (Double) getOrDefault(tol());
    }

    default DoubleParam gradientTol() {
        return settings().number(EstimatorParam.GRADIENT_TOL);
    }

    default T setGradientTol(double value) {
        return Settings.with(this, gradientTol(), value);
    }

    default double getGradientTol() {
        return (Double) getOrDefault(gradientTol());
    }

    default Param<String> stepSizeRule() {
        return settings().text(EstimatorParam.STEP_SIZE_RULE);
    }

    default T setStepSizeRule(String value) {
        return Settings.with(this, stepSizeRule(), value);
    }

    default String getStepSizeRule() {
        return getOrDefault(stepSizeRule());
    }

    default DoubleParam stepSize() {
        return settings().number(EstimatorParam.STEP_SIZE);
    }

    default T setStepSize(double value) {
        return Settings.with(this, stepSize(), value);
    }

    default double getStepSize() {
        return (Double) getOrDefault(stepSize());
    }

    default Param<String> serverUpdate() {
        return settings().text(EstimatorParam.SERVER_UPDATE);
    }

    default T setServerUpdate(String value) {
        return Settings.with(this, serverUpdate(), value);
    }

    default String getServerUpdate() {
        return getOrDefault(serverUpdate());
    }

    default Param<String> precondition() {
        return settings().text(EstimatorParam.PRECONDITION);
    }

    default T setPrecondition(String value) {
        return Settings.with(this, precondition(), value);
    }

    default String getPrecondition() {
        return getOrDefault(precondition());
    }

    default IntParam evaluateEvery() {
        return settings().integer(EstimatorParam.EVALUATE_EVERY);
    }

    default T setEvaluateEvery(int value) {
        return Settings.with(this, evaluateEvery(), value);
    }

    default int getEvaluateEvery() {
        return (Integer) getOrDefault(evaluateEvery());
    }

    default LongParam seed() {
        return settings().longInteger(EstimatorParam.SEED);
    }

    default T setSeed(long value) {
        return Settings.with(this, seed(), value);
    }

    default long getSeed() {
        return (Long) getOrDefault(seed());
    }
}
