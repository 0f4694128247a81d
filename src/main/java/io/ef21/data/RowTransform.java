package io.ef21.data;

import java.io.Serializable;

/** Makes other rows out of rows: relabels them, or leaves some out. A pure function, so that lost rows can be made again. */
@FunctionalInterface
public interface RowTransform extends Serializable {
    /**
     * The rows that come out of consecutive rows, in order.
     *
     * @param firstRow place of the first of them among all rows, from 0
     */
    RowBlock apply(long firstRow, RowBlock rows);
}
