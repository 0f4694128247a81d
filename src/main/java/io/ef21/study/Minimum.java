package io.ef21.study;

/** The lowest objective that is known. Not thread-safe. */
final class Minimum {
    private final double given;
    private double lowest = Double.POSITIVE_INFINITY;
    private String by = "";

    Minimum(Reference reference) {
        this.given = reference.minimum();
    }

    /** Looks at a run. */
    void see(String label, Curve curve) {
        for (double objective : curve.quality(Quality.OBJECTIVE)) {
            if (objective < lowest) {
                lowest = objective;
                by = label;
            }
        }
    }

    /** NaN where no objective is known. */
    double value() {
        double least = Math.min(given, lowest);
        return Double.isInfinite(least) ? Double.NaN : least;
    }

    /** What a user should know of a reference that a run went below; or nothing. */
    String warning() {
        return lowest < given && !Double.isInfinite(given)
                ? "the reference %s is above %s, which %s reached: gaps are measured from there"
                        .formatted(given, lowest, by)
                : "";
    }

    /** Where it comes from. */
    String text() {
        if (Double.isNaN(value())) {
            return "no run has an objective";
        }
        return given <= lowest ? "as given" : "the lowest objective that any run reached: " + by;
    }
}
