package io.ef21.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deals rows to clients: blocks of rows become pieces, one per client; the pieces of a client become its shard. The
 * shard depends on the order of the rows alone, not on how they were cut into blocks. Thread-safe.
 *
 * @param split who owns which row
 * @param features d
 * @param compact whether a shard owns the columns that occur in its rows, and not all d
 * @param labels what becomes of the labels as written
 * @param layout how shards keep their rows
 * @param intercept whether every row gets a 1 in one more column, the last
 */
public record Deal(Owners split, int features, boolean compact, Labels labels, Layout layout, boolean intercept)
        implements Serializable {
    /** Without an intercept. */
    public Deal(Owners split, int features, boolean compact, Labels labels, Layout layout) {
        this(split, features, compact, labels, layout, false);
    }

    /** With values kept as they are, and no intercept. */
    public Deal(Owners split, int features, boolean compact, Labels labels) {
        this(split, features, compact, labels, Layout.DEFAULT, false);
    }

    /**
     * Rows of one client out of one block.
     *
     * @param positions one per row
     */
    public record Piece(long[] positions, RowBlock rows) implements Serializable {}

    /** The pieces of a block whose first row has the given place in the file, by client. */
    public SortedMap<Integer, Piece> pieces(long firstRow, RowBlock block) {
        SortedMap<Integer, Piece> pieces = new TreeMap<>();
        if (split instanceof Split places && !places.shuffled()) {
            cut(places, firstRow, block, pieces);
        } else {
            scatter(firstRow, block, pieces);
        }
        return pieces;
    }

    private static void cut(Split split, long firstRow, RowBlock block, SortedMap<Integer, Piece> pieces) {
        for (int from = 0; from < block.rows(); ) {
            int client = split.client(firstRow + from);
            long end = split.firstPosition(client) + split.rowsOf(client);
            int to = (int) Math.min(block.rows(), end - firstRow);
            long[] positions = new long[to - from];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = firstRow + from + i;
            }
            pieces.put(client, new Piece(positions, block.slice(from, to)));
            from = to;
        }
    }

    /** The shard of a client from all its pieces, in any order. */
    public Shard shard(int client, List<Piece> pieces) {
        List<RowBlock> blocks = new ArrayList<>(pieces.size());
        if (split instanceof Split places && places.shuffled()) {
            blocks.add(gather(places, client, pieces));
        } else {
            List<Piece> ordered = new ArrayList<>(pieces);
            ordered.sort(Comparator.comparingLong(piece -> piece.positions()[0]));
            ordered.forEach(piece -> blocks.add(piece.rows()));
        }
        return Shard.of(features, compact, labels, layout, blocks, intercept);
    }

    /** The shards of all clients, from all blocks in the order of the file. */
    public List<Shard> shards(List<RowBlock> blocks) {
        List<List<Piece>> dealt = new ArrayList<>();
        for (int client = 0; client < split.clients(); client++) {
            dealt.add(new ArrayList<>());
        }
        long row = 0;
        for (RowBlock block : blocks) {
            pieces(row, block).forEach((client, piece) -> dealt.get(client).add(piece));
            row += block.rows();
        }
        List<Shard> shards = new ArrayList<>();
        for (int client = 0; client < split.clients(); client++) {
            shards.add(shard(client, dealt.get(client)));
        }
        return shards;
    }

    private void scatter(long firstRow, RowBlock block, SortedMap<Integer, Piece> pieces) {
        long[] positions = new long[block.rows()];
        SortedMap<Integer, List<Integer>> rowsOf = new TreeMap<>();
        for (int i = 0; i < positions.length; i++) {
            positions[i] = split.position(firstRow + i);
            rowsOf.computeIfAbsent(split.owner(positions[i], block, i), client -> new ArrayList<>())
                    .add(i);
        }
        rowsOf.forEach((client, rows) -> {
            RowBlock.Builder builder = new RowBlock.Builder();
            long[] kept = new long[rows.size()];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = positions[rows.get(i)];
                builder.add(block, rows.get(i));
            }
            pieces.put(client, new Piece(kept, builder.build()));
        });
    }

    /** The positions of a client are consecutive, so a row's place in the shard is its position minus the first. */
    private static RowBlock gather(Split split, int client, List<Piece> pieces) {
        int rows = Math.toIntExact(split.rowsOf(client));
        long first = split.firstPosition(client);
        int[] pieceOf = new int[rows];
        int[] rowOf = new int[rows];
        for (int p = 0; p < pieces.size(); p++) {
            long[] positions = pieces.get(p).positions();
            for (int i = 0; i < positions.length; i++) {
                pieceOf[(int) (positions[i] - first)] = p;
                rowOf[(int) (positions[i] - first)] = i;
            }
        }
        RowBlock.Builder builder = new RowBlock.Builder();
        for (int i = 0; i < rows; i++) {
            builder.add(pieces.get(pieceOf[i]).rows(), rowOf[i]);
        }
        return builder.build();
    }
}
