package io.ef21.method;

/** A parameter that only some methods have, by the name of its option. */
public enum Knob {
    /** Samples of a stochastic gradient. */
    BATCH_SIZE("batch-size"),
    /** The same in round 0. */
    INITIAL_BATCH("initial-batch"),
    /** How they are drawn. */
    BATCH_DRAW("batch-draw"),
    /** The weight of momentum. */
    MOMENTUM("momentum"),
    /** Where momentum goes. */
    MOMENTUM_AT("momentum-at"),
    /** Who answers. */
    PARTICIPATION("participation"),
    /** The compressor of the error's memory. */
    MEMORY("memory"),
    /** beta of partial error feedback. */
    HELD("held-share"),
    /** Rounds between error resets. */
    RESET("reset-every"),
    /** What an error reset does. */
    RESET_BY("reset-by"),
    /** The second compressor. */
    SECOND("second-compressor"),
    /** The probability of a full round. */
    PROBABILITY("full-probability"),
    /** zeta of LAG and CLAG. */
    TRIGGER("trigger"),
    /** eta of EControl. */
    FEEDBACK("feedback"),
    /** R of NEOLITHIC. */
    MESSAGES("messages"),
    /** Who writes to whom where there is no server. */
    GRAPH("graph"),
    /** gamma_mix of BEER. */
    MIXING_STEP("mixing-step"),
    /** What stochastic gradients are compared over. */
    TRACKING("tracking");

    private final String option;

    Knob(String option) {
        this.option = option;
    }

    /** The command line's name, with its dashes. */
    public String flag() {
        return "--" + option;
    }
}
