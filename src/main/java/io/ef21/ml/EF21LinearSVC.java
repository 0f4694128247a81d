package io.ef21.ml;

import io.ef21.data.BinaryLabels;
import io.ef21.data.LabelKind;
import io.ef21.objective.Loss;
import java.util.List;
import org.apache.spark.ml.classification.Classifier;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A linear support vector machine by EF21 and its relatives. Labels are 0 and 1. The loss is the squared hinge, max(0, 1 -
 * y z)^2 / 2, not the plain hinge of MLlib's LinearSVC: it has a gradient everywhere, which error feedback needs, and its
 * margins differ from MLlib's. The result is Spark's own {@link LinearSVCModel}, and its summary is an {@link
 * EF21TrainingSummary} too.
 */
public class EF21LinearSVC extends Classifier<Vector, EF21LinearSVC, LinearSVCModel>
        implements DefaultParamsWritable,
                FitsGrids<LinearSVCModel>,
                HasMarginThreshold<EF21LinearSVC>,
                EF21LinearParams<EF21LinearSVC> {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ef21linearsvc";

    // No initializer: uid() writes it while the super constructor runs.
    private @Nullable String uid;

    private final Settings settings;

    public EF21LinearSVC() {
        this(Identifiable.randomUID(PREFIX));
    }

    /** With a uid; {@code copy} and {@code load} need it. */
    public EF21LinearSVC(String uid) {
        this(Uids.next(uid));
    }

    private EF21LinearSVC(Uids.Ready ready) {
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
    public EF21LinearSVC copy(ParamMap extra) {
        return settings.copy(extra);
    }

    /** Reads what {@code write().save(path)} wrote. */
    public static MLReader<EF21LinearSVC> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static EF21LinearSVC load(String path) {
        return read().load(path);
    }

    @Override
    public LinearSVCModel train(Dataset<?> dataset) {
        return finished(new Fit(uid(), settings, dataset).run(task()));
    }

    /** A model for each map, in their order; see {@link Grid}. */
    @Override
    public List<LinearSVCModel> fitMultiple(Dataset<?> dataset, ParamMap[] maps) {
        return Grid.fit(this, dataset, maps, (one, lambdas) -> new Fit(one.uid(), one.settings(), dataset)
                .run(task(), lambdas).stream()
                        .map(fitted -> one.finished(fitted))
                        .toList());
    }

    private static Fit.Task task() {
        Fit.Goal goal = new Fit.Goal(new Loss.SquaredHinge(), new BinaryLabels(0, 1));
        return new Fit.Task(LabelKind.TWO_CLASSES, goal.problem(), rows -> goal);
    }

    private LinearSVCModel finished(Fit.Fitted fitted) {
        LinearSVCModel model = copyValues((LinearSVCModel) fitted.model(uid()), ParamMap.empty());
        return Summaries.attach(model, fitted.rows(), fitted.history());
    }
}
