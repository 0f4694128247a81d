package io.ef21.cli;

/** The options of {@code bench}, declared once. */
enum BenchOption {
    DATA("data", "FILE|DIR|URI", "generated:a9a:20000", "rows for all contestants, as train --data takes them"),
    FEATURES("features", "D", "", "number of features; without it, the largest index in the data (symbol: d)"),
    POSITIVE_LABELS(
            "positive-labels",
            "LABELS",
            "",
            "labels that become +1, all others -1, for multiclass data: labels and ranges, such as 1-10 or 3,7;"
                    + " without it, the data must have two"),
    HELD_OUT(
            "held-out",
            "tenth|none|FILE",
            "tenth",
            "rows that nobody trains on: tenth = a seeded tenth, or for generated rows a tenth more; or a file"),
    CLIENTS(
            "clients",
            "N",
            "2",
            "number of clients; also how many receivers the bytes down are charged for, MLlib's too (symbol: n)"),
    PARTITIONS(
            "partitions",
            "P",
            "",
            "number of Spark partitions, at most N, for all contestants; without it, one per client"),
    SPLIT("split", "contiguous|shuffled", "contiguous", "how rows are dealt to clients, as in train"),
    LAMBDA("lambda", "LAMBDA", "1e-4", "the regularizer is LAMBDA/2 * sum x_j^2"),
    GAPS("gaps", "GAP,...", "1e-2,1e-3,1e-4", "targets: relative gaps (f - f*)/(f(0) - f*), falling"),
    CONTESTANTS(
            "contestants",
            "NAME,...",
            "mllib,lossless,default",
            "who takes part: mllib, mllib-standardized (another objective: seconds and log-loss only), lossless,"
                    + " default, without-feedback, and those of --contestant"),
    CONTESTANT(
            "contestant",
            "NAME=OPTIONS",
            "",
            "one more contestant: a training with these options of train, in one argument; may be repeated"),
    REPEAT("repeat", "R", "3", "timed turns of every contestant, alternating; medians are reported"),
    LONGEST(
            "longest",
            "ITERATIONS",
            "1000",
            "longest run of a contestant; the long runs of mllib and lossless that find f* end here at the latest"),
    ISOLATE(
            "isolate",
            "no|yes",
            "no",
            "yes = every turn in a cold JVM of its own, with the options of this one: a contestant that runs out of"
                    + " memory is reported and the others go on"),
    TURN_LIMIT("turn-limit", "SECONDS", "3600", "with --isolate yes, the end of a turn that does not end"),
    MASTER("master", "URL", "", "Spark master; without it, what spark-submit says, else local[*]"),
    SEED("seed", "S", "0", "seed of everything random"),
    JSON("json", "FILE", "", "write everything that was measured as JSON"),
    PLOT("plot", "FILE.svg|.pdf|.png", "", "draw the relative gap against rounds and bytes");

    private final String option;
    private final String argument;
    private final String defaultValue;
    private final String text;

    BenchOption(String option, String argument, String defaultValue, String text) {
        this.option = option;
        this.argument = argument;
        this.defaultValue = defaultValue;
        this.text = text;
    }

    /** The command line's name, with its dashes. */
    String flag() {
        return "--" + option;
    }

    /** The form of the value. */
    String argument() {
        return argument;
    }

    /** The default; empty where there is none, or where it depends. */
    String defaultValue() {
        return defaultValue;
    }

    /** What it means. */
    String text() {
        return text;
    }
}
