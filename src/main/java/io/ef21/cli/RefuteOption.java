package io.ef21.cli;

/** The options of {@code refute}, declared once. */
enum RefuteOption {
    COMPRESSOR(
            "compressor",
            "SPEC|file:FILE.java",
            "",
            "what is put to the test: a compressor as train takes it, of a plugin on the class path as well, or a Java"
                    + " source file with a class that implements io.ef21.compress.Compressor"),
    ALPHA("alpha", "A|none", "", "claim E||C(x) - x||^2 <= (1 - A) ||x||^2; without it, what the compressor says"),
    OMEGA("omega", "W|none", "", "claim E C(x) = x and E||C(x) - x||^2 <= W ||x||^2; without it, what it says"),
    BITS("bits", "B|none", "", "claim messages of at most B bits, values having 64; without it, what it says"),
    DETERMINISTIC("deterministic", "no|yes", "", "claim the same result for every key; without it, what it says"),
    HOMOGENEOUS(
            "homogeneous",
            "no|two|yes",
            "",
            "claim C(c x) = c C(x) for powers of two c, or for all; without it, what it says"),
    TIES(
            "ties",
            "any|lower",
            "",
            "lower = claim that the largest entries are kept, of equal ones those with the lower index; without it,"
                    + " lower for topk"),
    CLAIM("claim", "NAME", "", "test this claim alone: %s"),
    DIMENSION("dimension", "D,...", "", "lengths of vectors; without it, 1,2,3,5,17,64,200 as far as it takes them"),
    MAGNITUDES("magnitudes", "LEAST:LARGEST", "1e-30:1e30", "range of the nonzero entries"),
    TIME("time", "SECONDS", "20", "how long to search"),
    SEED("seed", "S", "0", "seed of everything random"),
    ERROR("error", "P", "1e-9", "probability of refuting claims that hold, for the whole run"),
    VECTOR(
            "vector",
            "X,...",
            "",
            "replay: test this vector alone, with the draws of --seed; 1x20,0.5 stands for twenty ones and a half");

    private final String option;
    private final String argument;
    private final String defaultValue;
    private final String text;

    RefuteOption(String option, String argument, String defaultValue, String text) {
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

    /** The default; empty where there is none. */
    String defaultValue() {
        return defaultValue;
    }

    /** What it means. */
    String text() {
        return text;
    }
}
