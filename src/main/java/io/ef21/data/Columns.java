package io.ef21.data;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the columns of a problem: a client's support, or the union of all supports on which the server works. The array
 * is shared, not copied: treat it as read-only.
 *
 * @param features d, the number of columns of the problem, up to 2^31 - 1
 * @param ids ascending column numbers; null stands for all of them
 */
public record Columns(int features, int @Nullable [] ids) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All columns. */
    public static Columns all(int features) {
        return new Columns(features, null);
    }

    /**
     * The columns that occur among some entries.
     *
     * @param entries column numbers in any order, with repetitions; not modified
     */
    public static Columns occurring(int features, int[] entries) {
        int[] sorted = entries.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int p = 0; p < sorted.length; p++) {
            if (p == 0 || sorted[p] != sorted[p - 1]) {
                sorted[count++] = sorted[p];
            }
        }
        return count == features ? all(features) : new Columns(features, Arrays.copyOf(sorted, count));
    }

    /** The columns that are in at least one of a list. */
    public static Columns union(List<Columns> parts) {
        Columns union = parts.get(0);
        for (Columns part : parts) {
            union = union.or(part);
        }
        return union;
    }

    /** How many. */
    public int size() {
        return ids == null ? features : ids.length;
    }

    /**
     * The entries of a model with some entries per column, side by side: entry c of column j is column {@code j * each + c}
     * of the result.
     *
     * @param each positive
     * @throws InvalidInputException if there are more than 2^31 - 1 in all
     */
    public Columns times(int each) {
        long all = (long) features * each;
        if (all > Integer.MAX_VALUE) {
            throw new InvalidInputException("a model of %d features and %d classes has %d entries, more than 2^31 - 1"
                    .formatted(features, each, all));
        }
        if (ids == null) {
            return all((int) all);
        }
        int[] entries = new int[ids.length * each];
        for (int p = 0; p < entries.length; p++) {
            entries[p] = ids[p / each] * each + p % each;
        }
        return new Columns((int) all, entries);
    }

    /** The place of a column among these; negative when it is not one of them. */
    public int place(int column) {
        return ids == null ? column : Arrays.binarySearch(ids, column);
    }

    /** The places of these columns among others that contain them; null when they are the same. */
    public int @Nullable [] positionsIn(Columns outer) {
        if (ids == null || outer.size() == ids.length) {
            return null;
        }
        if (outer.ids == null) {
            return ids;
        }
        int[] positions = new int[ids.length];
        int place = 0;
        for (int j = 0; j < ids.length; j++) {
            while (outer.ids[place] != ids[j]) {
                place++;
            }
            positions[j] = place;
        }
        return positions;
    }

    /** The entries of a vector over all features at these columns. */
    public double[] gather(double[] vector) {
        double[] gathered = new double[size()];
        for (int j = 0; j < gathered.length; j++) {
            gathered[j] = vector[ids == null ? j : ids[j]];
        }
        return gathered;
    }

    /** A vector on these columns, spread over all features. */
    public double[] spread(double[] values) {
        if (ids == null) {
            return values.clone();
        }
        double[] spread = new double[features];
        for (int j = 0; j < ids.length; j++) {
            spread[ids[j]] = values[j];
        }
        return spread;
    }

    /** As bytes: one per gap (more for gaps from 128 on), or a bit per feature, whichever is smaller; all: nothing. */
    public byte[] encode() {
        if (ids == null) {
            return new byte[0];
        }
        byte[] gaps = gaps();
        int bitmapBytes = 1 + (int) ((features + 7L) / 8);
        if (gaps.length <= bitmapBytes) {
            return gaps;
        }
        byte[] bitmap = new byte[bitmapBytes];
        bitmap[0] = 1;
        for (int id : ids) {
            bitmap[1 + (id >>> 3)] |= (byte) (1 << (id & 7));
        }
        return bitmap;
    }

    /** What {@link #encode} wrote. */
    public static Columns decode(int features, byte[] code) {
        if (code.length == 0) {
            return all(features);
        }
        return new Columns(features, code[0] == 1 ? fromBitmap(code) : fromGaps(code));
    }

    private Columns or(Columns other) {
        if (ids == null || other.ids == null) {
            return all(features);
        }
        int[] merged = new int[(int) Math.min((long) ids.length + other.ids.length, features)];
        int a = 0;
        int b = 0;
        int count = 0;
        while (a < ids.length || b < other.ids.length) {
            int fromA = a < ids.length ? ids[a] : Integer.MAX_VALUE;
            int fromB = b < other.ids.length ? other.ids[b] : Integer.MAX_VALUE;
            int next = Math.min(fromA, fromB);
            a += fromA == next ? 1 : 0;
            b += fromB == next ? 1 : 0;
            merged[count++] = next;
        }
        return count == features ? all(features) : new Columns(features, Arrays.copyOf(merged, count));
    }

    private byte[] gaps() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size() + 16);
        out.write(0);
        int previous = -1;
        for (int id : ids == null ? new int[0] : ids) {
            int gap = id - previous - 1;
            for (; gap >= 0x80; gap >>>= 7) {
                out.write(gap | 0x80);
            }
            out.write(gap);
            previous = id;
        }
        return out.toByteArray();
    }

    private static int[] fromGaps(byte[] code) {
        int count = 0;
        for (int p = 1; p < code.length; p++) {
            count += code[p] >= 0 ? 1 : 0;
        }
        int[] ids = new int[count];
        int previous = -1;
        int p = 1;
        for (int j = 0; j < count; j++) {
            int gap = 0;
            int shift = 0;
            for (; code[p] < 0; p++, shift += 7) {
                gap |= (code[p] & 0x7F) << shift;
            }
            gap |= code[p++] << shift;
            previous += gap + 1;
            ids[j] = previous;
        }
        return ids;
    }

    private static int[] fromBitmap(byte[] code) {
        int count = 0;
        for (int p = 1; p < code.length; p++) {
            count += Integer.bitCount(code[p] & 0xFF);
        }
        int[] ids = new int[count];
        int j = 0;
        for (int p = 1; p < code.length; p++) {
            for (int bits = code[p] & 0xFF; bits != 0; bits &= bits - 1) {
                ids[j++] = ((p - 1) << 3) + Integer.numberOfTrailingZeros(bits);
            }
        }
        return ids;
    }
}
