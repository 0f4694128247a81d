package io.ef21.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;

/**
 * Spark's CrossValidator, which fits every map of the grid by itself, except that an Estimator that {@link FitsGrids} fits
 * all maps of a fold at once: the folds, the metrics, the model and what is saved are Spark's own.
 */
public class PathCrossValidator extends CrossValidator {
    private static final long serialVersionUID = 1L;

    public PathCrossValidator() {
        this(Identifiable.randomUID("pathcv"));
    }

    /** With a uid; {@code copy} needs it. */
    public PathCrossValidator(String uid) {
        super(uid);
    }

    /** Writes what Spark's CrossValidator would: that is what loads it, with the same folds, grid and metric. */
    @Override
    public MLWriter write() {
        return copyValues(new CrossValidator(uid()), ParamMap.empty()).write();
    }

    @Override
    public CrossValidatorModel fit(Dataset<?> dataset) {
        Estimator<?> estimator = getEstimator();
        if (!(estimator instanceof FitsGrids<?>)) {
            return super.fit(dataset);
        }
        CrossValidator sharing = copy(ParamMap.empty());
        sharing.setEstimator(new GridEstimator<>(estimator, getEstimatorParamMaps(), dataset));
        CrossValidatorModel model = sharing.fit(dataset);
        model.set(model.estimator(), estimator);
        model.setParent(this);
        return model;
    }
}
