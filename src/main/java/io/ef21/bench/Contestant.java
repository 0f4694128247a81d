package io.ef21.bench;

import org.apache.spark.api.java.JavaSparkContext;

/** A way to fit the objective. */
public interface Contestant {
    /** What it is called in options and tables. */
    String name();

    /** Keeps the rows in its own form, cached; the rows may be closed afterwards. */
    Prepared prepare(JavaSparkContext spark, BenchData.Rows rows);

    /** A contestant with its data. */
    interface Prepared extends AutoCloseable {
        /** Fits from x = 0 with at most so many iterations, and measures that. */
        Fit fit(int iterations);

        @Override
        void close();
    }
}
