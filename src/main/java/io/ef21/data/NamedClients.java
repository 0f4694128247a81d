package io.ef21.data;

/**
 * Rows name their clients, as federated data do: those that name one client are its shard, in the order of the data.
 *
 * @param clients numbered from 0; each is named by one row at least
 */
public record NamedClients(int clients) implements Owners {
    private static final long serialVersionUID = 1L;

    @Override
    public long position(long row) {
        return row;
    }

    /**
     * The client that the row names.
     *
     * @throws IllegalStateException if the rows of the block name none
     */
    @Override
    public int owner(long position, RowBlock block, int row) {
        int[] owners = block.owners();
        if (owners == null) {
            throw new IllegalStateException("the rows name no clients");
        }
        return owners[row];
    }
}
