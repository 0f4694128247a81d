package io.ef21.ml;

import io.ef21.data.BinaryLabels;
import io.ef21.data.ClassLabels;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Nearest;
import io.ef21.objective.Loss;
import io.ef21.objective.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression, binomial and multinomial, by EF21 and its relatives. Labels are 0, 1, 2, ...; the result is Spark's
 * own {@link LogisticRegressionModel}, and its summary is an {@link EF21TrainingSummary} too. The objective is MLlib's.
 */
public class EF21LogisticRegression
        extends ProbabilisticClassifier<Vector, EF21LogisticRegression, LogisticRegressionModel>
        implements DefaultParamsWritable,
                FitsGrids<LogisticRegressionModel>,
                HasFamily<EF21LogisticRegression>,
                EF21LinearParams<EF21LogisticRegression> {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ef21logreg";

    // No initializer: uid() writes it while the super constructor runs.
    private @Nullable String uid;

    private final Settings settings;

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
        this.settings = new Settings(this);
        settings.setDefaults();
    }

    @Override
    public String uid() {
        if (uid == null) {
            uid = Uids.take(PREFIX);
        }
        return uid;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public EF21LogisticRegression copy(ParamMap extra) {
        return settings.copy(extra);
    }

    /** Reads what {@code write().save(path)} wrote. */
    public static MLReader<EF21LogisticRegression> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static EF21LogisticRegression load(String path) {
        return read().load(path);
    }

    /** Sets thresholds, and forgets threshold. */
    @Override
    public EF21LogisticRegression setThresholds(double[] value) {
        clear(threshold());
        return super.setThresholds(value);
    }

    @Override
    public double[] getThresholds() {
        return isSet(thresholds()) || !isSet(threshold())
                ? super.getThresholds()
                : new double[] {1 - getThreshold(), getThreshold()};
    }

    @Override
    public LogisticRegressionModel train(Dataset<?> dataset) {
        return finished(new Fit(uid(), settings, dataset).run(task(dataset)));
    }

    /** A model for each map, in their order; see {@link Grid}. */
    @Override
    public List<LogisticRegressionModel> fitMultiple(Dataset<?> dataset, ParamMap[] maps) {
        return Grid.fit(this, dataset, maps, (one, lambdas) -> new Fit(one.uid(), one.settings(), dataset)
                .run(one.task(dataset), lambdas).stream()
                        .map(fitted -> one.finished(fitted))
                        .toList());
    }

    private Fit.Task task(Dataset<?> dataset) {
        int named = classesNamed(dataset.schema().apply(getLabelCol()));
        requireThresholdsAgree();
        String family = settings.string(EstimatorParam.FAMILY).toLowerCase(Locale.ROOT);
        List<String> families = List.of("auto", "binomial", "multinomial");
        if (!families.contains(family)) {
            throw new InvalidInputException(Nearest.unknown("value of family", family, families));
        }
        return new Fit.Task(
                LabelKind.CLASSES, new Loss.Logistic(), rows -> goal(family, Math.max(rows.classes(), named)));
    }

    private LogisticRegressionModel finished(Fit.Fitted fitted) {
        LogisticRegressionModel model = copyValues((LogisticRegressionModel) fitted.model(uid()), ParamMap.empty());
        return Summaries.attach(model, fitted.rows(), fitted.history());
    }

    private void requireThresholdsAgree() {
        if (!isSet(thresholds()) || !isSet(threshold())) {
            return;
        }
        double own = (Double) getOrDefault(threshold());
        if (super.getThresholds().length != 2 || Math.abs(getThreshold() - own) > 1e-5) {
            throw new InvalidInputException(
                    "threshold %s and thresholds %s are both set, and say different things: clear one"
                            .formatted(own, Arrays.toString(super.getThresholds())));
        }
    }

    /** The classes that the metadata of the label column name, as StringIndexer's do; 0 where they name none. */
    private static int classesNamed(StructField label) {
        return Attribute.fromStructField(label) instanceof NominalAttribute nominal
                        && nominal.getNumValues().isDefined()
                ? (Integer) nominal.getNumValues().get()
                : 0;
    }

    private Fit.Goal goal(String family, int classes) {
        ClassLabels labels = ClassLabels.numbered(Math.max(2, classes));
        if (family.equals("binomial") && labels.classes() > 2) {
            throw new InvalidInputException(
                    "family binomial takes labels 0 and 1 (got %s): use family multinomial, or auto"
                            .formatted(labels.values()[labels.classes() - 1]));
        }
        if (isSet(thresholds()) && super.getThresholds().length != labels.classes()) {
            throw new InvalidInputException("thresholds must be one per class, %d (got %d)"
                    .formatted(labels.classes(), super.getThresholds().length));
        }
        return family.equals("multinomial") || labels.classes() > 2
                ? new Fit.Goal(new Softmax(), labels)
                : new Fit.Goal(new Loss.Logistic(), new BinaryLabels(0, 1));
    }
}
