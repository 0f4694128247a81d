package io.ef21.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * Who the clients are, and how they keep their rows. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasClients<T> extends HasSettings<T> {
    default IntParam numClients() {
        return settings().integer(EstimatorParam.NUM_CLIENTS);
    }

    default T setNumClients(int value) {
        return Settings.with(this, numClients(), value);
    }

    default int getNumClients() {
        return (Integer) getOrDefault(numClients());
    }

    default IntParam numPartitions() {
        return settings().integer(EstimatorParam.NUM_PARTITIONS);
    }

    default T setNumPartitions(int value) {
        return Settings.with(this, numPartitions(), value);
    }

    default int getNumPartitions() {
        return (Integer) getOrDefault(numPartitions());
    }

    default Param<String> split() {
        return settings().text(EstimatorParam.SPLIT);
    }

    default T setSplit(String value) {
        return Settings.with(this, split(), value);
    }

    default String getSplit() {
        return getOrDefault(split());
    }

    default Param<String> clientCol() {
        return settings().text(EstimatorParam.CLIENT_COL);
    }

    default T setClientCol(String value) {
        return Settings.with(this, clientCol(), value);
    }

    default String getClientCol() {
        return getOrDefault(clientCol());
    }

    default Param<String> clientWeights() {
        return settings().text(EstimatorParam.CLIENT_WEIGHTS);
    }

    default T setClientWeights(String value) {
        return Settings.with(this, clientWeights(), value);
    }

    default String getClientWeights() {
        return getOrDefault(clientWeights());
    }

    default Param<String> validationIndicatorCol() {
        return settings().text(EstimatorParam.VALIDATION_INDICATOR_COL);
    }

    default T setValidationIndicatorCol(String value) {
        return Settings.with(this, validationIndicatorCol(), value);
    }

    default String getValidationIndicatorCol() {
        return getOrDefault(validationIndicatorCol());
    }

    default Param<String> dataPrecision() {
        return settings().text(EstimatorParam.DATA_PRECISION);
    }

    default T setDataPrecision(String value) {
        return Settings.with(this, dataPrecision(), value);
    }

    default String getDataPrecision() {
        return getOrDefault(dataPrecision());
    }

    default Param<String> kernel() {
        return settings().text(EstimatorParam.KERNEL);
    }

    default T setKernel(String value) {
        return Settings.with(this, kernel(), value);
    }

    default String getKernel() {
        return getOrDefault(kernel());
    }
}
