package io.ef21.wire;

import io.ef21.kernel.CountSketch;
import io.ef21.kernel.GridLevels;
import io.ef21.kernel.IndexCode;
import io.ef21.kernel.PackedLevels;
import io.ef21.kernel.SignSum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads parts of messages from bytes that anyone may have written. Whatever is wrong is an {@link InvalidMessageException};
 * nothing is allocated before its size is checked against what is left of the message or what a vector of the known length
 * may need. Not thread-safe.
 */
final class MessageReader {
    /** Parts within parts: deeper than any compressor goes, less than a stack takes. */
    private static final int DEEPEST = 16;

    /** Vectors of the whole length that one message may decode to, in all. */
    private static final long MOST_VECTORS = 4L * Total.MOST;

    private final ByteBuffer in;
    private long budget;

    MessageReader(byte[] bytes, int length) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        budget = MOST_VECTORS * Math.max(1, length);
    }

    boolean isAtEnd() {
        return !in.hasRemaining();
    }

    int remaining() {
        return in.remaining();
    }

    /** The next header, of the version that is known. */
    int header() throws InvalidMessageException {
        require(1, "a header");
        int header = in.get();
        if ((header & Wire.VERSION_MASK) != Wire.VERSION) {
            throw new InvalidMessageException("unknown message version in header 0x%02x".formatted(header & 0xFF));
        }
        return header;
    }

    /** Takes numbers off what one message may stand for. */
    private void charge(long numbers) throws InvalidMessageException {
        budget -= numbers;
        if (budget < 0) {
            throw new InvalidMessageException("the message stands for more than " + MOST_VECTORS + " vectors");
        }
    }

    /** The entries of a part within a part. */
    private double[] numbers(int count, int depth) throws InvalidMessageException {
        // zeros take no bytes
        charge(count);
        Correction inner = inner(count, depth);
        return inner instanceof Correction.Dense dense ? dense.values() : inner.toDense();
    }

    /** What follows a header. */
    Correction part(int header, int length) throws InvalidMessageException {
        return part(header, length, 0);
    }

    private Correction inner(int length, int depth) throws InvalidMessageException {
        int header = header();
        if ((header & (Wire.MORE | Wire.SUBTRACT)) != 0) {
            throw new InvalidMessageException("a part within a part has flags");
        }
        return part(header, length, depth);
    }

    private Correction part(int header, int length, int depth) throws InvalidMessageException {
        if (depth > DEEPEST) {
            throw new InvalidMessageException("parts are nested more than " + DEEPEST + " deep");
        }
        int kind = header & Wire.KIND;
        if (kind < Wire.PLACED || kind > Wire.JOINED) {
            charge(kind == Wire.ZERO ? 0 : length);
        }
        return switch (kind) {
            case Wire.ZERO -> new Correction.Sparse(length, new int[0], new double[0]);
            case Wire.DOUBLES -> new Correction.Dense(values(length, ValueBits.DOUBLE));
            case Wire.FLOATS -> new Correction.Dense(values(length, ValueBits.FLOAT));
            case Wire.BFLOATS -> new Correction.Dense(values(length, ValueBits.BFLOAT));
            case Wire.GRADED -> GradedCode.read(in, length);
            case Wire.LEVELS -> levels(length);
            case Wire.GRID -> grid(length);
            case Wire.PLACED -> placed(length, depth);
            case Wire.DRAWN -> drawn(length, depth);
            case Wire.MULTIPLE -> multiple(length, depth);
            case Wire.TOTAL -> total(length, depth);
            case Wire.JOINED -> joined(length, depth);
            case Wire.SKETCH -> sketched(length, depth);
            case Wire.PRODUCT -> product(length, depth);
            case Wire.PROJECTED -> projected(length, depth);
            default -> signed(length);
        };
    }

    private double[] values(int count, ValueBits bits) throws InvalidMessageException {
        int width = bits.bits() / Byte.SIZE;
        require((long) count * width, "values");
        double[] values = new double[count];
        switch (bits) {
            case DOUBLE -> {
                in.asDoubleBuffer().get(values);
                in.position(in.position() + count * width);
            }
            case FLOAT -> {
                for (int p = 0; p < count; p++) {
                    values[p] = in.getFloat();
                }
            }
            case BFLOAT -> {
                for (int p = 0; p < count; p++) {
                    values[p] = ValueBits.ofBfloat(in.getShort());
                }
            }
        }
        return values;
    }

    private Correction levels(int length) throws InvalidMessageException {
        require(Byte.BYTES + Short.BYTES, "the shape of levels");
        int bits = in.get();
        int block = (in.getShort() & 0xFFFF) + 1;
        if (bits < 2 || bits > 8) {
            throw new InvalidMessageException("levels of %d bits are not known".formatted(bits));
        }
        long size = PackedLevels.size(length, bits, block);
        require(size, "levels");
        PackedLevels levels = new PackedLevels(length, bits, block, in.array(), in.arrayOffset() + in.position());
        in.position(in.position() + (int) size);
        if (!levels.hasFiniteScales()) {
            throw new InvalidMessageException("a scale is negative, infinite or not a number");
        }
        if (!levels.hasKnownLevels() || !levels.hasZeroPadding()) {
            throw new InvalidMessageException("a code of " + bits + " bits stands for no level");
        }
        return new Correction.Levels(levels);
    }

    private Correction grid(int length) throws InvalidMessageException {
        int begin = in.position();
        GridLevels levels = GridCode.decode(in, length);
        byte[] body = new byte[in.position() - begin];
        in.get(begin, body);
        return new Correction.Coded(levels, body);
    }

    private Correction placed(int length, int depth) throws InvalidMessageException {
        int count = count(length);
        require(IndexCode.leastBytes(count), "indices");
        int[] indices = new int[count];
        try {
            int end = IndexCode.decode(
                    in.array(), in.arrayOffset() + in.position(), in.arrayOffset() + in.limit(), length, indices);
            in.position(end - in.arrayOffset());
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("indices cannot be read: " + e.getMessage());
        }
        Correction inner = inner(count, depth + 1);
        return inner instanceof Correction.Dense dense
                ? new Correction.Sparse(length, indices, dense.values())
                : new Placed(length, indices, inner);
    }

    private Correction drawn(int length, int depth) throws InvalidMessageException {
        int count = count(length);
        require(1, "a selection");
        int kind = in.get();
        Selection selection =
                switch (kind) {
                    case 0 -> {
                        int start = varint(in);
                        if (start < 0 || start >= length) {
                            throw new InvalidMessageException(
                                    "a run begins at " + start + " in a vector of length " + length);
                        }
                        yield new Selection.Run(start);
                    }
                    case 1 -> new Selection.Subset(seed());
                    default -> throw new InvalidMessageException("a selection of an unknown kind, " + kind);
                };
        return new Drawn(length, selection, numbers(count, depth + 1));
    }

    private Correction multiple(int length, int depth) throws InvalidMessageException {
        require(Double.BYTES, "a factor");
        double factor = in.getDouble();
        if (!Double.isFinite(factor)) {
            throw new InvalidMessageException("a factor is not finite");
        }
        return new Multiple(factor, inner(length, depth + 1));
    }

    private Correction total(int length, int depth) throws InvalidMessageException {
        require(1, "a number of parts");
        int count = in.get();
        if (count < 1 || count > Total.MOST) {
            throw new InvalidMessageException("a sum of " + count + " parts");
        }
        List<Correction> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(inner(length, depth + 1));
        }
        return new Total(parts);
    }

    private Correction joined(int length, int depth) throws InvalidMessageException {
        int count = varint(in);
        // a block takes two bytes
        require(2L * Integer.toUnsignedLong(count), "blocks");
        if (count == 0) {
            throw new InvalidMessageException("a vector of no blocks");
        }
        List<Correction> blocks = new ArrayList<>(count);
        long left = length;
        for (int i = 0; i < count; i++) {
            int block = varint(in);
            left -= Integer.toUnsignedLong(block);
            if (left < 0) {
                throw new InvalidMessageException("blocks are longer than the vector, " + length);
            }
            blocks.add(inner(block, depth + 1));
        }
        if (left > 0) {
            throw new InvalidMessageException("blocks are shorter than the vector by " + left);
        }
        return new Joined(blocks);
    }

    private Correction signed(int length) throws InvalidMessageException {
        int bytes = SignSum.bytes(length);
        require(Integer.BYTES + (long) bytes, "signs");
        double magnitude = GradedCode.scale(in);
        byte[] signs = new byte[bytes];
        in.get(signs);
        if (length % Byte.SIZE != 0 && (signs[bytes - 1] & 0xFF) >>> (length % Byte.SIZE) != 0) {
            throw new InvalidMessageException("the bits that fill up the last byte of signs must be zero");
        }
        return new Signed(length, magnitude, signs);
    }

    private Correction sketched(int length, int depth) throws InvalidMessageException {
        require(1, "a sketch");
        int head = in.get() & 0xFF;
        int rows = head >>> 1;
        int buckets = varint(in);
        int group = varint(in);
        int columns = varint(in);
        long key = seed();
        long size = rows * Integer.toUnsignedLong(buckets);
        if (size > Sketched.largest(length)) {
            throw new InvalidMessageException("a sketch of " + size + " numbers for a vector of length " + length);
        }
        try {
            CountSketch sketch = new CountSketch(length, columns == 0 ? length : columns, group, rows, buckets, key);
            return new Sketched(sketch, (head & 1) == 1, numbers(rows * buckets, depth + 1));
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException("a sketch cannot be read: " + e.getMessage());
        }
    }

    private Correction product(int length, int depth) throws InvalidMessageException {
        int rows = varint(in);
        int columns = varint(in);
        int rank = rank(rows, columns, length);
        if (rank > Math.min(rows, columns)) {
            throw new InvalidMessageException("rank " + rank + " of a matrix of " + rows + " x " + columns);
        }
        double[] left = numbers(rows * rank, depth + 1);
        return new Product(rows, columns, rank, left, numbers(columns * rank, depth + 1));
    }

    private Correction projected(int length, int depth) throws InvalidMessageException {
        int rows = varint(in);
        int columns = varint(in);
        int rank = rank(rows, columns, length);
        requireNoLongerThan((long) rows * rank, length, "a projection");
        requireNoLongerThan((long) columns * rank, length, "a projection");
        // what is drawn anew
        charge((long) columns * rank);
        long seed = seed();
        return new Projected(rows, columns, rank, seed, numbers(rows * rank, depth + 1));
    }

    private int rank(int rows, int columns, int length) throws InvalidMessageException {
        int rank = varint(in);
        if (rows < 1 || columns < 1 || rank < 1 || (long) rows * columns != length) {
            throw new InvalidMessageException(
                    "a matrix of %d x %d and rank %d for a vector of length %d".formatted(rows, columns, rank, length));
        }
        return rank;
    }

    /** Compressed forms that are longer than what they stand for are odd, yet allowed up to a point. */
    private static void requireNoLongerThan(long size, int length, String what) throws InvalidMessageException {
        if (size > Math.min(Integer.MAX_VALUE - 8, MOST_VECTORS * Math.max(1, length))) {
            throw new InvalidMessageException(what + " of " + size + " numbers for a vector of length " + length);
        }
    }

    private int count(int length) throws InvalidMessageException {
        int count = varint(in);
        if (count < 1 || count > length) {
            throw new InvalidMessageException("a part of a vector of length " + length + " claims "
                    + Integer.toUnsignedString(count) + " entries");
        }
        return count;
    }

    private long seed() throws InvalidMessageException {
        require(Long.BYTES, "a seed");
        return in.getLong();
    }

    /** A number of seven bits per byte, low ones first. */
    static int varint(ByteBuffer in) throws InvalidMessageException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw new InvalidMessageException("the message ends within a number");
            }
            int next = in.get();
            if (shift > Integer.SIZE - 7 && (next & 0x7F) >>> (Integer.SIZE - shift) != 0) {
                throw new InvalidMessageException("a number has more than 32 bits");
            }
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidMessageException("a number has too many digits");
    }

    private void require(long bytes, String what) throws InvalidMessageException {
        if (in.remaining() < bytes) {
            throw new InvalidMessageException(
                    "the message ends within " + what + ": " + bytes + " bytes expected, " + in.remaining() + " left");
        }
    }
}
