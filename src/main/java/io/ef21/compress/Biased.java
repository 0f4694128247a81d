package io.ef21.compress;

/**
 * The constants of a class of biased compressors (Beznosikov et al., On biased compression for distributed learning,
 * Definitions 1 and 2).
 *
 * <ul>
 *   <li>B1(alpha, beta): alpha ||x||^2 &lt;= E||C(x)||^2 &lt;= beta &lt;E C(x), x&gt;;
 *   <li>B2(gamma, beta): max{gamma ||x||^2, E||C(x)||^2 / beta} &lt;= &lt;E C(x), x&gt;.
 * </ul>
 *
 * @param lower alpha or gamma, positive
 * @param upper beta, positive
 */
public record Biased(double lower, double upper) {
    public Biased {
        if (!(lower > 0 && upper > 0)) {
            throw new IllegalArgumentException("constants must be positive (got " + lower + ", " + upper + ")");
        }
    }

    /** The constants of c C for B1: (c^2 alpha, c beta). */
    Biased firstScaled(double c) {
        return new Biased(c * c * lower, c * upper);
    }

    /** The constants of c C for B2: (c gamma, c beta). */
    Biased secondScaled(double c) {
        return new Biased(c * lower, c * upper);
    }
}
