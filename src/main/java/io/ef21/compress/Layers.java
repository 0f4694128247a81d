package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Norms;
import io.ef21.wire.Correction;
import io.ef21.wire.Joined;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * A compressor applied block by block ("layer-wise") to a vector of named blocks: alpha is the smallest, omega the largest over the blocks.
 *
 * @param blocks in order; their sizes add up to d
 * @param inner what compresses each
 */
public record Layers(List<Block> blocks, Compressor inner) implements Compressor {
    private static final long serialVersionUID = 1L;

    /**
     * A block of parameters.
     *
     * @param name for people
     * @param rows at least 1
     * @param columns at least 1; 1 for a vector
     * @param exact whether it is sent as it is
     */
    public record Block(String name, int rows, int columns, boolean exact) implements Serializable {
        private static final long serialVersionUID = 1L;

        public Block {
            if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("needs blocks such as w=28x10, b=10 or b=10!");
            }
        }

        int size() {
            return rows * columns;
        }

        /** Reads {@code w=28x10}, {@code b=10} or, sent as it is, {@code b=10!}. */
        static Block parse(String text) {
            int equals = text.indexOf('=');
            boolean exact = text.endsWith("!");
            String[] shape =
                    text.substring(equals + 1, text.length() - (exact ? 1 : 0)).split("x", -1);
            if (equals < 1 || shape.length > 2) {
                throw new IllegalArgumentException("needs blocks such as w=28x10, b=10 or b=10!");
            }
            int columns = shape.length == 2 ? Integer.parseInt(shape[1]) : 1;
            return new Block(text.substring(0, equals), Integer.parseInt(shape[0]), columns, exact);
        }

        @Override
        public String toString() {
            return name + "=" + rows + (columns > 1 ? "x" + columns : "") + (exact ? "!" : "");
        }
    }

    public Layers {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("needs at least one block, such as w=28x10");
        }
        if (inner.traits(2).has(Property.MATRICES) && !(inner instanceof MatrixCompressor)) {
            throw new IllegalArgumentException("needs powersgd itself, not " + inner + ", to work on matrices");
        }
    }

    private long size() {
        return blocks.stream().mapToLong(Block::size).sum();
    }

    @Override
    public Correction compress(double[] v, long key) {
        requireFits(v.length);
        List<Correction> parts = new ArrayList<>(blocks.size());
        int begin = 0;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            double[] slice = Arrays.copyOfRange(v, begin, begin + block.size());
            parts.add(compress(block, slice, CounterRandom.key(key, i)));
            begin += block.size();
        }
        return new Joined(parts);
    }

    private Correction compress(Block block, double[] slice, long key) {
        if (block.exact()) {
            return new Correction.Dense(Norms.requireFinite(slice));
        }
        return isMatrix(block) && inner instanceof MatrixCompressor matrices
                ? matrices.compress(slice, block.rows(), block.columns(), key)
                : inner.compress(slice, key);
    }

    private static boolean isMatrix(Block block) {
        return block.rows() > 1 && block.columns() > 1;
    }

    private Traits traits(Block block) {
        if (block.exact()) {
            return new Identity().traits(block.size());
        }
        return isMatrix(block) && inner instanceof MatrixCompressor matrices
                ? matrices.traits(block.rows(), block.columns())
                : inner.traits(block.size());
    }

    @Override
    public Traits traits(int d) {
        List<Traits> all = blocks.stream().map(this::traits).toList();
        Set<Property> common = EnumSet.allOf(Property.class);
        Size size = Size.ofValues(0);
        long papers = 0;
        for (Traits traits : all) {
            common.retainAll(traits.properties());
            size = size.plus(traits.size());
            papers = Induced.sum(papers, traits.paperBits());
        }
        common.remove(Property.SUPPORT_PRESERVING);
        common.remove(Property.MATRICES);
        if (all.stream().anyMatch(traits -> traits.has(Property.SHARED_SEED))) {
            common.add(Property.SHARED_SEED);
        }
        double omega = all.stream().mapToDouble(Traits::omega).max().orElseThrow();
        double alpha = least(all, Traits::alpha);
        Traits traits;
        if (omega < Double.POSITIVE_INFINITY) {
            traits = Traits.unbiased(omega);
        } else {
            traits = alpha > 0 ? Traits.contractive(alpha) : Traits.none();
        }
        return traits.with(common).sized(size, papers);
    }

    private static double least(List<Traits> all, ToDoubleFunction<Traits> constant) {
        return all.stream().mapToDouble(constant).min().orElseThrow();
    }

    @Override
    public void requireFits(int features) {
        if (size() != features) {
            throw new InvalidInputException(
                    "--compressor %s: its blocks have %d entries, the model has %d".formatted(this, size(), features));
        }
        for (Block block : blocks) {
            if (!block.exact() && !(inner instanceof MatrixCompressor)) {
                inner.requireFits(block.size());
            }
        }
    }

    @Override
    public String toString() {
        return "layers(" + blocks.stream().map(Block::toString).collect(Collectors.joining(",")) + "," + inner + ")";
    }
}
