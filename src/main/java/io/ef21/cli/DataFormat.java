package io.ef21.cli;

import java.util.Locale;

/** How data are written. */
enum DataFormat {
    /** Rows made on the spot. */
    GENERATED,
    /** Text without names of columns. */
    LIBSVM,
    /** Text with a header. */
    CSV,
    /** Spark's own. */
    PARQUET;

    /** Whether there are columns with names. */
    boolean isTable() {
        return this == CSV || this == PARQUET;
    }

    /** The name that Spark and {@code --format} have for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that the ending of a file's name tells. */
    static DataFormat guess(String location) {
        String name = location.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        return name.matches(".*\\.csv(\\.gz|\\.bz2)?") ? CSV : LIBSVM;
    }
}
