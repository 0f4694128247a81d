package io.ef21.update;

import io.ef21.Vectors;
import io.ef21.objective.Objective;
import io.ef21.objective.Penalty;
import io.ef21.objective.Regularizer;
import io.ef21.objective.Scaling;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A server that knows one function's exact gradient and moves by a stepper. */
final class Walk {
    private final Objective objective;
    private final Penalty penalty;
    private final Stepper stepper;
    private double[] z;
    private double downlink = 1;
    private int round;

    Walk(Objective objective, Penalty penalty, Stepper stepper, double[] start) {
        this.objective = objective;
        this.penalty = penalty;
        this.stepper = stepper;
        this.z = start.clone();
    }

    /** A penalty that steppers have to know about, of one of several kinds; scaled every other time. */
    static Penalty penalty(SplittableRandom random, int d) {
        Regularizer regularizer =
                switch (random.nextInt(4)) {
                    case 0 -> new Regularizer.None();
                    case 1 -> new Regularizer.L2(random.nextDouble());
                    case 2 -> new Regularizer.ElasticNet(random.nextDouble(3), 1);
                    default -> new Regularizer.ElasticNet(random.nextDouble(3), 0.5);
                };
        return new Penalty(regularizer, random.nextBoolean() ? scaling(random, d) : null);
    }

    /** Factors from 1/4 to 4. */
    static @Nullable Scaling scaling(SplittableRandom random, int d) {
        byte[] halves = new byte[d];
        for (int j = 0; j < d; j++) {
            halves[j] = (byte) random.nextInt(-4, 5);
        }
        return new Scaling(halves);
    }

    /** A round; whatever the action, the judgement of it. */
    Stepper.Action round() {
        return round(0, 0);
    }

    /**
     * A round in which the server sees something else.
     *
     * @param lie what the objective that it sees is too large by
     * @param distortion that it is told of, relative to the squared gradient
     */
    Stepper.Action round(double lie, double distortion) {
        Observation seen = observe(lie, distortion);
        Stepper.Action action = stepper.judge(seen);
        if (action == Stepper.Action.STEP || action == Stepper.Action.RETRY) {
            double[] change = Vectors.times(downlink, stepper.change(seen));
            z = z.clone();
            Vectors.add(1, change, z);
            stepper.moved(change);
        }
        round++;
        return action;
    }

    private Observation observe(double lie, double distortion) {
        double[] gradient = new double[z.length];
        double value = objective.evaluate(z, gradient) + penalty.value(z);
        double curvature = round == 0 ? curvature(gradient) : Double.NaN;
        penalty.addGradient(z, gradient);
        return new Observation(
                z, gradient, penalty, value + lie, distortion * Vectors.dot(gradient, gradient), curvature);
    }

    private double curvature(double[] v) {
        double[] product = new double[v.length];
        objective.addCurvature(v, product);
        return Vectors.dot(v, product) / Vectors.dot(v, v);
    }

    /** What moves it. */
    Stepper stepper() {
        return stepper;
    }

    /** From now on, only a fraction of every change arrives, as behind a compressor. */
    Walk applying(double fraction) {
        downlink = fraction;
        return this;
    }

    /** Goes on from here with another stepper. */
    Walk with(Stepper other) {
        Walk walk = new Walk(objective, penalty, other, z);
        walk.round = round;
        walk.downlink = downlink;
        return walk;
    }

    /** z. */
    double[] at() {
        return z;
    }

    /** f(z), penalty included. */
    double value() {
        return objective.evaluate(z, new double[z.length]) + penalty.value(z);
    }

    /** The norm of the smallest subgradient. */
    double subgradientNorm() {
        return Vectors.norm(Orthant.pseudoGradient(z, observe(0, 0).gradient(), penalty));
    }

    /** The whole gradient's norm. */
    double gradientNorm() {
        return Vectors.norm(observe(0, 0).gradient());
    }
}
