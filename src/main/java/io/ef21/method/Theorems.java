package io.ef21.method;

import io.ef21.compress.Spread;
import io.ef21.data.InvalidInputException;

/** The step sizes of the methods that have theorems of their own; those of EF21 and of compressed gradients are {@link Theory}'s. */
public final class Theorems {
    private Theorems() {}

    /**
     * EF21 with momentum (Momentum provably improves error feedback, Theorem 3, with explicit constants): min(alpha / (20 L_q),
     * eta / (7 L)).
     */
    public static Theorem momentum(double eta) {
        return theory -> {
            Smoothness s = theory.smoothness();
            double alpha = theory.contraction().alpha();
            return new StepSize(
                    Math.min(alpha / (20 * s.quadraticMean()), eta / (7 * s.whole())),
                    "EF21-SGDM, min(alpha/(20 L_q), eta/(7 L)); noise of the samples stays",
                    Double.NaN);
        };
    }

    /**
     * EF21 with stochastic gradients: 1 / (L + L_m sqrt(b / t)), t = 1 - (1 - alpha)(1 + alpha/4)^2, b = (1 - alpha)(1 +
     * alpha/4)(1 + 4/alpha); the noise stays (EF21-SGD; EF21-W-SGD with the arithmetic mean).
     */
    public static StepSize stochastic(Theory theory) {
        double alpha = theory.contraction().alpha();
        double rho = alpha / 4;
        double t = 1 - (1 - alpha) * (1 + rho) * (1 + rho);
        double b = (1 - alpha) * (1 + rho) * (1 + 1 / rho);
        return new StepSize(
                1 / (theory.smoothness().whole() + theory.mean() * Math.sqrt(b / t)),
                "EF21-SGD, 1/(L + L_m sqrt(b/t)), " + theory.meanOf() + "; noise of the samples stays",
                Double.NaN);
    }

    /**
     * EF21 with partial participation: 1 / (L + L_m sqrt(B / t)), t = p theta / 2, B = p beta + (1 - p)(1 + 1/rho), rho = p
     * theta / (2 (1 - p)) (EF21-PP).
     */
    public static StepSize partial(Theory theory) {
        double p = theory.presence();
        if (p == 1) {
            return theory.errorFeedback();
        }
        Contraction c = theory.contraction();
        double rho = p * c.theta() / (2 * (1 - p));
        double b = p * c.beta() + (1 - p) * (1 + 1 / rho);
        return new StepSize(
                1 / (theory.smoothness().whole() + theory.mean() * Math.sqrt(2 * b / (p * c.theta()))),
                "EF21-PP, 1/(L + L_m sqrt(B/(p theta/2))), " + theory.meanOf(),
                Double.NaN);
    }

    /**
     * EF21 with heavy ball: (1 - eta) / (2L + sqrt(4 L^2 eta^2 / (1 - eta)^2 + 2 L_m^2 beta / theta)) (EF21-HB).
     */
    public static Theorem heavyBall(double eta) {
        return theory -> {
            double whole = theory.smoothness().whole();
            double ball = 2 * whole * eta / (1 - eta);
            double noise = theory.mean() * theory.contraction().xi();
            return new StepSize(
                    (1 - eta) / (2 * whole + Math.sqrt(ball * ball + 2 * noise * noise)),
                    "EF21-HB, " + theory.meanOf(),
                    2 * (1 - eta));
        };
    }

    /**
     * EF21 with bidirectional compression: 1 / (L + L_m sqrt(16 b_M / t_M + (2 b_w / t_w)(1 + 8 b_M / t_M))) (EF21-BC).
     */
    public static StepSize bidirectional(Theory theory) {
        Guarantee down = theory.downlink();
        double downlink = 0;
        if (down != null) {
            down.requireContraction();
            double xi = new Contraction(down.alpha()).xi();
            downlink = xi * xi;
        }
        double xi = theory.contraction().xi();
        double both = 16 * downlink + 2 * xi * xi * (1 + 8 * downlink);
        return new StepSize(
                1 / (theory.smoothness().whole() + theory.mean() * Math.sqrt(both)),
                "EF21-BC, " + theory.meanOf(),
                Double.NaN);
    }

    /**
     * EF21 with PAGE: 1 / (L + sqrt((4 beta / theta) L_q^2 + 2 (3 beta / theta + 1/p) l^2)), l^2 = (1 - p) / tau times the
     * quadratic mean of the samples' constants.
     */
    public static StepSize page(Theory theory, Sampling sampling, double p) {
        Smoothness s = theory.smoothness();
        if (Double.isNaN(s.ofSamples())) {
            throw new InvalidInputException(
                    "--method ef21-page has no step of theory here, as the smoothness constants of"
                            + " single samples are not known: give a number for --step-size, or use --precondition none");
        }
        double xi = theory.contraction().xi();
        double share = (1 - p) / sampling.sizeAmong(theory.samples());
        double squares = 4 * xi * xi * s.quadraticMean() * s.quadraticMean()
                + 2 * (3 * xi * xi + 1 / p) * share * s.ofSamples() * s.ofSamples();
        return new StepSize(1 / (s.whole() + Math.sqrt(squares)), "EF21-PAGE");
    }

    /** Three-point compressors: 1 / (L + L_q sqrt(B / A)) (3PC, Theorem 1). */
    public static StepSize threePoint(Theory theory, String name, double a, double b) {
        Smoothness s = theory.smoothness();
        return new StepSize(1 / (s.whole() + s.quadraticMean() * Math.sqrt(b / a)), "3PC, " + name);
    }

    /**
     * DIANA, nonconvex: min(1 / (2L), (a / (2 L_q)) sqrt(n / ((2 + a) omega))), a = 1 / (1 + omega); with a shared seed
     * errors do not average, and n is 1.
     */
    public static StepSize diana(Theory theory) {
        Smoothness s = theory.smoothness();
        double omega = theory.guarantee().omega();
        double a = 1 / (1 + omega);
        double n = theory.guarantee().sharedSeed() ? 1 : theory.effective();
        double shifts =
                omega == 0 ? Double.POSITIVE_INFINITY : a / (2 * s.quadraticMean()) * Math.sqrt(n / ((2 + a) * omega));
        return new StepSize(Math.min(1 / (2 * s.whole()), shifts), "DIANA, not convex", Double.NaN);
    }

    /** MARINA: 1 / (L + L_q sqrt((1 - p) omega / (p n))); with a shared seed errors do not average, and n is 1. */
    public static StepSize marina(Theory theory, double p) {
        Smoothness s = theory.smoothness();
        double n = theory.guarantee().sharedSeed() ? 1 : theory.effective();
        double noise = Math.sqrt((1 - p) * theory.guarantee().omega() / (p * n));
        return new StepSize(1 / (s.whole() + (p == 1 ? 0 : s.quadraticMean() * noise)), "MARINA, Theorem 2.1");
    }

    /**
     * EF-BV: 1 / (L + L_q sqrt(r_av / r) / s*), s* = sqrt((1 + r) / (2r)) - 1, r and r_av from the compressor's bias and variance
     * (Theorem 1).
     */
    public static StepSize efBv(Theory theory) {
        Smoothness s = theory.smoothness();
        Guarantee c = theory.guarantee();
        Spread one = c.spread();
        Spread mean = c.spreadOfMean(theory.effective());
        double r = one.left(one.rate());
        double all = mean.left(mean.rate());
        if (r == 0) {
            return StepSize.descent(s, "EF-BV with exact messages, 1/L");
        }
        if (!(r < 1)) {
            c.requireContraction();
        }
        double star = Math.sqrt((1 + r) / (2 * r)) - 1;
        return new StepSize(
                1 / (s.whole() + s.quadraticMean() * Math.sqrt(all / r) / star), "EF-BV, Theorem 1", Double.NaN);
    }

    /**
     * ConEF: min(1 / (4L), 1 / (L (sqrt(T / n) + T^(1/3)))). Its theorem asks for a memory that is hardly compressed, (1 -
     * alpha)(1 + sqrt(omega))^2 below 1; the step is the same without.
     */
    public static StepSize contractive(Theory theory) {
        double whole = theory.smoothness().whole();
        double t = theory.rounds();
        double n = theory.effective();
        return new StepSize(
                1 / (whole * Math.max(4, Math.sqrt(t / n) + Math.cbrt(t))),
                "ConEF, Theorems 1 to 3, for this many rounds",
                Double.NaN);
    }

    /** EF21-P: 1 / (L (1 + xi)) of the downlink's compressor. */
    public static StepSize primal(Theory theory) {
        Guarantee down = theory.downlink();
        double xi = 0;
        if (down != null) {
            down.requireContraction();
            xi = new Contraction(down.alpha()).xi();
        }
        return new StepSize(1 / (theory.smoothness().whole() * (1 + xi)), "EF21-P, 1/(L (1 + xi))");
    }

    /**
     * On biased compression, Theorem 21: 1 / (14 (2 / alpha) max L_i) for constant steps, and for schedule (i) the first of 4
     * / (mu (kappa + k)), kappa = 56 (2 / alpha) max L_i / mu.
     */
    public static Theorem biased(Averaging averaging) {
        return theory -> {
            Smoothness s = theory.smoothness();
            double delta = 1 / theory.contraction().alpha();
            if (averaging != Averaging.UNIFORM) {
                s.requireStrongConvexity();
            }
            return new StepSize(
                    1 / (14 * 2 * delta * s.largest()),
                    "On biased compression, Theorem 21, 1/(28 max L_i / alpha)",
                    Double.NaN);
        };
    }

    /** Normalised steps need no smoothness: (T + 1)^-power. */
    public static Theorem normalized(double power) {
        return theory -> new StepSize(
                Math.pow(theory.rounds() + 1.0, -power),
                "normalized steps, (T + 1)^-" + power + ": no constants needed",
                Double.NaN);
    }

    /** R messages of what is left contract by 1 - (1 - alpha)^R: EF21's step for that, by convention (NEOLITHIC). */
    public static Theorem repeated(int messages) {
        return theory -> {
            Contraction all =
                    new Contraction(1 - Math.pow(1 - theory.contraction().alpha(), messages));
            return StepSize.reloaded(theory.smoothness(), all).byConvention();
        };
    }

    /** The step for whole gradients where they are sampled: the noise of the samples stays. */
    public static Theorem sampled(Theorem whole) {
        return theory -> {
            StepSize step = whole.stepSize(theory);
            return new StepSize(step.gamma(), step.origin() + "; noise of the samples stays", Double.NaN);
        };
    }

    /** The step of EF21, by convention. */
    public static StepSize conventional(Theory theory) {
        return theory.errorFeedback().byConvention();
    }

    /** There is none. */
    public static Theorem none(String method, String instead) {
        return theory -> {
            throw new InvalidInputException(
                    "--method " + method + " has no step of theory: give a number for --step-size, such as " + instead);
        };
    }
}
