package io.ef21.data;

import java.io.Serializable;

/** Who owns which row. Immutable. */
public sealed interface Owners extends Serializable permits Split, NamedClients {
    /** n, the number of clients. */
    int clients();

    /** The position of the row at a place in the data (both from 0): a client's rows are in the order of their positions. */
    long position(long row);

    /**
     * The client, from 0, that owns a row.
     *
     * @param position of the row
     * @param block that holds it
     * @param row its number in the block
     */
    int owner(long position, RowBlock block, int row);
}
