package io.ef21.ml;

import io.ef21.run.RoundListener;
import org.apache.spark.ml.param.Params;

/**
 * What all Estimators here have. Their Params are declared by interfaces, one per concern; a setter changes the Estimator
 * and returns it. Not thread-safe; copies are independent.
 *
 * @param <T> the Estimator
 */
public interface HasSettings<T> extends Params {
    /** The Params themselves. */
    Settings settings();

    /** Lets somebody hear of every round, on the driver's thread; copies of the Estimator keep it, saved ones do not. */
    default T setRoundListener(RoundListener listener) {
        return settings().listen(this, listener);
    }
}
