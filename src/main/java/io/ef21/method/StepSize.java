package io.ef21.method;

/**
 * A step size and where it comes from.
 *
 * @param gamma positive, possibly infinite where f is constant
 * @param origin the theorem or convention, for people
 * @param rate c of its bound: from an exact start the mean of ||grad f(x^t)||^2 over T rounds is at most c (f(x^0) - inf f) /
 *     (gamma T); NaN where there is no such bound
 */
public record StepSize(double gamma, String origin, double rate) {
    private static final String PROXIMAL = "EF21-Prox";

    /** A step with the usual bound, c = 2. */
    public StepSize(double gamma, String origin) {
        this(gamma, origin, 2);
    }

    /** Whether the theorem is about proximal steps. */
    public boolean coversProximal() {
        return origin.startsWith(PROXIMAL);
    }

    /** The rounds until the mean of the squared gradient norms is below an accuracy; NaN where there is no bound. */
    public double rounds(double gap, double accuracy) {
        return Math.ceil(rate * gap / (gamma * accuracy));
    }

    /** The same multiplied. */
    public StepSize times(double multiple) {
        return multiple == 1
                ? this
                : new StepSize(multiple * gamma, multiple + " x " + origin, multiple < 1 ? rate : Double.NaN);
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

    /**
     * EF21-Prox (EF21 with Bells & Whistles): 1 / (2L + L_q sqrt(2 beta/theta)), with the arithmetic mean of the L_i in
     * the place of L_q unless {@code classic}.
     */
    public static StepSize proximal(Smoothness s, Contraction c, boolean classic) {
        double mean = classic ? s.quadraticMean() : s.arithmeticMean();
        return new StepSize(
                1 / (2 * s.whole() + mean * Math.sqrt(2) * c.xi()),
                (PROXIMAL + " (%s mean of L_i)").formatted(classic ? "quadratic" : "arithmetic"),
                12);
    }

    /** 1 / L. */
    public static StepSize descent(Smoothness s, String origin) {
        return new StepSize(1 / s.whole(), origin);
    }

    /** The step of {@link #classic} or {@link #reloaded} used by a method that has no theorem of its own. */
    public StepSize byConvention() {
        return new StepSize(
                gamma, "the step of " + origin + ", by convention: there is no theorem for this", Double.NaN);
    }
}
