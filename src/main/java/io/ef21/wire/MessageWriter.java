package io.ef21.wire;

import io.ef21.kernel.CountSketch;
import io.ef21.kernel.IndexCode;
import io.ef21.kernel.PackedLevels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes parts of messages, as docs/wire-format.md describes them, and counts their payload. Not thread-safe. */
final class MessageWriter {
    private final ValueBits width;
    private ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    private long payloadBits;

    MessageWriter(ValueBits width) {
        this.width = width;
    }

    /** The bytes so far. */
    byte[] bytes() {
        return out.position() == out.capacity() ? out.array() : Arrays.copyOf(out.array(), out.position());
    }

    /** Values, indices, scales and levels so far: neither headers, counts and shapes, nor the filling of last bytes. */
    long payloadBits() {
        return payloadBits;
    }

    /**
     * Appends a part.
     *
     * @param flags MORE and SUBTRACT
     */
    void write(Correction correction, int flags) {
        if (correction instanceof Correction.Dense dense) {
            writeDense(dense.values(), flags);
        } else if (correction instanceof Correction.Sparse sparse) {
            writeSparse(sparse, flags);
        } else if (correction instanceof Correction.Levels levels) {
            writeLevels(levels.packed(), flags);
        } else if (correction instanceof Correction.Coded coded) {
            head(Wire.VERSION | Wire.GRID | flags);
            payload(coded.body());
        } else if (correction instanceof Graded graded) {
            head(Wire.VERSION | Wire.GRADED | flags);
            payloadBits += GradedCode.write(graded, this);
        } else if (correction instanceof Signed signed) {
            head(Wire.VERSION | Wire.SIGNED | flags);
            room(Integer.BYTES).putInt(Scale.bits(signed.magnitude()));
            raw(signed.signs());
            payloadBits += Integer.SIZE + signed.length();
        } else if (correction instanceof Placed placed) {
            head(Wire.VERSION | Wire.PLACED | flags);
            indices(placed.indices(), IndexCode.smallest(placed.indices(), placed.length()));
            write(placed.inner(), 0);
        } else if (correction instanceof Drawn drawn) {
            head(Wire.VERSION | Wire.DRAWN | flags);
            selection(drawn);
            writeDense(drawn.values(), 0);
        } else if (correction instanceof Multiple multiple) {
            head(Wire.VERSION | Wire.MULTIPLE | flags);
            room(Double.BYTES).putDouble(multiple.factor());
            payloadBits += Double.SIZE;
            write(multiple.inner(), 0);
        } else if (correction instanceof Total total) {
            head(Wire.VERSION | Wire.TOTAL | flags);
            head(total.parts().size());
            total.parts().forEach(part -> write(part, 0));
        } else if (correction instanceof Joined joined) {
            head(Wire.VERSION | Wire.JOINED | flags);
            varint(joined.blocks().size());
            for (Correction block : joined.blocks()) {
                varint(block.length());
                write(block, 0);
            }
        } else if (correction instanceof Sketched sketched) {
            writeSketch(sketched, flags);
        } else if (correction instanceof Product product) {
            head(Wire.VERSION | Wire.PRODUCT | flags);
            shape(product.rows(), product.columns(), product.rank());
            writeDense(product.left(), 0);
            writeDense(product.right(), 0);
        } else if (correction instanceof Projected projected) {
            head(Wire.VERSION | Wire.PROJECTED | flags);
            shape(projected.rows(), projected.columns(), projected.rank());
            seed(projected.seed());
            writeDense(projected.projection(), 0);
        }
    }

    private void writeDense(double[] values, int flags) {
        for (double value : values) {
            if (value != 0) {
                head(Wire.VERSION | valueKind() | flags);
                values(values);
                return;
            }
        }
        head(Wire.VERSION | Wire.ZERO | flags);
    }

    private void writeSparse(Correction.Sparse sparse, int flags) {
        if (sparse.stored() == 0) {
            head(Wire.VERSION | Wire.ZERO | flags);
            return;
        }
        if (sparse.stored() == sparse.length()) {
            head(Wire.VERSION | valueKind() | flags);
            values(sparse.values());
            return;
        }
        IndexCode code = IndexCode.smallest(sparse.indices(), sparse.length());
        long sparseBytes =
                varintBytes(sparse.stored()) + code.bytes() + 1 + (long) sparse.stored() * width.bits() / Byte.SIZE;
        if ((long) sparse.length() * width.bits() / Byte.SIZE <= sparseBytes) {
            head(Wire.VERSION | valueKind() | flags);
            values(sparse.toDense());
            return;
        }
        head(Wire.VERSION | Wire.PLACED | flags);
        indices(sparse.indices(), code);
        head(Wire.VERSION | valueKind());
        values(sparse.values());
    }

    private void writeLevels(PackedLevels levels, int flags) {
        head(Wire.VERSION | Wire.LEVELS | flags);
        int size = Math.toIntExact(PackedLevels.size(levels.length(), levels.bits(), levels.block()));
        room(Byte.BYTES + Short.BYTES + size)
                .put((byte) levels.bits())
                .putShort((short) (levels.block() - 1))
                .put(levels.bytes(), levels.offset(), size);
        payloadBits += (long) levels.bits() * levels.length()
                + (long) Short.SIZE * PackedLevels.blocks(levels.length(), levels.block());
    }

    private void writeSketch(Sketched sketched, int flags) {
        head(Wire.VERSION | Wire.SKETCH | flags);
        CountSketch sketch = sketched.sketch();
        head(sketch.rows() << 1 | (sketched.median() ? 1 : 0));
        varint(sketch.buckets());
        varint(sketch.group());
        // most sketches hash the whole vector
        varint(sketch.columns() == sketch.length() ? 0 : sketch.columns());
        seed(sketch.key());
        writeDense(sketched.table(), 0);
    }

    private int valueKind() {
        return switch (width) {
            case DOUBLE -> Wire.DOUBLES;
            case FLOAT -> Wire.FLOATS;
            case BFLOAT -> Wire.BFLOATS;
        };
    }

    private void values(double[] values) {
        int bytes = Math.multiplyExact(values.length, width.bits() / Byte.SIZE);
        ByteBuffer to = room(bytes);
        switch (width) {
            case DOUBLE -> {
                to.asDoubleBuffer().put(values);
                to.position(to.position() + bytes);
            }
            case FLOAT -> {
                for (double value : values) {
                    to.putFloat((float) value);
                }
            }
            case BFLOAT -> {
                for (double value : values) {
                    to.putShort(ValueBits.bfloat(value));
                }
            }
        }
        payloadBits += (long) values.length * width.bits();
    }

    private void indices(int[] indices, IndexCode code) {
        varint(indices.length);
        int bytes = code.bytes();
        int begin = room(bytes).position();
        code.encode(indices, out.array(), begin);
        out.position(begin + bytes);
        payloadBits += code.bits();
    }

    private void selection(Drawn drawn) {
        varint(drawn.values().length);
        if (drawn.selection() instanceof Selection.Run run) {
            head(0);
            varint(run.start());
            payloadBits += Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, drawn.length() - 1));
        } else if (drawn.selection() instanceof Selection.Subset subset) {
            head(1);
            seed(subset.seed());
        }
    }

    private void shape(int rows, int columns, int rank) {
        varint(rows);
        varint(columns);
        varint(rank);
    }

    private void seed(long seed) {
        room(Long.BYTES).putLong(seed);
        payloadBits += Long.SIZE;
    }

    /** A byte that is no payload. */
    void head(int value) {
        room(Byte.BYTES).put((byte) value);
    }

    /** A number of seven bits per byte, low ones first, the high bit set where more follow. */
    void varint(int value) {
        int rest = value;
        while (rest < 0 || rest > 0x7F) {
            head(rest | 0x80);
            rest >>>= 7;
        }
        head(rest);
    }

    /** The bytes of {@link #varint}. */
    static int varintBytes(int value) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(value | 1) + 6) / 7;
    }

    /** Bytes that are payload. */
    void payload(byte[] bytes) {
        raw(bytes);
        payloadBits += (long) Byte.SIZE * bytes.length;
    }

    /** Bytes whose payload the caller counts. */
    void raw(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    /** The buffer, with room for so many bytes. */
    ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            long capacity =
                    Math.max((long) out.position() + bytes, Math.min(2L * out.capacity(), Integer.MAX_VALUE - 8));
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), Math.toIntExact(capacity)))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(out.position());
        }
        return out;
    }
}
