package io.ef21.update;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Nesterov's extrapolation: x^{t+1} = prox(z^t - gamma G(z^t)), z^{t+1} = x^{t+1} + beta_t (x^{t+1} - x^t). Clients hold
 * z, the point where gradients are taken. beta is constant, or that of FISTA (Beck and Teboulle 2009), beta_t = (t_k -
 * 1) / t_{k+1}, which starts again whenever (z^t - x^{t+1})'(x^{t+1} - x^t) > 0 (O'Donoghue and Candes 2015).
 */
final class ExtrapolatedStep implements Stepper {
    private final double gamma;
    private final double momentum;
    private final boolean fista;
    private double[] x;
    private double[] next;
    private double t = 1;

    private ExtrapolatedStep(int size, double gamma, double momentum, boolean fista) {
        this.gamma = gamma;
        this.momentum = momentum;
        this.fista = fista;
        this.x = new double[size];
        this.next = x;
    }

    static ExtrapolatedStep constant(int size, double gamma, double momentum) {
        return new ExtrapolatedStep(size, gamma, momentum, false);
    }

    static ExtrapolatedStep fista(int size, double gamma) {
        return new ExtrapolatedStep(size, gamma, 0, true);
    }

    @Override
    public void begin(double[] z) {
        x = z;
        next = z;
    }

    @Override
    public Action judge(Observation observation) {
        return Action.STEP;
    }

    @Override
    public double[] change(Observation seen) {
        double[] z = seen.model();
        double[] change = GradientStep.from(z, seen.gradient(), seen.penalty(), gamma);
        next = new double[z.length];
        double turn = 0;
        for (int j = 0; j < z.length; j++) {
            next[j] = z[j] + change[j];
            turn -= change[j] * (next[j] - x[j]);
        }
        double beta = fista ? fistaMomentum(turn) : momentum;
        for (int j = 0; j < z.length; j++) {
            change[j] += beta * (next[j] - x[j]);
        }
        return change;
    }

    private double fistaMomentum(double turn) {
        if (turn > 0) {
            t = 1;
            return 0;
        }
        double following = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
        double beta = (t - 1) / following;
        t = following;
        return beta;
    }

    @Override
    public void moved(double[] applied) {
        x = next;
    }

    @Override
    public double stepSize() {
        return gamma;
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        Vectors.write(out, x);
        out.writeDouble(t);
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        x = Vectors.read(in);
        t = in.readDouble();
    }
}
