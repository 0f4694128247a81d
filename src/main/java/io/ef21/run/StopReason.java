package io.ef21.run;

/** Why a run ended. */
public enum StopReason {
    /** All rounds were run. */
    ROUNDS("all rounds were run"),
    /** The certified gradient norm reached the tolerance. */
    GRADIENT_TOLERANCE("the certified gradient norm reached --gradient-tol"),
    /** The objective or a gradient was not finite. */
    DIVERGED("the run diverged");

    private final String text;

    StopReason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
