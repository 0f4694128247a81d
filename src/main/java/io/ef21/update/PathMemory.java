package io.ef21.update;

import io.ef21.kernel.Chunks;
import io.ef21.objective.Penalty;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What stays known of the curvature when the penalty of a run changes: all that is of the loss. In a pair (s, y) the part
 * of y that is the penalty's is taken out and that of the new penalty put in: exact for squares, and with the second
 * derivative at the present model for others. And from one solution of the path to the next there is one pair more,
 * along the path itself, which is where the next solution lies. Not thread-safe.
 */
final class PathMemory {
    private double[] solution = {};
    private double[] lossGradient = {};

    /**
     * Makes pairs of one penalty pairs of the next.
     *
     * @param end the last observation with the penalty before
     */
    void reweigh(CurvaturePairs pairs, Observation end, Penalty next) {
        double[] z = end.model();
        pairs.revise((s, y) -> plusCurvature(next, z, s, minusCurvature(end.penalty(), z, s, y)));
        double[] gradient = lossGradient(end);
        if (solution.length > 0) {
            double[] s = Chunks.minus(z, solution);
            pairs.add(s, plusCurvature(next, z, s, Chunks.minus(gradient, lossGradient)));
        }
        solution = z;
        lossGradient = gradient;
    }

    private static double[] lossGradient(Observation end) {
        double[] penalty = new double[end.model().length];
        end.penalty().addGradient(end.model(), penalty);
        return Chunks.minus(end.gradient(), penalty);
    }

    private static double[] plusCurvature(Penalty penalty, double[] z, double[] s, double[] y) {
        penalty.addCurvature(z, s, y);
        return y;
    }

    private static double[] minusCurvature(Penalty penalty, double[] z, double[] s, double[] y) {
        double[] curved = new double[y.length];
        penalty.addCurvature(z, s, curved);
        return Chunks.minus(y, curved);
    }

    void writeTo(DataOutputStream out) throws IOException {
        Vectors.write(out, solution);
        Vectors.write(out, lossGradient);
    }

    void readFrom(DataInputStream in) throws IOException {
        solution = Vectors.read(in);
        lossGradient = Vectors.read(in);
    }
}
