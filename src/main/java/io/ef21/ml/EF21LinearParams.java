package io.ef21.ml;

/**
 * The Params that all Estimators of linear models here have.
 *
 * @param <T> the Estimator
 */
public interface EF21LinearParams<T> extends EF21Params<T>, HasLinearModel<T>, HasRowWeights<T> {}
