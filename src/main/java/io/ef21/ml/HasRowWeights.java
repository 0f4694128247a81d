package io.ef21.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasWeightCol;

/**
 * What a row counts in the objective. This is Spark's own {@link HasWeightCol}, which OneVsRest asks for.
 *
 * @param <T> the Estimator
 */
public interface HasRowWeights<T> extends HasSettings<T>, HasWeightCol {
    @Override
    default Param<String> weightCol() {
        return settings().text(EstimatorParam.WEIGHT_COL);
    }

    default T setWeightCol(String value) {
        return Settings.with(this, weightCol(), value);
    }

    /** Where Scala's trait would put a Param of its own making; {@link #weightCol} has ours. */
    @Override
    default void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(Param<String> param) {}
}
