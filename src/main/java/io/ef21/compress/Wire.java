package io.ef21.compress;

import io.ef21.kernel.GridLevels;
import io.ef21.kernel.PackedLevels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte form of corrections, version 1.
 *
 * <pre>
 * message  := part+                    all but the last part have the MORE flag
 * part     := header (values | count indices values | shape scales levels | body)?
 * header   :  bits 0-1  form: 0 empty, 1 dense, 2 sparse, 3 levels
 *             bit  2    values are doubles (64 bits), else floats (32 bits); levels are a body
 *             bit  3    SUBTRACT: the part is to be subtracted
 *             bit  4    MORE: another part follows
 *             bits 5-7  version, 1
 * count    := int32     stored entries
 * indices  := bits      count numbers of ceil(log2 length) bits each, least significant first, padded to a byte
 * values   := little-endian IEEE numbers
 * shape    := uint8 uint16             bits per level, 2 to 8, and entries per block less 1, 1 to 65,536
 * scales   := bfloat16 per block       little-endian, finite, not negative: the largest level
 * levels   := bits      length codes k + l, l = 2^(bits-1) - 1, that stand for k * (scale / l), least significant
 *                       first, padded to a byte with zeros; the code 2^bits - 1 is not used
 * body     := see {@link GridCode}     entropy-coded levels
 * </pre>
 *
 * <p>The length of the vector is known to both sides and does not travel. Whichever of dense and sparse is smaller is
 * written; levels are written as they are. Thread-safe: there is no state.
 */
public final class Wire {
    private static final int VERSION = 1 << 5;
    private static final int EMPTY = 0;
    private static final int DENSE = 1;
    private static final int SPARSE = 2;
    private static final int LEVELS = 3;
    private static final int FORM = 3;
    private static final int DOUBLES = 4;
    private static final int SUBTRACT = 8;
    private static final int MORE = 16;
    private static final int COUNT_BYTES = 4;
    private static final int SHAPE_BYTES = 3;

    private Wire() {}

    /** Bits of one index into a vector of the given length. */
    public static int indexBits(int length) {
        return 32 - Integer.numberOfLeadingZeros(Math.max(0, length - 1));
    }

    /** Values and indices of a correction in its smaller form, or levels and scales, without header and padding. */
    public static long payloadBits(Correction correction, ValueBits bits) {
        if (correction instanceof Correction.Levels levels) {
            PackedLevels packed = levels.packed();
            int blocks = PackedLevels.blocks(packed.length(), packed.block());
            return (long) packed.bits() * packed.length() + 16L * blocks;
        }
        if (correction instanceof Correction.Coded coded) {
            return (long) Byte.SIZE * coded.body().length;
        }
        return Math.min(denseBits(correction, bits), sparseBits(correction, bits));
    }

    /** A message with one correction. */
    public static byte[] encode(Correction correction, ValueBits bits) {
        return encodePart(correction, bits, 0);
    }

    /** A message that stands for {@code added - subtracted}. */
    public static byte[] encodeDifference(
            Correction added, ValueBits addedBits, Correction subtracted, ValueBits subtractedBits) {
        byte[] first = encodePart(added, addedBits, MORE);
        byte[] second = encodePart(subtracted, subtractedBits, SUBTRACT);
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * One part of a message.
     *
     * @param scale +1, or -1 where the part is subtracted
     */
    public record Part(double scale, Correction correction) {}

    /**
     * The parts of a message about vectors of the given length.
     *
     * @throws InvalidMessageException if the bytes are not such a message
     */
    public static List<Part> decode(byte[] bytes, int length) throws InvalidMessageException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Part> parts = new ArrayList<>(1);
        boolean more = true;
        while (more) {
            require(in, 1, "a header");
            int header = in.get();
            if ((header & ~(FORM | DOUBLES | SUBTRACT | MORE)) != VERSION) {
                throw new InvalidMessageException("unknown message version in header 0x%02x".formatted(header & 0xFF));
            }
            parts.add(new Part((header & SUBTRACT) != 0 ? -1.0 : 1.0, decodePart(in, header, length)));
            more = (header & MORE) != 0;
        }
        if (in.hasRemaining()) {
            throw new InvalidMessageException(in.remaining() + " bytes follow the end of the message");
        }
        return parts;
    }

    /**
     * What the receiver reads of a correction that {@link #encode} has just written.
     *
     * @param sent what was encoded: levels travel as they are, values may have lost digits
     */
    public static Correction readBack(Correction sent, byte[] bytes) {
        return sent instanceof Correction.Levels || sent instanceof Correction.Coded
                ? sent
                : decodeOwn(bytes, sent.length());
    }

    /** The only correction of a message that {@link #encode} has written. */
    public static Correction decodeOwn(byte[] bytes, int length) {
        try {
            return decode(bytes, length).get(0).correction();
        } catch (InvalidMessageException e) {
            throw new IllegalStateException("a message could not be read back by its writer", e);
        }
    }

    private static long denseBits(Correction correction, ValueBits bits) {
        return (long) correction.length() * bits.bits();
    }

    private static long sparseBits(Correction correction, ValueBits bits) {
        return correction instanceof Correction.Dense
                ? Long.MAX_VALUE
                : (long) correction.stored() * (bits.bits() + indexBits(correction.length()));
    }

    private static byte[] encodePart(Correction correction, ValueBits bits, int flags) {
        if (correction instanceof Correction.Levels levels) {
            return encodeLevels(levels.packed(), VERSION | flags | LEVELS);
        }
        if (correction instanceof Correction.Coded coded) {
            return ByteBuffer.allocate(1 + coded.body().length)
                    .put((byte) (VERSION | flags | LEVELS | DOUBLES))
                    .put(coded.body())
                    .array();
        }
        int header = VERSION | flags | (bits == ValueBits.DOUBLE ? DOUBLES : 0);
        if (correction.stored() == 0) {
            return new byte[] {(byte) (header | EMPTY)};
        }
        boolean dense = denseBits(correction, bits) <= sparseBits(correction, bits);
        if (correction instanceof Correction.Sparse sparse && !dense) {
            long indexBytes = indexBytes(sparse.stored(), sparse.length());
            byte[] part = bytes(1 + COUNT_BYTES + indexBytes + valueBytes(sparse.stored(), bits));
            ByteBuffer out = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
            out.put((byte) (header | SPARSE)).putInt(sparse.stored());
            putIndices(out, sparse.indices(), indexBits(sparse.length()), indexBytes);
            putValues(out, sparse.values(), bits);
            return part;
        }
        double[] values = correction instanceof Correction.Dense d ? d.values() : correction.toDense();
        byte[] part = bytes(1 + valueBytes(values.length, bits));
        ByteBuffer out = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) (header | DENSE));
        putValues(out, values, bits);
        return part;
    }

    private static byte[] encodeLevels(PackedLevels levels, int header) {
        int size = Math.toIntExact(PackedLevels.size(levels.length(), levels.bits(), levels.block()));
        byte[] part = new byte[1 + SHAPE_BYTES + size];
        ByteBuffer.wrap(part)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) header)
                .put((byte) levels.bits())
                .putShort((short) (levels.block() - 1))
                .put(levels.bytes(), levels.offset(), size);
        return part;
    }

    private static byte[] bytes(long size) {
        return new byte[Math.toIntExact(size)];
    }

    private static long valueBytes(int count, ValueBits bits) {
        return (long) count * bits.bits() / 8;
    }

    private static long indexBytes(int count, int length) {
        return ((long) count * indexBits(length) + 7) / 8;
    }

    private static void putValues(ByteBuffer out, double[] values, ValueBits bits) {
        if (bits == ValueBits.DOUBLE) {
            out.asDoubleBuffer().put(values);
            return;
        }
        for (double value : values) {
            out.putFloat((float) value);
        }
    }

    private static void putIndices(ByteBuffer out, int[] indices, int width, long bytes) {
        long pending = 0;
        int filled = 0;
        for (int index : indices) {
            pending |= (long) index << filled;
            filled += width;
            while (filled >= 8) {
                out.put((byte) pending);
                pending >>>= 8;
                filled -= 8;
                bytes--;
            }
        }
        if (bytes > 0) {
            out.put((byte) pending);
        }
    }

    private static Correction decodePart(ByteBuffer in, int header, int length) throws InvalidMessageException {
        ValueBits bits = (header & DOUBLES) != 0 ? ValueBits.DOUBLE : ValueBits.FLOAT;
        return switch (header & FORM) {
            case EMPTY -> new Correction.Sparse(length, new int[0], new double[0]);
            case DENSE -> new Correction.Dense(values(in, length, bits));
            case SPARSE -> decodeSparse(in, length, bits);
            default -> (header & DOUBLES) != 0 ? decodeBody(in, length) : decodeLevels(in, length);
        };
    }

    private static Correction decodeSparse(ByteBuffer in, int length, ValueBits bits) throws InvalidMessageException {
        require(in, COUNT_BYTES, "a count");
        int count = in.getInt();
        if (count < 1 || count > length) {
            throw new InvalidMessageException(
                    "a sparse part of a vector of length " + length + " claims " + count + " entries");
        }
        int[] indices = indices(in, count, length);
        return new Correction.Sparse(length, indices, values(in, count, bits));
    }

    private static Correction decodeLevels(ByteBuffer in, int length) throws InvalidMessageException {
        require(in, SHAPE_BYTES, "the shape of levels");
        int bits = in.get();
        int block = (in.getShort() & 0xFFFF) + 1;
        if (bits < 2 || bits > 8) {
            throw new InvalidMessageException("levels of %d bits are not known".formatted(bits));
        }
        long size = PackedLevels.size(length, bits, block);
        require(in, size, "levels");
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

    private static Correction decodeBody(ByteBuffer in, int length) throws InvalidMessageException {
        int begin = in.position();
        GridLevels levels = GridCode.decode(in, length);
        byte[] body = new byte[in.position() - begin];
        in.get(begin, body);
        return new Correction.Coded(levels, body);
    }

    private static int[] indices(ByteBuffer in, int count, int length) throws InvalidMessageException {
        int width = indexBits(length);
        require(in, indexBytes(count, length), "indices");
        int[] indices = new int[count];
        long pending = 0;
        int filled = 0;
        int previous = -1;
        for (int p = 0; p < count; p++) {
            while (filled < width) {
                pending |= (in.get() & 0xFFL) << filled;
                filled += 8;
            }
            int index = (int) (pending & ((1L << width) - 1));
            pending >>>= width;
            filled -= width;
            if (index <= previous || index >= length) {
                throw new InvalidMessageException("index " + index + " after " + previous
                        + " does not ascend within a vector of length " + length);
            }
            indices[p] = index;
            previous = index;
        }
        return indices;
    }

    private static double[] values(ByteBuffer in, int count, ValueBits bits) throws InvalidMessageException {
        require(in, valueBytes(count, bits), "values");
        double[] values = new double[count];
        if (bits == ValueBits.DOUBLE) {
            in.asDoubleBuffer().get(values);
            in.position(in.position() + count * Double.BYTES);
        } else {
            for (int p = 0; p < count; p++) {
                values[p] = in.getFloat();
            }
        }
        return values;
    }

    private static void require(ByteBuffer in, long bytes, String what) throws InvalidMessageException {
        if (in.remaining() < bytes) {
            throw new InvalidMessageException(
                    "the message ends within " + what + ": " + bytes + " bytes expected, " + in.remaining() + " left");
        }
    }
}
