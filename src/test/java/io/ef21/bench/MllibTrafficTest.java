package io.ef21.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** What is charged to MLlib, on data so small that it can be worked out. */
class MllibTrafficTest {
    private static final int FEATURES = 20_000;
    private static final String LOCATION = "generated:zipf:400:20000:10:1.2";
    private static final double LAMBDA = 0.01;

    private static BenchData data() {
        return new BenchData(LOCATION, 0, null, BenchData.TENTH, 5);
    }

    @Test
    void bytesOfAnEvaluation_areDenseVectors() throws IOException {
        JavaSparkContext spark = TestSpark.context();
        try (BenchData.Rows rows = data().read(spark);
                Contestant.Prepared four = new MllibContestant("mllib", LAMBDA, false, 4, 7).prepare(spark, rows)) {
            assertEquals(new DataSize(400, FEATURES, 4000, 40), rows.size());
            Fit fit = four.fit(5);
            assertEquals(5, fit.iterations());
            long model = (long) FEATURES * Double.BYTES;
            long evaluations = fit.traffic().down() / (7 * model);
            assertEquals(7 * model * evaluations, fit.traffic().down());
            assertTrue(evaluations >= 6 && evaluations <= 9, evaluations + " evaluations");
            // one dense vector and an envelope to the driver; it all went through a shuffle before, compressed
            double up = (double) fit.traffic().up() / evaluations;
            assertTrue(up > 0.2 * model && up < 1.1 * model + 4 * 5000, up + " bytes up");
            assertTrue(fit.traffic().shuffled() > 0, "shuffled");
            assertTrue(fit.traffic().setup() > 0, "setup");
            assertTrue(fit.traffic().results() > fit.traffic().up(), "results");
            assertEquals((double) fit.traffic().total(), fit.moved()[5], 1);
            assertTrue(fit.heap().peak() >= fit.heap().collected() && fit.heap().collected() > 0, "heap");
        }
    }

    @Test
    void theObjectiveStartsAtTheLossOfNoModel() throws IOException {
        JavaSparkContext spark = TestSpark.context();
        try (BenchData.Rows rows = data().read(spark);
                Contestant.Prepared mllib = new MllibContestant("mllib", LAMBDA, false, 2, 2).prepare(spark, rows)) {
            Fit fit = mllib.fit(3);
            assertEquals(Math.log(2), fit.objectives()[0], 1e-12);
            assertTrue(fit.objectives()[3] < fit.objectives()[0]);
            assertTrue(fit.heldOutLoss() < Math.log(2) + 0.1, "log-loss " + fit.heldOutLoss());
        }
    }

    @Test
    void standardized_runsToItsOwnEnd() throws IOException {
        JavaSparkContext spark = TestSpark.context();
        try (BenchData.Rows rows = data().read(spark);
                Contestant.Prepared mllib =
                        new MllibContestant("mllib-standardized", LAMBDA, true, 2, 2).prepare(spark, rows)) {
            assertTrue(mllib.fit(1).iterations() > 1);
        }
    }
}
