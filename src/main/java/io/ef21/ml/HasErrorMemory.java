package io.ef21.ml;

import org.apache.spark.ml.param.Param;

/**
 * What only methods with an error memory of their own have; an empty text is one that is not given. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasErrorMemory<T> extends HasSettings<T> {
    default Param<String> memory() {
        return settings().text(EstimatorParam.MEMORY);
    }

    default T setMemory(String value) {
        return Settings.with(this, memory(), value);
    }

    default String getMemory() {
        return getOrDefault(memory());
    }

    default Param<String> heldShare() {
        return settings().text(EstimatorParam.HELD_SHARE);
    }

    default T setHeldShare(String value) {
        return Settings.with(this, heldShare(), value);
    }

    default String getHeldShare() {
        return getOrDefault(heldShare());
    }

    default Param<String> resetEvery() {
        return settings().text(EstimatorParam.RESET_EVERY);
    }

    default T setResetEvery(String value) {
        return Settings.with(this, resetEvery(), value);
    }

    default String getResetEvery() {
        return getOrDefault(resetEvery());
    }

    default Param<String> resetBy() {
        return settings().text(EstimatorParam.RESET_BY);
    }

    default T setResetBy(String value) {
        return Settings.with(this, resetBy(), value);
    }

    default String getResetBy() {
        return getOrDefault(resetBy());
    }

    default Param<String> secondCompressor() {
        return settings().text(EstimatorParam.SECOND_COMPRESSOR);
    }

    default T setSecondCompressor(String value) {
        return Settings.with(this, secondCompressor(), value);
    }

    default String getSecondCompressor() {
        return getOrDefault(secondCompressor());
    }

    default Param<String> trigger() {
        return settings().text(EstimatorParam.TRIGGER);
    }

    default T setTrigger(String value) {
        return Settings.with(this, trigger(), value);
    }

    default String getTrigger() {
        return getOrDefault(trigger());
    }

    default Param<String> feedback() {
        return settings().text(EstimatorParam.FEEDBACK);
    }

    default T setFeedback(String value) {
        return Settings.with(this, feedback(), value);
    }

    default String getFeedback() {
        return getOrDefault(feedback());
    }
}
