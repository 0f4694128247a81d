package io.ef21.ml;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.run.RoundListener;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;

/**
 * The Param objects of one Estimator, and who listens to its fits. Which of them the Estimator has, and with what values,
 * Spark knows: it finds Params by the Estimator's accessors and keeps the values itself.
 */
public final class Settings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Params owner;
    private final Map<EstimatorParam, Param<?>> params = new EnumMap<>(EstimatorParam.class);
    private transient @Nullable RoundListener listener;

    Settings(Params owner) {
        this.owner = owner;
        for (EstimatorParam param : EstimatorParam.values()) {
            params.put(param, param.of(owner));
        }
    }

    /** Gives the Params that the Estimator has their defaults; Spark refuses to load others. */
    void setDefaults() {
        for (EstimatorParam declared : EstimatorParam.values()) {
            Param<?> param = param(declared);
            Object value = declared == EstimatorParam.SEED
                    ? Long.valueOf(owner.getClass().getName().hashCode())
                    : declared.defaultValue();
            if (value != null && has(declared)) {
                owner.setDefault(cast(param), value);
            }
        }
    }

    /** Sets a Param and returns the Estimator. */
    @SuppressWarnings("unchecked")
    static <T, V> T with(HasSettings<T> estimator, Param<V> param, V value) {
        estimator.set(param, value);
        return (T) estimator;
    }

    @SuppressWarnings("unchecked")
    <T> T listen(HasSettings<T> estimator, RoundListener hearing) {
        this.listener = hearing;
        return (T) estimator;
    }

    /** A copy of the Estimator, heard by the same listener. */
    <T extends HasSettings<T>> T copy(ParamMap extra) {
        T copy = owner.defaultCopy(extra);
        copy.settings().listener = listener;
        return copy;
    }

    /** Who hears of every round; null for nobody. */
    @Nullable
    RoundListener listener() {
        return listener;
    }

    /** Whether the Estimator has this Param. */
    @SuppressWarnings("ReferenceEquality")
    boolean has(EstimatorParam param) {
        // threshold is declared twice under one name, and each Estimator has one of the two
        return owner.hasParam(param.param()) && owner.getParam(param.param()) == param(param);
    }

    /** Whether the user set it. */
    boolean isGiven(EstimatorParam param) {
        return has(param) && owner.isSet(param(param));
    }

    /** The value of a Param that the Estimator has; the default's, where it has not. */
    Object value(EstimatorParam param) {
        Object value = has(param) ? owner.getOrDefault(param(param)) : param.defaultValue();
        if (value == null) {
            throw new IllegalStateException(param.param() + " has no value");
        }
        return value;
    }

    /** A text, without blanks around it. */
    String string(EstimatorParam param) {
        return ((String) value(param)).strip();
    }

    /** The column that a Param names; null where it names none. */
    @Nullable
    String name(EstimatorParam param) {
        if (!has(param) || !owner.isDefined(param(param)) || string(param).isEmpty()) {
            return null;
        }
        return string(param);
    }

    /** One of the words of a Param, as its option has them. */
    String word(EstimatorParam param, List<String> words) {
        String word = string(param);
        if (!words.contains(word)) {
            throw new InvalidInputException(Nearest.unknown("value of " + param.param(), word, words));
        }
        return word;
    }

    /** A Param that all predictors of Spark have, such as featuresCol. */
    String column(String param) {
        return (String) owner.getOrDefault(owner.getParam(param));
    }

    /** Those of a probabilistic classifier; null where they are not set. */
    double @Nullable [] thresholds() {
        Param<double[]> thresholds = cast(owner.getParam("thresholds"));
        return owner.isSet(thresholds) ? owner.getOrDefault(thresholds) : null;
    }

    Param<String> text(EstimatorParam param) {
        return cast(param(param));
    }

    Param<Vector> vector(EstimatorParam param) {
        return cast(param(param));
    }

    IntParam integer(EstimatorParam param) {
        return (IntParam) param(param);
    }

    LongParam longInteger(EstimatorParam param) {
        return (LongParam) param(param);
    }

    DoubleParam number(EstimatorParam param) {
        return (DoubleParam) param(param);
    }

    BooleanParam choice(EstimatorParam param) {
        return (BooleanParam) param(param);
    }

    IntArrayParam integers(EstimatorParam param) {
        return (IntArrayParam) param(param);
    }

    @SuppressWarnings("unchecked")
    private static <V> Param<V> cast(Param<?> param) {
        return (Param<V>) param;
    }

    private Param<?> param(EstimatorParam param) {
        Param<?> made = params.get(param);
        if (made == null) {
            throw new IllegalStateException("no Param " + param);
        }
        return made;
    }
}
