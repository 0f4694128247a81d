package io.ef21.spark;

import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one partition of a source read.
 *
 * @param file where from, for messages; empty when there is no file
 * @param lines how many lines were read, the malformed one included
 * @param rows null once only the rest is of interest
 * @param summary of the rows
 * @param error what is wrong with the last line read, null when nothing is
 */
record ReadSplit(String file, long lines, @Nullable RowBlock rows, RowSummary summary, @Nullable String error)
        implements Serializable {

    /** Rows that need no parsing. */
    static ReadSplit of(RowBlock rows) {
        return new ReadSplit("", rows.rows(), rows, RowSummary.of(rows), null);
    }

    ReadSplit withoutRows() {
        return new ReadSplit(file, lines, null, summary, error);
    }

    RowBlock requireRows() {
        if (rows == null) {
            throw new IllegalStateException("the rows of this split were left out");
        }
        return rows;
    }
}
