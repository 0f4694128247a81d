package io.ef21.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/**
 * Where a fit saves itself, and what it leaves behind. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasRecovery<T> extends HasSettings<T> {
    default Param<String> checkpointDir() {
        return settings().text(EstimatorParam.CHECKPOINT_DIR);
    }

    default T setCheckpointDir(String value) {
        return Settings.with(this, checkpointDir(), value);
    }

    default String getCheckpointDir() {
        return getOrDefault(checkpointDir());
    }

    default IntParam checkpointInterval() {
        return settings().integer(EstimatorParam.CHECKPOINT_INTERVAL);
    }

    default T setCheckpointInterval(int value) {
        return Settings.with(this, checkpointInterval(), value);
    }

    default int getCheckpointInterval() {
        return (Integer) getOrDefault(checkpointInterval());
    }

    default Param<String> checkpointFailure() {
        return settings().text(EstimatorParam.CHECKPOINT_FAILURE);
    }

    default T setCheckpointFailure(String value) {
        return Settings.with(this, checkpointFailure(), value);
    }

    default String getCheckpointFailure() {
        return getOrDefault(checkpointFailure());
    }

    default Param<String> resume() {
        return settings().text(EstimatorParam.RESUME);
    }

    default T setResume(String value) {
        return Settings.with(this, resume(), value);
    }

    default String getResume() {
        return getOrDefault(resume());
    }

    default Param<String> historyPath() {
        return settings().text(EstimatorParam.HISTORY_PATH);
    }

    default T setHistoryPath(String value) {
        return Settings.with(this, historyPath(), value);
    }

    default String getHistoryPath() {
        return getOrDefault(historyPath());
    }
}
