package io.ef21.ml;

import org.apache.spark.ml.param.Param;

/**
 * What only methods with samples, momentum or absent clients have; an empty text is one that is not given. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasStochastic<T> extends HasSettings<T> {
    default Param<String> batchSize() {
        return settings().text(EstimatorParam.BATCH_SIZE);
    }

    default T setBatchSize(String value) {
        return Settings.with(this, batchSize(), value);
    }

    default String getBatchSize() {
        return getOrDefault(batchSize());
    }

    default Param<String> initialBatch() {
        return settings().text(EstimatorParam.INITIAL_BATCH);
    }

    default T setInitialBatch(String value) {
        return Settings.with(this, initialBatch(), value);
    }

    default String getInitialBatch() {
        return getOrDefault(initialBatch());
    }

    default Param<String> batchDraw() {
        return settings().text(EstimatorParam.BATCH_DRAW);
    }

    default T setBatchDraw(String value) {
        return Settings.with(this, batchDraw(), value);
    }

    default String getBatchDraw() {
        return getOrDefault(batchDraw());
    }

    default Param<String> momentum() {
        return settings().text(EstimatorParam.MOMENTUM);
    }

    default T setMomentum(String value) {
        return Settings.with(this, momentum(), value);
    }

    default String getMomentum() {
        return getOrDefault(momentum());
    }

    default Param<String> momentumAt() {
        return settings().text(EstimatorParam.MOMENTUM_AT);
    }

    default T setMomentumAt(String value) {
        return Settings.with(this, momentumAt(), value);
    }

    default String getMomentumAt() {
        return getOrDefault(momentumAt());
    }

    default Param<String> participation() {
        return settings().text(EstimatorParam.PARTICIPATION);
    }

    default T setParticipation(String value) {
        return Settings.with(this, participation(), value);
    }

    default String getParticipation() {
        return getOrDefault(participation());
    }

    default Param<String> fullProbability() {
        return settings().text(EstimatorParam.FULL_PROBABILITY);
    }

    default T setFullProbability(String value) {
        return Settings.with(this, fullProbability(), value);
    }

    default String getFullProbability() {
        return getOrDefault(fullProbability());
    }

    default Param<String> messages() {
        return settings().text(EstimatorParam.MESSAGES);
    }

    default T setMessages(String value) {
        return Settings.with(this, messages(), value);
    }

    default String getMessages() {
        return getOrDefault(messages());
    }
}
