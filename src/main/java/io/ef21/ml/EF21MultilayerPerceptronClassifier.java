package io.ef21.ml;

import io.ef21.data.ClassLabels;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.RowSummary;
import io.ef21.objective.Perceptron;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A multilayer perceptron by EF21 and its relatives: MLlib's own topology and order of weights, sigmoid layers and softmax on
 * top. Labels are 0, 1, 2, ...; the result is Spark's own {@link MultilayerPerceptronClassificationModel}, and its summary is
 * an {@link EF21TrainingSummary} too.
 */
public class EF21MultilayerPerceptronClassifier
        extends ProbabilisticClassifier<
                Vector, EF21MultilayerPerceptronClassifier, MultilayerPerceptronClassificationModel>
        implements DefaultParamsWritable,
                HasLayers<EF21MultilayerPerceptronClassifier>,
                EF21Params<EF21MultilayerPerceptronClassifier> {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ef21mlpc";

    // No initializer: uid() writes it while the super constructor runs.
    private @Nullable String uid;

    private final Settings settings;

    public EF21MultilayerPerceptronClassifier() {
        this(Identifiable.randomUID(PREFIX));
    }

    /** With a uid; {@code copy} and {@code load} need it. */
    public EF21MultilayerPerceptronClassifier(String uid) {
        this(Uids.next(uid));
    }

    private EF21MultilayerPerceptronClassifier(Uids.Ready ready) {
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
    public EF21MultilayerPerceptronClassifier copy(ParamMap extra) {
        return settings.copy(extra);
    }

    /** Reads what {@code write().save(path)} wrote. */
    public static MLReader<EF21MultilayerPerceptronClassifier> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static EF21MultilayerPerceptronClassifier load(String path) {
        return read().load(path);
    }

    @Override
    public MultilayerPerceptronClassificationModel train(Dataset<?> dataset) {
        int[] layers = layersGiven();
        List<Integer> hidden =
                Arrays.stream(layers, 1, layers.length - 1).boxed().toList();
        Perceptron problem = new Perceptron(hidden, getSeed());
        Fit.Fitted fitted = new Fit(uid(), settings, dataset)
                .run(new Fit.Task(LabelKind.CLASSES, problem, rows -> goal(problem, layers, rows)));
        MultilayerPerceptronClassificationModel model =
                copyValues((MultilayerPerceptronClassificationModel) fitted.model(uid()), ParamMap.empty());
        return Summaries.attach(model, fitted.rows(), fitted.history());
    }

    private int[] layersGiven() {
        if (!isSet(layers())) {
            throw new InvalidInputException(
                    "layers is missing: name the features, the units of the hidden layers and the"
                            + " classes, such as [4, 5, 3]");
        }
        return getLayers();
    }

    private static Fit.Goal goal(Perceptron problem, int[] layers, RowSummary rows) {
        int outputs = layers[layers.length - 1];
        if (rows.width() != layers[0]) {
            throw new InvalidInputException(
                    "layers begins with %d inputs, and there are %d features".formatted(layers[0], rows.width()));
        }
        if (rows.classes() > outputs) {
            throw new InvalidInputException("layers ends with %d outputs, and there are %d classes: labels 0 to %d"
                    .formatted(outputs, rows.classes(), rows.classes() - 1));
        }
        return new Fit.Goal(problem, ClassLabels.numbered(outputs));
    }
}
