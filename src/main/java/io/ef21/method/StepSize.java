package io.ef21.method;

/**
 * A step size and where it comes from.
 *
 * @param gamma positive, possibly infinite where f is constant
 * @param origin the theorem or convention, for people
 */
public record StepSize(double gamma, String origin) {
    /** The same multiplied. */
    public StepSize times(double multiple) {
        return multiple == 1 ? this : new StepSize(multiple * gamma, multiple + " x " + origin);
    }

    /** EF21, Theorem 2: 1 / (L + L_q sqrt(beta/theta)), L_q the quadratic mean of the L_i. */
    public static StepSize classic(Smoothness s, Contraction c) {
        return new StepSize(1 / (s.whole() + s.quadraticMean() * c.xi()), "EF21, Theorem 2 (quadratic mean of L_i)");
    }

    /** Error Feedback Reloaded, Theorem 3: the same with the arithmetic mean, so never smaller. */
    public static StepSize reloaded(Smoothness s, Contraction c) {
        return new StepSize(
                1 / (s.whole() + s.arithmeticMean() * c.xi()),
                "Error Feedback Reloaded, Theorem 3 (arithmetic mean of L_i)");
    }

    /** 1 / L. */
    public static StepSize descent(Smoothness s, String origin) {
        return new StepSize(1 / s.whole(), origin);
    }

    /** The step of {@link #classic} or {@link #reloaded} used by a method that has no theorem of its own. */
    public StepSize byConvention() {
        return new StepSize(gamma, "the step of " + origin + ", by convention: there is no theorem for this method");
    }
}
