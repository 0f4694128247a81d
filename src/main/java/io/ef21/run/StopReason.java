package io.ef21.run;

/** Why a run ended. */
public enum StopReason {
    /** All rounds were run. */
    ROUNDS("all rounds were run"),
    /** The certified gradient norm reached the tolerance. */
    GRADIENT_TOLERANCE("the certified gradient norm reached --gradient-tol"),
    /** On a path: strong convexity says that the objective is near enough to its minimum. */
    CERTIFIED("the certified gradient norm puts the objective within a tenth of --tol of its minimum"),
    /** On a path: the objective hardly decreased, and the server's model of it promises hardly more. */
    PREDICTED(
            "two steps moved the objective by less than --tol, relative, and the next promises less than a tenth of that"),
    /** The objective hardly decreased any more. */
    DECREASE_TOLERANCE(
            "the objective moved by less than --tol, relative, in five steps, or did not fall by it in twenty"),
    /** The bytes were used up. */
    BYTES("--max-bytes were moved"),
    /** A {@link RoundListener} said so. */
    LISTENER("a listener ended it, as validation rows do whose loss falls no more"),
    /** No step that is left to try changes the objective beyond rounding. */
    NO_PROGRESS("no step lowers the objective any more: rounding, or a gradient of zero"),
    /**
     * The objective or a gradient was not finite, or the objective of a run without a safeguard was above 1e10 max(1,
     * |f(x^0)|): a method that goes down does not come from there, and one that goes up would take its time to overflow.
     */
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
