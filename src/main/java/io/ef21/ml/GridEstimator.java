package io.ef21.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * An Estimator who knows the grid that it will be asked for: the first fit of a fold fits all of it. Thread-safe, as
 * cross-validation asks on several threads.
 *
 * @param <M> what it fits
 */
final class GridEstimator<M extends Model<M>> extends Estimator<M> {
    private static final long serialVersionUID = 1L;

    private final transient Estimator<M> real;
    private final transient ParamMap[] maps;
    private final transient Dataset<?> whole;
    private final transient Map<Fold, List<M>> fitted = new ConcurrentHashMap<>();

    /** Rows by their identity: every fold's are one object. */
    private record Fold(Dataset<?> rows) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Fold fold && fold.rows == rows;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(rows);
        }
    }

    /**
     * @param whole the rows of all folds: of them one model alone will be wanted
     */
    @SuppressWarnings("unchecked")
    GridEstimator(Estimator<?> real, ParamMap[] maps, Dataset<?> whole) {
        this.real = (Estimator<M>) real;
        this.maps = maps;
        this.whole = whole;
    }

    @Override
    public M fit(Dataset<?> dataset, ParamMap map) {
        if (dataset == whole) {
            return real.fit(dataset, map);
        }
        int place = Arrays.asList(maps).indexOf(map);
        return place < 0
                ? real.fit(dataset, map)
                : fitted.computeIfAbsent(new Fold(dataset), this::fitAll).get(place);
    }

    @SuppressWarnings("unchecked")
    private List<M> fitAll(Fold fold) {
        return ((FitsGrids<M>) real).fitMultiple(fold.rows(), maps);
    }

    @Override
    public M fit(Dataset<?> dataset) {
        return real.fit(dataset);
    }

    @Override
    public Estimator<M> copy(ParamMap extra) {
        return new GridEstimator<>(real.copy(extra), maps, whole);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return real.transformSchema(schema);
    }

    @Override
    public String uid() {
        return real.uid();
    }
}
