package io.ef21.spark;

import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a block of a source read, or all blocks of a partition.
 *
 * @param file where from, for messages; empty when there is no file
 * @param lines how many lines were read, the malformed one included
 * @param rows null once only the rest is of interest
 * @param summary of the rows
 * @param owners what the clients are called that rows name: the owner k of a row of this block is the k-th
 * @param error what is wrong with the last line read, null when nothing is
 */
record ReadSplit(
        String file,
        long lines,
        @Nullable RowBlock rows,
        RowSummary summary,
        List<String> owners,
        @Nullable String error)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    ReadSplit {
        owners = List.copyOf(owners);
    }

    /** Rows that need no parsing. */
    static ReadSplit of(RowBlock rows) {
        return new ReadSplit("", rows.rows(), rows, RowSummary.of(rows), List.of(), null);
    }

    /** The same with other rows, as wide at least. */
    ReadSplit with(RowBlock others) {
        return new ReadSplit("", others.rows(), others, RowSummary.of(others).atLeast(summary.width()), owners, null);
    }

    /** What all blocks of a partition read, without the rows. */
    static ReadSplit total(Iterator<ReadSplit> blocks) {
        String file = "";
        long lines = 0;
        RowSummary summary = RowSummary.EMPTY;
        Set<String> owners = new LinkedHashSet<>();
        String error = null;
        while (blocks.hasNext()) {
            ReadSplit block = blocks.next();
            file = block.file;
            lines += block.lines;
            summary = summary.and(block.summary);
            owners.addAll(block.owners);
            error = block.error;
        }
        return new ReadSplit(file, lines, null, summary, List.copyOf(owners), error);
    }

    RowBlock requireRows() {
        if (rows == null) {
            throw new IllegalStateException("the rows of this split were left out");
        }
        return rows;
    }
}
