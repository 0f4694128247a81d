package io.ef21.ml;

import io.ef21.run.TrainOption;
import java.util.function.BiFunction;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;

/**
 * Every Param of the Estimators, declared once, beside those that all of Spark's predictors have. What the command line has
 * too takes its text from {@link TrainOption}; defaults are MLlib's where MLlib has the Param.
 */
// values are numbers, truths and texts
@SuppressWarnings("ImmutableEnumChecker")
enum EstimatorParam {
    METHOD(TrainOption.METHOD),
    COMPRESSOR(TrainOption.COMPRESSOR),
    DOWNLINK(TrainOption.DOWNLINK),
    VALUE_BITS(TrainOption.VALUE_BITS, Type.INTEGER, 32, Range.ANY),
    INIT(TrainOption.INIT),
    STATE_PRECISION(TrainOption.STATE_PRECISION),
    LINK(TrainOption.LINK),
    MESSAGE_TREE_DEPTH(TrainOption.MESSAGE_TREE_DEPTH),
    AGGREGATION_DEPTH(
            "aggregationDepth",
            "depth of tree aggregation, as MLlib's: where it is set and messageTreeDepth is auto, messages are added up to this"
                    + " depth, 3 at most; changes no bits",
            Type.INTEGER,
            2,
            Range.AT_LEAST_TWO),
    MAX_BYTES(TrainOption.MAX_BYTES, Type.LONG, 0L, Range.NONNEGATIVE),

    MAX_ITER(TrainOption.ROUNDS, Type.INTEGER, 100, Range.NONNEGATIVE),
    TOL(
            "tol",
            "stop when five steps move the objective by at most this, relative, or twenty do not lower it by that; 0 = never,"
                    + " which is the default where a method is named",
            Type.NUMBER,
            1e-6,
            Range.NONNEGATIVE),
    GRADIENT_TOL(TrainOption.GRADIENT_TOL, Type.NUMBER, 0.0, Range.NONNEGATIVE),
    STEP_SIZE_RULE(TrainOption.STEP_SIZE),
    STEP_SIZE(
            "stepSize",
            "a number in place of stepSizeRule, as MLlib has it (symbol: gamma)",
            Type.NUMBER,
            null,
            Range.POSITIVE),
    SERVER_UPDATE(TrainOption.SERVER_UPDATE),
    PRECONDITION(TrainOption.PRECONDITION),
    EVALUATE_EVERY(TrainOption.EVALUATE_EVERY, Type.INTEGER, 0, Range.NONNEGATIVE),
    SEED(TrainOption.SEED, Type.LONG, null, Range.ANY),

    REG_PARAM("regParam", "strength of the regularizer (symbol: lambda)", Type.NUMBER, 0.0, Range.NONNEGATIVE),
    ELASTIC_NET_PARAM(
            "elasticNetParam",
            "share of l1 in the regularizer regParam * (share * sum |x_j| + (1 - share)/2 * sum x_j^2)",
            Type.NUMBER,
            0.0,
            Range.SHARE),
    REGULARIZER(
            "regularizer",
            "form of the regularizer: auto = the elastic net of regParam and elasticNetParam; nonconvex = regParam * sum"
                    + " x_j^2/(1+x_j^2); l2 and l1 = the elastic net with a share of 0 and 1: auto|l2|l1|nonconvex",
            Type.TEXT,
            "auto",
            Range.ANY),
    REGULARIZER_AT(
            "regularizerAt",
            "who adds the regularizer: clients, as in the papers, or the server, exactly and uncompressed; auto = server, and"
                    + " clients for a perceptron: auto|clients|server",
            Type.TEXT,
            "auto",
            Range.ANY),

    FIT_INTERCEPT(
            "fitIntercept",
            "whether the model has an intercept, neither regularized nor compressed; without one a column that is constant is fitted as any other, where Spark leaves it at 0 (symbol: b)",
            Type.SWITCH,
            true,
            Range.ANY),
    STANDARDIZATION(
            "standardization",
            "whether the regularizer is that of the columns scaled to unit standard deviation; coefficients are always those of"
                    + " the columns as they are",
            Type.SWITCH,
            true,
            Range.ANY),
    INITIAL_COEFFICIENTS(
            "initialCoefficients",
            "the model to start from, the intercepts last or left out; of several classes, those of a feature side by side;"
                    + " without it 0 (symbol: x^0)",
            Type.VECTOR,
            null,
            Range.ANY),
    PRIOR_COEFFICIENTS(
            "priorCoefficients",
            "what the regularizer draws the model to, in the order of initialCoefficients: regParam/2 * sum p_j (x_j - m_j)^2;"
                    + " without it 0 (symbol: m)",
            Type.VECTOR,
            null,
            Range.ANY),
    PRIOR_PRECISION(
            "priorPrecision",
            "factors of the squares of the regularizer, in that order, nonnegative, such as the precisions of yesterday's"
                    + " coefficients with regParam 1/rows and no standardization; without it 1 (symbol: p)",
            Type.VECTOR,
            null,
            Range.ANY),

    NUM_CLIENTS(TrainOption.CLIENTS, Type.INTEGER, 0, Range.NONNEGATIVE),
    NUM_PARTITIONS(TrainOption.PARTITIONS, Type.INTEGER, 0, Range.NONNEGATIVE),
    SPLIT(TrainOption.SPLIT),
    CLIENT_COL(
            "clientCol",
            "column whose values name the clients: rows of one value are one client's, as in federated data; without it, rows"
                    + " are dealt to numClients",
            Type.TEXT,
            "",
            Range.ANY),
    CLIENT_WEIGHTS(TrainOption.CLIENT_WEIGHTS, Type.TEXT, "rows", Range.ANY),
    WEIGHT_COL(
            "weightCol", "column of what rows count, nonnegative; without it, all count 1", Type.TEXT, null, Range.ANY),
    VALIDATION_INDICATOR_COL(
            "validationIndicatorCol",
            "column of booleans: true = the row is not trained on, but tells when to stop",
            Type.TEXT,
            "",
            Range.ANY),
    DATA_PRECISION(TrainOption.DATA_PRECISION),
    KERNEL(TrainOption.KERNEL),

    BATCH_SIZE(TrainOption.BATCH_SIZE),
    INITIAL_BATCH(TrainOption.INITIAL_BATCH),
    BATCH_DRAW(TrainOption.BATCH_DRAW),
    MOMENTUM(TrainOption.MOMENTUM),
    MOMENTUM_AT(TrainOption.MOMENTUM_AT),
    PARTICIPATION(TrainOption.PARTICIPATION),
    FULL_PROBABILITY(TrainOption.FULL_PROBABILITY),
    MESSAGES(TrainOption.MESSAGES),
    MEMORY(TrainOption.MEMORY),
    HELD_SHARE(TrainOption.HELD_SHARE),
    RESET_EVERY(TrainOption.RESET_EVERY),
    RESET_BY(TrainOption.RESET_BY),
    SECOND_COMPRESSOR(TrainOption.SECOND_COMPRESSOR),
    TRIGGER(TrainOption.TRIGGER),
    FEEDBACK(TrainOption.FEEDBACK),

    CHECKPOINT_DIR(TrainOption.CHECKPOINT_DIR),
    CHECKPOINT_INTERVAL(TrainOption.CHECKPOINT_INTERVAL, Type.INTEGER, 10, Range.INTERVAL),
    CHECKPOINT_FAILURE(TrainOption.CHECKPOINT_FAILURE),
    RESUME(TrainOption.RESUME),
    HISTORY_PATH(TrainOption.HISTORY),

    FAMILY(
            "family",
            "the distribution of the label: auto = binomial where there are at most two classes: auto|binomial|multinomial",
            Type.TEXT,
            "auto",
            Range.ANY),
    PROBABILITY_THRESHOLD(
            "threshold",
            "class 1 is predicted where its probability is above this; stands for thresholds [1 - t, t]",
            Type.NUMBER,
            0.5,
            Range.SHARE),
    MARGIN_THRESHOLD("threshold", "class 1 is predicted where the margin is above this", Type.NUMBER, 0.0, Range.ANY),
    LAYERS(
            "layers",
            "units of every layer: the features, the hidden layers, the classes; at least one hidden layer",
            Type.INTEGERS,
            null,
            Range.THREE_LAYERS),
    INITIAL_WEIGHTS(
            "initialWeights",
            "the weights to start from, in the order of Spark's model; without it, drawn from the seed (symbol: x^0)",
            Type.VECTOR,
            null,
            Range.ANY);

    /** What values are. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Type {
        TEXT("text", (owner, spec) -> new Param<String>(owner, spec.param, spec.text)),
        INTEGER("integer", (owner, spec) -> new IntParam(owner, spec.param, spec.text, spec.range.numbers())),
        LONG("integer", (owner, spec) -> new LongParam(owner, spec.param, spec.text, spec.range.numbers())),
        NUMBER("number", (owner, spec) -> new DoubleParam(owner, spec.param, spec.text, spec.range.numbers())),
        SWITCH("boolean", (owner, spec) -> new BooleanParam(owner, spec.param, spec.text)),
        VECTOR("vector", (owner, spec) -> new Param<>(owner, spec.param, spec.text)),
        INTEGERS("integers", (owner, spec) -> new IntArrayParam(owner, spec.param, spec.text, spec.range.integers()));

        private final String word;
        private final BiFunction<Params, EstimatorParam, Param<?>> maker;

        Type(String word, BiFunction<Params, EstimatorParam, Param<?>> maker) {
            this.word = word;
            this.maker = maker;
        }

        /** For people. */
        String word() {
            return word;
        }
    }

    private final String param;
    private final String text;
    private final Type type;
    private final @Nullable Object defaultValue;
    private final Range range;
    private final @Nullable TrainOption option;

    EstimatorParam(TrainOption option) {
        this(option, Type.TEXT, option.defaultValue(), Range.ANY);
    }

    EstimatorParam(TrainOption option, Type type, @Nullable Object defaultValue, Range range) {
        this.param = option.param();
        this.text = ParamNames.inParams(option.text() + (type == Type.TEXT ? ": " + option.argument() : ""));
        this.type = type;
        this.defaultValue = defaultValue;
        this.range = range;
        this.option = option;
    }

    EstimatorParam(String param, String text, Type type, @Nullable Object defaultValue, Range range) {
        this.param = param;
        this.text = text;
        this.type = type;
        this.defaultValue = defaultValue;
        this.range = range;
        this.option = null;
    }

    /** The Param's name. */
    String param() {
        return param;
    }

    /** What it means, with unit and the papers' symbol. */
    String text() {
        return text + range.text();
    }

    /** What values are. */
    Type type() {
        return type;
    }

    /** Null where there is none, or where it depends on the Estimator. */
    @Nullable
    Object defaultValue() {
        return defaultValue;
    }

    /** The command line's option; null where there is none of that meaning. */
    @Nullable
    TrainOption option() {
        return option;
    }

    /** The Param of an Estimator. */
    Param<?> of(Params owner) {
        return type.maker.apply(owner, this);
    }
}
