package io.ef21.ml;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CanonicalTree;
import io.ef21.objective.Objective;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Early stopping on rows that are not trained on: their mean loss is taken every {@link #EVERY} rounds, and after {@link
 * #PATIENCE} times without a lower one the run ends. The model is that of the lowest. Each time, the model travels to the
 * executors in full, which the run's own bytes do not count. For the driver's thread.
 */
final class Validation implements RoundListener, AutoCloseable {
    /** Rounds between two looks. */
    static final int EVERY = 5;

    /** So many looks without a lower loss end the run. */
    static final int PATIENCE = 3;

    private final JavaRDD<Objective> rows;
    private @Nullable Columns columns;
    private double lowest = Double.POSITIVE_INFINITY;
    private double @Nullable [] best;
    private int without;

    /**
     * The model, as it travels.
     *
     * @param columns of the entries of x; all others are 0
     */
    private record Seen(Columns columns, double[] x) implements Serializable {
        private static final long serialVersionUID = 1L;

        double[] at(Columns own) {
            int[] ids = own.ids();
            if (ids == null && columns.ids() == null) {
                return x;
            }
            double[] there = new double[own.size()];
            for (int k = 0; k < there.length; k++) {
                int place = columns.place(ids == null ? k : ids[k]);
                there[k] = place < 0 ? 0 : x[place];
            }
            return there;
        }
    }

    /**
     * Validation on functions of the rows, without a regularizer.
     *
     * @param rows cached here, until this is closed
     */
    Validation(JavaRDD<Objective> rows) {
        this.rows = rows.setName("ef21 validation rows").persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** Reads them now: what they come from may be closed then. */
    void read() {
        rows.foreach(f -> {});
    }

    @Override
    public void started(Setting setting) {
        columns = setting.population().columns();
    }

    @Override
    public void round(RoundRecord record) {
        // what was trained on says nothing here
    }

    @Override
    public boolean ends(int round, Supplier<double[]> model) {
        if (round % EVERY != 0) {
            return false;
        }
        double[] x = model.get();
        double loss = loss(x);
        if (loss < lowest) {
            lowest = loss;
            best = x;
            without = 0;
            return false;
        }
        without++;
        return without == PATIENCE;
    }

    /**
     * The model with the lowest loss.
     *
     * @param last of the run, which may be better still
     */
    double[] best(double[] last) {
        return best == null || loss(last) < lowest ? last : best;
    }

    private double loss(double[] x) {
        if (columns == null) {
            throw new IllegalStateException("the run has not begun");
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.context());
        Broadcast<Seen> model = spark.broadcast(new Seen(columns, x));
        try {
            List<double[]> parts = rows.map(f -> {
                        double[] own = model.value().at(f.columns());
                        return new double[] {f.weight(), f.weight() * f.evaluate(own, new double[own.length])};
                    })
                    .collect();
            double weight = CanonicalTree.sum(
                    parts.stream().mapToDouble(part -> part[0]).toArray());
            return CanonicalTree.sum(parts.stream().mapToDouble(part -> part[1]).toArray()) / weight;
        } finally {
            model.destroy();
        }
    }

    @Override
    public void close() {
        rows.unpersist(false);
    }

    /**
     * Refuses a column that is not there.
     *
     * @throws InvalidInputException if it is not
     */
    static void requireColumn(String name, String[] names) {
        if (!Arrays.asList(names).contains(name)) {
            throw new InvalidInputException(
                    io.ef21.data.Nearest.unknown("column of validationIndicatorCol", name, Arrays.asList(names)));
        }
    }
}
