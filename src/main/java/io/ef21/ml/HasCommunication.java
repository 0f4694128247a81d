package io.ef21.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/**
 * What travels between clients and server, and in how many bits. The accessor of a Param carries its name; its text is what {@code explainParams} shows.
 *
 * @param <T> the Estimator
 */
public interface HasCommunication<T> extends HasSettings<T> {
    default Param<String> method() {
        return settings().text(EstimatorParam.METHOD);
    }

    default T setMethod(String value) {
        return Settings.with(this, method(), value);
    }

    default String getMethod() {
        return getOrDefault(method());
    }

    default Param<String> compressor() {
        return settings().text(EstimatorParam.COMPRESSOR);
    }

    default T setCompressor(String value) {
        return Settings.with(this, compressor(), value);
    }

    default String getCompressor() {
        return getOrDefault(compressor());
    }

    default Param<String> downlink() {
        return settings().text(EstimatorParam.DOWNLINK);
    }

    default T setDownlink(String value) {
        return Settings.with(this, downlink(), value);
    }

    default String getDownlink() {
        return getOrDefault(downlink());
    }

    default IntParam valueBits() {
        return settings().integer(EstimatorParam.VALUE_BITS);
    }

    default T setValueBits(int value) {
        return Settings.with(this, valueBits(), value);
    }

    default int getValueBits() {
        return (Integer) getOrDefault(valueBits());
    }

    default Param<String> init() {
        return settings().text(EstimatorParam.INIT);
    }

    default T setInit(String value) {
        return Settings.with(this, init(), value);
    }

    default String getInit() {
        return getOrDefault(init());
    }

    default Param<String> statePrecision() {
        return settings().text(EstimatorParam.STATE_PRECISION);
    }

    default T setStatePrecision(String value) {
        return Settings.with(this, statePrecision(), value);
    }

    default String getStatePrecision() {
        return getOrDefault(statePrecision());
    }

    default Param<String> link() {
        return settings().text(EstimatorParam.LINK);
    }

    default T setLink(String value) {
        return Settings.with(this, link(), value);
    }

    default String getLink() {
        return getOrDefault(link());
    }

    default Param<String> messageTreeDepth() {
        return settings().text(EstimatorParam.MESSAGE_TREE_DEPTH);
    }

    default T setMessageTreeDepth(String value) {
        return Settings.with(this, messageTreeDepth(), value);
    }

    default String getMessageTreeDepth() {
        return getOrDefault(messageTreeDepth());
    }

    default IntParam aggregationDepth() {
        return settings().integer(EstimatorParam.AGGREGATION_DEPTH);
    }

    default T setAggregationDepth(int value) {
        return Settings.with(this, aggregationDepth(), value);
    }

    default int getAggregationDepth() {
        return (Integer) getOrDefault(aggregationDepth());
    }

    default LongParam maxBytes() {
        return settings().longInteger(EstimatorParam.MAX_BYTES);
    }

    default T setMaxBytes(long value) {
        return Settings.with(this, maxBytes(), value);
    }

    default long getMaxBytes() {
        return (Long) getOrDefault(maxBytes());
    }
}
