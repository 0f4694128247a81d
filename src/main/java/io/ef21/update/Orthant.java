package io.ef21.update;

import io.ef21.objective.Penalty;

/**
 * What orthant-wise L-BFGS (Andrew and Gao 2007) does where the penalty has absolute values: the steepest descent
 * direction of f + p, and the projection onto the orthant in which p is linear. Without absolute values all of it is the
 * identity. Stateless.
 */
public final class Orthant {
    private Orthant() {}

    /** The pseudo-gradient: minus the steepest descent direction; {@code gradient} itself where p = 0. */
    public static double[] pseudoGradient(double[] z, double[] gradient, Penalty penalty) {
        if (!penalty.proximal()) {
            return gradient;
        }
        double[] pseudo = new double[z.length];
        for (int j = 0; j < z.length; j++) {
            double weight = penalty.absolute(j);
            if (z[j] > 0) {
                pseudo[j] = gradient[j] + weight;
            } else if (z[j] < 0) {
                pseudo[j] = gradient[j] - weight;
            } else if (gradient[j] < -weight) {
                pseudo[j] = gradient[j] + weight;
            } else if (gradient[j] > weight) {
                pseudo[j] = gradient[j] - weight;
            }
        }
        return pseudo;
    }

    /** Clears the entries of a direction that do not descend. */
    static void align(double[] direction, double[] pseudoGradient, Penalty penalty) {
        if (penalty.proximal()) {
            for (int j = 0; j < direction.length; j++) {
                if (penalty.absolute(j) > 0 && direction[j] * pseudoGradient[j] >= 0) {
                    direction[j] = 0;
                }
            }
        }
    }

    /** Cuts a change of z where it would leave the orthant: there z becomes zero. */
    static void project(double[] z, double[] pseudoGradient, double[] change, Penalty penalty) {
        if (penalty.proximal()) {
            for (int j = 0; j < change.length; j++) {
                double side = z[j] == 0 ? -pseudoGradient[j] : z[j];
                if (penalty.absolute(j) > 0 && (z[j] + change[j]) * side <= 0) {
                    change[j] = -z[j];
                }
            }
        }
    }
}
