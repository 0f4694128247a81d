package io.ef21.spark;

import io.ef21.data.RowBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a partition, one after the other. Not thread-safe.
 *
 * @param <T> what a row is read from
 */
interface RowReader<T> {
    /**
     * Adds a row, or none where it does not count.
     *
     * @return what is wrong with it; null when it was fine. A bad row may be partly added.
     */
    @Nullable
    String add(T from, RowBlock.Builder rows);

    /** The length that all rows have so far; 0 where none was declared. */
    default int width() {
        return 0;
    }

    /** What the owners of the rows added since the last call are called, by their numbers. */
    default List<String> takeOwners() {
        return List.of();
    }
}
