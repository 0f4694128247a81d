package io.ef21.ml;

/**
 * The Params that all Estimators here have. One name for all of them keeps the type that several Estimators have in common
 * short, which compilers work out where a list holds different ones.
 *
 * @param <T> the Estimator
 */
public interface EF21Params<T>
        extends HasCommunication<T>,
                HasOptimization<T>,
                HasPenalty<T>,
                HasClients<T>,
                HasStochastic<T>,
                HasErrorMemory<T>,
                HasRecovery<T> {}
