package io.ef21.cli;

/** Every option of {@code compare} that is none of {@code train}. */
enum CompareOption {
    RUN(
            "run",
            "'NAME: OPTIONS'",
            true,
            "a training to compare, by a name and its options of train, such as 'EF21: --method ef21 --compressor topk:1"
                    + " --step-size theory:2^0..2^8'; a range of powers, or an option that is there several times, is a grid;"
                    + " repeatable"),
    OUT("out", "DIR", false, "folder for all that is written; runs finished there are not repeated [compare]"),
    TITLE("title", "TEXT", false, "title of figures and report"),
    SEEDS("seeds", "COUNT|S1,S2,...", false, "seeds of every run: so many, from --seed on, or these [1]"),
    TUNE(
            "tune",
            "by=QUALITY,at=COST,budget=X|target=X,seeds=K",
            false,
            "what is best in a grid: the smallest last gradNormSq (or objective), within a budget of up-bits, down-bits, bits,"
                    + " rounds, gradients or seconds if there is one; or the least of that cost to a target; tried on the"
                    + " first K seeds, without seeds on all [by=gradNormSq]"),
    TARGET(
            "target",
            "QUALITY:VALUE",
            true,
            "an accuracy whose price the table tells: gradNormSq:1e-6, gap:1e-4 or objective:0.33; repeatable"),
    REFERENCE(
            "reference",
            "auto|lossless:ROUNDS|VALUE",
            false,
            "what gaps are measured from: the lowest objective that any run reached, a run without compression among them,"
                    + " or the minimum of f [auto]"),
    QUANTILES("quantiles", "LOW,HIGH", false, "of the bands over the seeds [0.25,0.75]"),
    LINK(
            "link",
            "RATE[:LATENCY]",
            false,
            "the driver's link, such as 100Mbit:5ms, for simulated seconds; what train takes for its own choices goes into"
                    + " a --run"),
    AXES("axes", "log|linear", false, "the costs' axes [log]"),
    FLOOR("floor", "VALUE", false, "figures leave a curve where it falls below this; 0 nowhere [0]"),
    FOREIGN(
            "foreign",
            "NAME=FILE",
            true,
            "a history by another program, JSON lines or CSV with a header, to lay beside; repeatable"),
    THREADS("threads", "N", false, "runs at a time, each on one thread; without it, one per core"),
    DRY_RUN("dry-run", "", false, "say what would run, and run nothing");

    private final String option;
    private final String argument;
    private final boolean repeatable;
    private final String text;

    CompareOption(String option, String argument, boolean repeatable, String text) {
        this.option = option;
        this.argument = argument;
        this.repeatable = repeatable;
        this.text = text;
    }

    /** The command line's name, with its dashes. */
    String flag() {
        return "--" + option;
    }

    /** The same without dashes: for what a job may say as well, its key there. */
    String key() {
        return option;
    }

    /** The form of the value; empty for a flag. */
    String argument() {
        return argument;
    }

    /** Whether it may be given several times. */
    boolean repeatable() {
        return repeatable;
    }

    /** What it means. */
    String text() {
        return text;
    }
}
