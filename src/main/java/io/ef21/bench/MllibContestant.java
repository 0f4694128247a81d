package io.ef21.bench;

import io.ef21.spark.VectorFrame;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's own {@link LogisticRegression}: L-BFGS, no intercept, its own blocks and depth of aggregation.
 *
 * <p>It does not tell how far it was after how many bytes; these are spread evenly over the iterations.
 *
 * @param name of the contestant
 * @param lambda of l2 = lambda/2 ||x||^2
 * @param standardized whether the regularizer applies to standardized columns: another objective; such fits stop where
 *     MLlib's defaults say, whatever number of iterations is asked for
 * @param partitions of the data
 * @param receivers of the coefficients in every evaluation
 */
public record MllibContestant(String name, double lambda, boolean standardized, int partitions, int receivers)
        implements Contestant {
    /** Far below every gap that is measured: a fit ends by its iterations. */
    private static final double TOLERANCE = 1e-12;

    @Override
    public Prepared prepare(JavaSparkContext spark, BenchData.Rows rows) {
        SparkSession session = SparkSession.builder().getOrCreate();
        Dataset<Row> data = VectorFrame.of(session, rows.source(), rows.labels(), rows.features(), partitions)
                .cache();
        data.count();
        return new WithFrame(this, spark, data, rows.features(), rows.heldOut());
    }

    private LogisticRegression estimator(int iterations) {
        LogisticRegression estimator = new LogisticRegression()
                .setLabelCol(VectorFrame.LABEL)
                .setFeaturesCol(VectorFrame.FEATURES)
                .setFamily("binomial")
                .setFitIntercept(false)
                .setStandardization(standardized)
                .setElasticNetParam(0)
                .setRegParam(lambda);
        return standardized ? estimator : estimator.setMaxIter(iterations).setTol(TOLERANCE);
    }

    private record WithFrame(
            MllibContestant contestant, JavaSparkContext spark, Dataset<Row> data, int features, HeldOutRows heldOut)
            implements Prepared {
        @Override
        public Fit fit(int iterations) {
            LogisticRegression estimator = contestant.estimator(iterations);
            try (JobMeter meter = new JobMeter(spark, UUID.randomUUID().toString());
                    HeapWatch heap = new HeapWatch()) {
                long start = System.nanoTime();
                LogisticRegressionModel model = estimator.fit(data);
                double seconds = (System.nanoTime() - start) / 1e9;
                meter.await();
                double[] objectives = model.summary().objectiveHistory();
                Traffic traffic = meter.traffic((long) features * Double.BYTES, contestant.receivers());
                return new Fit(
                        iterations,
                        objectives,
                        spread(traffic, objectives.length),
                        seconds,
                        traffic,
                        heap.measured(),
                        heldOutLoss(model.coefficients()));
            }
        }

        @Override
        public void close() {
            data.unpersist(true);
        }

        private double heldOutLoss(Vector coefficients) {
            double[] x = coefficients.toArray();
            return heldOut.logLoss(column -> column < x.length ? x[column] : 0);
        }

        /** The first point has been paid with the setup and one evaluation. */
        private static double[] spread(Traffic traffic, int points) {
            double[] moved = new double[points];
            double each = (double) (traffic.total() - traffic.setup()) / points;
            for (int i = 0; i < points; i++) {
                moved[i] = traffic.setup() + each * (i + 1);
            }
            return moved;
        }
    }
}
