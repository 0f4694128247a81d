package io.ef21.method;

/**
 * The constants that theory derives from the contraction alpha of a compressor (EF21, Lemma 3 with the optimal s).
 *
 * @param alpha in (0, 1]
 */
public record Contraction(double alpha) {
    public Contraction {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1] (got " + alpha + ")");
        }
    }

    /** theta = 1 - sqrt(1 - alpha): the distortion shrinks by 1 - theta per round. Written without cancellation. */
    public double theta() {
        return alpha / (1 + Math.sqrt(1 - alpha));
    }

    /** beta = (1 - alpha) / theta: how much a move of x adds to the distortion. */
    public double beta() {
        return (1 - alpha) / theta();
    }

    /** sqrt(beta / theta). */
    public double xi() {
        return Math.sqrt(1 - alpha) / theta();
    }
}
