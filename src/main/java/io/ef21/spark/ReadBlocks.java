package io.ef21.spark;

import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition in blocks, each read when it is asked for: however large the partition, one block is held.
 * Ends at the first bad row. There is one block at least, for what it says of the partition. Not thread-safe.
 *
 * @param <T> what a row is read from
 */
final class ReadBlocks<T> implements Iterator<ReadSplit> {
    private static final int MOST_ROWS = 65_536;
    private static final int MOST_ENTRIES = 1 << 21;

    private final String file;
    private final Iterator<? extends T> from;
    private final RowReader<T> reader;
    private boolean begun;
    private boolean failed;

    /**
     * Blocks that are yet to be read.
     *
     * @param file where from, for messages
     */
    ReadBlocks(String file, Iterator<? extends T> from, RowReader<T> reader) {
        this.file = file;
        this.from = from;
        this.reader = reader;
    }

    @Override
    public boolean hasNext() {
        return !begun || (!failed && from.hasNext());
    }

    @Override
    public ReadSplit next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        begun = true;
        RowBlock.Builder builder = new RowBlock.Builder();
        long lines = 0;
        @Nullable String error = null;
        while (error == null && builder.rows() < MOST_ROWS && builder.entries() < MOST_ENTRIES && from.hasNext()) {
            lines++;
            error = reader.add(from.next(), builder);
        }
        failed = error != null;
        RowBlock rows = builder.build();
        RowSummary summary = RowSummary.of(rows).atLeast(reader.width());
        return new ReadSplit(file, lines, rows, summary, reader.takeOwners(), error);
    }
}
