package io.ef21.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.Param;

/**
 * The topology of a perceptron, and where it starts. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasLayers<T> extends HasSettings<T> {
    default IntArrayParam layers() {
        return settings().integers(EstimatorParam.LAYERS);
    }

    default T setLayers(int[] value) {
        return Settings.with(this, layers(), value);
    }

    default int[] getLayers() {
        return getOrDefault(layers());
    }

    default Param<Vector> initialWeights() {
        return settings().vector(EstimatorParam.INITIAL_WEIGHTS);
    }

    default T setInitialWeights(Vector value) {
        return Settings.with(this, initialWeights(), value);
    }

    default Vector getInitialWeights() {
        return getOrDefault(initialWeights());
    }
}
