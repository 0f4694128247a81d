package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.LossRows;
import io.ef21.Problems;
import io.ef21.data.Deal;
import io.ef21.data.RowBlock;
import io.ef21.data.Split;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of the losses that are not logistic. */
class LinearModelsTest {
    private static final int ROWS = 1200;
    private static final int D = 25;
    private static final int CLIENTS = 6;
    private static final Regularizer NONE = new Regularizer.None();

    /** Against the least-squares solution of the rows by QR; equal shards, so that f is the mean over all rows. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1})
    void leastSquares_auto_solvesTheNormalEquations(double density) {
        LossRows data = new LossRows(11, ROWS, D, density, false, false);
        RowBlock block = data.block(0, ROWS);
        double[][] a = new double[ROWS][D];
        for (int i = 0; i < ROWS; i++) {
            for (int p = block.starts()[i]; p < block.starts()[i + 1]; p++) {
                a[i][block.columns()[p]] = block.value(p);
            }
        }
        double[] exact = new QRDecomposition(new Array2DRowRealMatrix(a))
                .getSolver()
                .solve(new ArrayRealVector(block.labels()))
                .toArray();
        Problems.Run run = train(new Loss.LeastSquares(), data, Problems.untuned("auto", "auto", NONE, 400, 0));
        double[] model = run.outcome().model();
        double norm = 0;
        double error = 0;
        for (int j = 0; j < D; j++) {
            norm += exact[j] * exact[j];
            error += (model[j] - exact[j]) * (model[j] - exact[j]);
        }
        assertTrue(error <= 1e-16 * norm, "relative error " + Math.sqrt(error / norm));
    }

    /** The untuned run and EF21 as in its paper come to the same minimum. */
    @ParameterizedTest
    @CsvSource({"least-squares", "huber:0.5", "squared-hinge"})
    void everyLoss_theMinimumOfThePapersMethod(String specification) {
        Loss loss = Loss.parse(specification);
        LossRows data = new LossRows(12, ROWS, D, 0.4, false, loss.binary());
        Regularizer ridge = new Regularizer.L2(0.01);
        Problems.Run untuned = train(loss, data, Problems.untuned("auto", "auto", ridge, 300, 0));
        Problems.Run paper = train(loss, data, Problems.untuned("ef21", "topk:0.5", ridge, 3000, 0));
        RoundRecord last = untuned.outcome().last();
        assertTrue(last.gradNormSq() < 1e-14, "squared gradient norm " + last.gradNormSq());
        assertEquals(last.objective(), paper.outcome().last().objective(), 1e-9 * last.objective());
        assertTrue(last.objective() < 0.9 * untuned.at(0).objective());
    }

    /** L of least squares is the largest eigenvalue of A'A / m, exactly: one step of a one-column problem solves it. */
    @Test
    void leastSquares_oneColumn_oneStep() {
        LossRows data = new LossRows(13, 50, 1, 1, false, false);
        Deal deal = new Deal(new Split(50, 1, false, 0), 1, false, LossRows.labels(new Loss.LeastSquares()));
        List<Objective> clients = deal.shards(List.of(data.block(0, 50))).stream()
                .map(new Loss.LeastSquares()::on)
                .toList();
        try (LocalEngine engine = LocalEngine.of(clients, 1)) {
            Problems.Run run = Problems.run(engine, Problems.options("gd", "identity", "theory", 1));
            assertTrue(run.at(1).gradNormSq() < 1e-14 * run.at(0).gradNormSq());
        }
    }

    private static Problems.Run train(Loss loss, LossRows data, TrainingOptions options) {
        Deal deal = new Deal(new Split(data.rows(), CLIENTS, false, 0), D, true, LossRows.labels(loss));
        List<Objective> clients = deal.shards(List.of(data.block(0, data.rows()))).stream()
                .map(loss::on)
                .toList();
        try (LocalEngine engine = LocalEngine.of(clients, 2)) {
            return Problems.run(engine, options);
        }
    }
}
