package io.ef21.run;

import io.ef21.objective.CurvatureCode;
import io.ef21.objective.Penalty;
import io.ef21.objective.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The diagonal preconditioner: one pass in which every client tells the curvature of its columns, to a quarter of an
 * octave, and the server answers with the scaling that follows from their sum.
 *
 * @param scaling null where an objective does not know its diagonal
 * @param bytes what moved for it, both ways, all clients
 */
record Preconditioner(@Nullable Scaling scaling, long bytes) {
    static final Preconditioner NONE = new Preconditioner(null, 0);

    /**
     * @param penalty the regularizer at the server, as a function of the model
     * @param spread of the columns, where steps are taken in variables that centre them; else null
     * @param intercepts so many last columns have ones only: their curvature is that of the loss
     */
    static Preconditioner compute(
            Engine engine, Summation summation, Penalty penalty, @Nullable Standardization spread, int intercepts) {
        List<byte[]> codes = engine.ask(client -> {
            double[] diagonal = new double[client.objective().dimension()];
            return client.objective().addCurvatureDiagonal(diagonal) ? CurvatureCode.encode(diagonal) : new byte[0];
        });
        double[] curvatures = new double[summation.size()];
        long bytes = 0;
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i).length == 0) {
                return NONE;
            }
            bytes += codes.get(i).length;
            double[] own = CurvatureCode.decode(codes.get(i), summation.supports()[i]);
            int[] positions = summation.positions()[i];
            for (int j = 0; j < own.length; j++) {
                curvatures[positions == null ? j : positions[j]] += summation.weights()[i] * own[j];
            }
        }
        int rest = curvatures.length - intercepts;
        for (int j = 0; j < curvatures.length; j++) {
            if (spread != null && j < rest) {
                double deviation = spread.deviations()[j];
                curvatures[j] = curvatures[rest + j % intercepts] * deviation * deviation;
            }
            curvatures[j] += penalty.curvatureOf(j);
        }
        Scaling scaling = Scaling.of(curvatures);
        return new Preconditioner(scaling, bytes + (long) codes.size() * scaling.encodedLength());
    }
}
