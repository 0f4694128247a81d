package io.ef21.ml;

import io.ef21.data.LabelKind;
import io.ef21.data.RealLabels;
import io.ef21.objective.Loss;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.Regressor;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Linear regression, squared error, by EF21 and its relatives. The result is Spark's own {@link LinearRegressionModel}, and
 * its summary is an {@link EF21TrainingSummary} too. The objective is the mean of (z - y)^2 / 2 and the regularizer.
 */
public class EF21LinearRegression extends Regressor<Vector, EF21LinearRegression, LinearRegressionModel>
        implements DefaultParamsWritable, FitsGrids<LinearRegressionModel>, EF21LinearParams<EF21LinearRegression> {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ef21linreg";

    // No initializer: uid() writes it while the super constructor runs.
    private @Nullable String uid;

    private final Settings settings;

    public EF21LinearRegression() {
        this(Identifiable.randomUID(PREFIX));
    }

    /** With a uid; {@code copy} and {@code load} need it. */
    public EF21LinearRegression(String uid) {
        this(Uids.next(uid));
    }

    private EF21LinearRegression(Uids.Ready ready) {
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
    public EF21LinearRegression copy(ParamMap extra) {
        return settings.copy(extra);
    }

    /** Reads what {@code write().save(path)} wrote. */
    public static MLReader<EF21LinearRegression> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static EF21LinearRegression load(String path) {
        return read().load(path);
    }

    @Override
    public LinearRegressionModel train(Dataset<?> dataset) {
        return finished(new Fit(uid(), settings, dataset).run(task()));
    }

    /** A model for each map, in their order; see {@link Grid}. */
    @Override
    public List<LinearRegressionModel> fitMultiple(Dataset<?> dataset, ParamMap[] maps) {
        return Grid.fit(this, dataset, maps, (one, lambdas) -> new Fit(one.uid(), one.settings(), dataset)
                .run(task(), lambdas).stream()
                        .map(fitted -> one.finished(fitted))
                        .toList());
    }

    private static Fit.Task task() {
        Fit.Goal goal = new Fit.Goal(new Loss.LeastSquares(), new RealLabels());
        return new Fit.Task(LabelKind.NUMBERS, goal.problem(), rows -> goal);
    }

    private LinearRegressionModel finished(Fit.Fitted fitted) {
        LinearRegressionModel model = copyValues((LinearRegressionModel) fitted.model(uid()), ParamMap.empty());
        return RegressionSummary.attach(model, fitted.rows(), fitted.history());
    }
}
