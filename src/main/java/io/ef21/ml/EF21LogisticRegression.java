package io.ef21.ml;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.LabelKind;
import io.ef21.data.Split;
import io.ef21.method.MethodOptions;
import io.ef21.objective.Loss;
import io.ef21.objective.Regularizer;
import io.ef21.run.Choices;
import io.ef21.run.Outcome;
import io.ef21.run.StopReason;
import io.ef21.run.TrainOption;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.spark.RowColumns;
import io.ef21.spark.RowSource;
import io.ef21.spark.SparkClients;
import io.ef21.spark.SparkEngine;
import io.ef21.wire.ValueBits;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Binary logistic regression by EF21 and its relatives, without an intercept. Labels are 0 and 1; the result is Spark's
 * own {@link LogisticRegressionModel}.
 *
 * <p>Params carry the texts of {@link TrainOption}. Defaults differ from the command line's where MLlib's objective asks
 * for it: clients weigh as their rows, and the regularizer is added at the server.
 */
public class EF21LogisticRegression
        extends ProbabilisticClassifier<Vector, EF21LogisticRegression, LogisticRegressionModel>
        implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ef21logreg";

    // No initializer: uid() writes it while the super constructor runs.
    private @Nullable String uid;

    private final IntParam maxIter = new IntParam(this, "maxIter", TrainOption.ROUNDS.text(), ParamValidators.gtEq(0));
    private final DoubleParam regParam = new DoubleParam(
            this, "regParam", "strength of the regularizer, nonnegative (symbol: lambda)", ParamValidators.gtEq(0));
    private final LongParam seed = new LongParam(this, "seed", TrainOption.SEED.text());
    private final Param<String> regularizer = new Param<>(
            this,
            "regularizer",
            "form of the regularizer: l2 = regParam/2 * sum x_j^2, or nonconvex =" + " regParam * sum x_j^2/(1+x_j^2)");
    private final Param<String> regularizerAt = param(TrainOption.REGULARIZER_AT);
    private final Param<String> method = param(TrainOption.METHOD);
    private final Param<String> compressor = param(TrainOption.COMPRESSOR);
    private final IntParam valueBits = new IntParam(this, "valueBits", TrainOption.VALUE_BITS.text());
    private final Param<String> init = param(TrainOption.INIT);
    private final Param<String> statePrecision = param(TrainOption.STATE_PRECISION);
    private final Param<String> downlink = param(TrainOption.DOWNLINK);
    private final Param<String> clientWeights = param(TrainOption.CLIENT_WEIGHTS);
    private final Param<String> stepSizeRule = param(TrainOption.STEP_SIZE);
    private final DoubleParam gradientTol =
            new DoubleParam(this, "gradientTol", TrainOption.GRADIENT_TOL.text(), ParamValidators.gtEq(0));
    private final Param<String> serverUpdate = param(TrainOption.SERVER_UPDATE);
    private final Param<String> precondition = param(TrainOption.PRECONDITION);
    private final Param<String> link = param(TrainOption.LINK);
    private final DoubleParam tol = new DoubleParam(
            this,
            "tol",
            "stop when five steps move the objective by at most this, relative, or twenty do not lower it by that; 0 ="
                    + " never, which is the default where a method is named",
            ParamValidators.gtEq(0));
    private final LongParam maxBytes =
            new LongParam(this, "maxBytes", TrainOption.MAX_BYTES.text(), ParamValidators.gtEq(0));
    private final IntParam numClients = new IntParam(
            this, "numClients", TrainOption.CLIENTS.text() + "; 0 = one per core", ParamValidators.gtEq(0));
    private final IntParam numPartitions = new IntParam(
            this, "numPartitions", TrainOption.PARTITIONS.text() + "; 0 = by that rule", ParamValidators.gtEq(0));
    private final Param<String> split = param(TrainOption.SPLIT);

    public EF21LogisticRegression() {
        this(Identifiable.randomUID(PREFIX));
    }

    /** With a uid; {@code copy} and {@code load} need it. */
    public EF21LogisticRegression(String uid) {
        this(Uids.next(uid));
    }

    private EF21LogisticRegression(Uids.Ready ready) {
        super();
        this.uid = ready.uid();
        setDefault(maxIter, 100);
        setDefault(regParam, 0.0);
        setDefault(seed, 0L);
        setDefault(regularizer, "l2");
        setDefault(regularizerAt, TrainOption.REGULARIZER_AT.defaultValue());
        setDefault(method, TrainOption.METHOD.defaultValue());
        setDefault(compressor, TrainOption.COMPRESSOR.defaultValue());
        setDefault(valueBits, 32);
        setDefault(init, TrainOption.INIT.defaultValue());
        setDefault(statePrecision, TrainOption.STATE_PRECISION.defaultValue());
        setDefault(downlink, TrainOption.DOWNLINK.defaultValue());
        setDefault(clientWeights, "rows");
        setDefault(stepSizeRule, TrainOption.STEP_SIZE.defaultValue());
        setDefault(gradientTol, 0.0);
        setDefault(serverUpdate, TrainOption.SERVER_UPDATE.defaultValue());
        setDefault(precondition, TrainOption.PRECONDITION.defaultValue());
        setDefault(link, TrainOption.LINK.defaultValue());
        setDefault(tol, 1e-6);
        setDefault(maxBytes, 0L);
        setDefault(numClients, 0);
        setDefault(numPartitions, 0);
        setDefault(split, TrainOption.SPLIT.defaultValue());
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uids.take(PREFIX);
        }
        return uid;
    }

    private Param<String> param(TrainOption option) {
        return new Param<>(this, option.param(), option.text() + ": " + option.argument());
    }

    @Override
    public EF21LogisticRegression copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    /** Reads what {@code write().save(path)} wrote. */
    public static MLReader<EF21LogisticRegression> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static EF21LogisticRegression load(String path) {
        return read().load(path);
    }

    @Override
    public LogisticRegressionModel train(Dataset<?> dataset) {
        TrainingOptions options = options();
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
        try (RowSource source =
                RowSource.dataset(dataset, RowColumns.of($(labelCol()), $(featuresCol())), LabelKind.TWO_CLASSES)) {
            int cores = spark.defaultParallelism();
            long rows = source.summary().rows();
            int clients = getNumClients() > 0 ? getNumClients() : (int) Math.min(rows, cores);
            int partitions = getNumPartitions() > 0 ? getNumPartitions() : Math.min(clients, 2 * cores);
            Regularizer atClients = regularizesAtServer() ? new Regularizer.None() : penalty();
            Deal deal = new Deal(
                    new Split(rows, clients, $(split).equals("shuffled"), getSeed()),
                    source.summary().width(),
                    atClients instanceof Regularizer.None,
                    new BinaryLabels(0, 1));
            try (SparkEngine engine = new SparkEngine(
                    spark, SparkClients.onRows(source, deal, new Loss.Logistic(), atClients, partitions), 0)) {
                Outcome outcome = new Training(options).run(engine, record -> {});
                if (outcome.reason() == StopReason.DIVERGED) {
                    throw new IllegalStateException(
                            "the fit diverged at round %d with step size %s: use a smaller stepSizeRule"
                                    .formatted(
                                            outcome.last().round(),
                                            outcome.setting().stepSize().gamma()));
                }
                return copyValues(
                        SparkModels.logistic(
                                uid(), outcome.setting().population().columns(), false, outcome.model()),
                        ParamMap.empty());
            }
        }
    }

    private TrainingOptions options() {
        TrainOption.REGULARIZER_AT.requireChoice($(regularizerAt));
        TrainOption.CLIENT_WEIGHTS.requireChoice($(clientWeights));
        TrainOption.INIT.requireChoice($(init));
        TrainOption.STATE_PRECISION.requireChoice($(statePrecision));
        TrainOption.SPLIT.requireChoice($(split));
        Choices choices = choices();
        return new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.of((Integer) $(valueBits)),
                $(init).equals("full"),
                $(statePrecision).equals("float"),
                choices.chosenDownlink(),
                regularizesAtServer() ? penalty() : new Regularizer.None(),
                $(clientWeights).equals("rows"),
                choices.chosenStepSize(),
                getMaxIter(),
                (Double) $(gradientTol),
                0,
                getSeed(),
                choices.acceleration(),
                isSet(tol) || !choices.published() ? (Double) $(tol) : 0,
                (Long) $(maxBytes));
    }

    private Choices choices() {
        return new Choices(
                $(method),
                MethodOptions.NONE,
                $(compressor),
                $(downlink),
                $(serverUpdate),
                $(precondition),
                $(stepSizeRule),
                $(link));
    }

    /** Estimators keep the regularizer at the server unless told otherwise. */
    private boolean regularizesAtServer() {
        return !$(regularizerAt).equals("clients");
    }

    private Regularizer penalty() {
        return getRegParam() == 0 ? new Regularizer.None() : Regularizer.parse($(regularizer) + ":" + getRegParam());
    }

    // Params: the accessor of a Param carries its name, that is how Spark finds it.

    public IntParam maxIter() {
        return maxIter;
    }

    public EF21LogisticRegression setMaxIter(int value) {
        set(maxIter, value);
        return this;
    }

    public int getMaxIter() {
        return (Integer) $(maxIter);
    }

    public DoubleParam regParam() {
        return regParam;
    }

    public EF21LogisticRegression setRegParam(double value) {
        set(regParam, value);
        return this;
    }

    public double getRegParam() {
        return (Double) $(regParam);
    }

    public LongParam seed() {
        return seed;
    }

    public EF21LogisticRegression setSeed(long value) {
        set(seed, value);
        return this;
    }

    public long getSeed() {
        return (Long) $(seed);
    }

    public Param<String> regularizer() {
        return regularizer;
    }

    public EF21LogisticRegression setRegularizer(String value) {
        set(regularizer, value);
        return this;
    }

    public String getRegularizer() {
        return $(regularizer);
    }

    public Param<String> regularizerAt() {
        return regularizerAt;
    }

    public EF21LogisticRegression setRegularizerAt(String value) {
        set(regularizerAt, value);
        return this;
    }

    public String getRegularizerAt() {
        return $(regularizerAt);
    }

    public Param<String> method() {
        return method;
    }

    public EF21LogisticRegression setMethod(String value) {
        set(method, value);
        return this;
    }

    public String getMethod() {
        return $(method);
    }

    public Param<String> compressor() {
        return compressor;
    }

    public EF21LogisticRegression setCompressor(String value) {
        set(compressor, value);
        return this;
    }

    public String getCompressor() {
        return $(compressor);
    }

    public IntParam valueBits() {
        return valueBits;
    }

    public EF21LogisticRegression setValueBits(int value) {
        set(valueBits, value);
        return this;
    }

    public int getValueBits() {
        return (Integer) $(valueBits);
    }

    public Param<String> init() {
        return init;
    }

    public EF21LogisticRegression setInit(String value) {
        set(init, value);
        return this;
    }

    public String getInit() {
        return $(init);
    }

    public Param<String> clientWeights() {
        return clientWeights;
    }

    public EF21LogisticRegression setClientWeights(String value) {
        set(clientWeights, value);
        return this;
    }

    public String getClientWeights() {
        return $(clientWeights);
    }

    public Param<String> stepSizeRule() {
        return stepSizeRule;
    }

    public EF21LogisticRegression setStepSizeRule(String value) {
        set(stepSizeRule, value);
        return this;
    }

    public String getStepSizeRule() {
        return $(stepSizeRule);
    }

    public DoubleParam gradientTol() {
        return gradientTol;
    }

    public EF21LogisticRegression setGradientTol(double value) {
        set(gradientTol, value);
        return this;
    }

    public double getGradientTol() {
        return (Double) $(gradientTol);
    }

    public IntParam numClients() {
        return numClients;
    }

    public EF21LogisticRegression setNumClients(int value) {
        set(numClients, value);
        return this;
    }

    public int getNumClients() {
        return (Integer) $(numClients);
    }

    public IntParam numPartitions() {
        return numPartitions;
    }

    public EF21LogisticRegression setNumPartitions(int value) {
        set(numPartitions, value);
        return this;
    }

    public int getNumPartitions() {
        return (Integer) $(numPartitions);
    }

    public Param<String> split() {
        return split;
    }

    public EF21LogisticRegression setSplit(String value) {
        set(split, value);
        return this;
    }

    public String getSplit() {
        return $(split);
    }

    public Param<String> statePrecision() {
        return statePrecision;
    }

    public EF21LogisticRegression setStatePrecision(String value) {
        set(statePrecision, value);
        return this;
    }

    public String getStatePrecision() {
        return $(statePrecision);
    }

    public Param<String> downlink() {
        return downlink;
    }

    public EF21LogisticRegression setDownlink(String value) {
        set(downlink, value);
        return this;
    }

    public String getDownlink() {
        return $(downlink);
    }

    public Param<String> serverUpdate() {
        return serverUpdate;
    }

    public EF21LogisticRegression setServerUpdate(String value) {
        set(serverUpdate, value);
        return this;
    }

    public String getServerUpdate() {
        return $(serverUpdate);
    }

    public Param<String> precondition() {
        return precondition;
    }

    public EF21LogisticRegression setPrecondition(String value) {
        set(precondition, value);
        return this;
    }

    public String getPrecondition() {
        return $(precondition);
    }

    public Param<String> link() {
        return link;
    }

    public EF21LogisticRegression setLink(String value) {
        set(link, value);
        return this;
    }

    public String getLink() {
        return $(link);
    }

    public DoubleParam tol() {
        return tol;
    }

    public EF21LogisticRegression setTol(double value) {
        set(tol, value);
        return this;
    }

    public double getTol() {
        return (Double) $(tol);
    }

    public LongParam maxBytes() {
        return maxBytes;
    }

    public EF21LogisticRegression setMaxBytes(long value) {
        set(maxBytes, value);
        return this;
    }

    public long getMaxBytes() {
        return (Long) $(maxBytes);
    }
}
