package io.ef21.ml;

import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;

/**
 * An Estimator that fits a grid for less than its fits one by one: maps that differ in regParam alone share one run along a
 * regularization path.
 *
 * @param <M> what it fits
 */
public interface FitsGrids<M extends Model<M>> {
    /**
     * A model for each map.
     *
     * @param maps over the values that are set
     * @return in their order
     * @throws io.ef21.data.InvalidInputException as for a single fit
     */
    List<M> fitMultiple(Dataset<?> dataset, ParamMap[] maps);
}
