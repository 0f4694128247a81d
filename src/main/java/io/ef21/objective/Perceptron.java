package io.ef21.objective;

import io.ef21.compress.Layers;
import io.ef21.data.ClassLabels;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.PerceptronSum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A multilayer perceptron for classes: hidden layers with the sigmoid function, softmax on top; the topology and the order of
 * the model are those of Spark's {@code MultilayerPerceptronClassifier}. 0 is a saddle point, so x^0 has weights uniform in
 * (-r, r), r = sqrt(6 / (inputs + outputs)) of each layer (Glorot and Bengio 2010), and biases of 0.
 *
 * @param hidden units of the hidden layers, positive, at least one layer
 * @param seed of x^0
 */
public record Perceptron(List<Integer> hidden, long seed) implements RowProblem {
    private static final long serialVersionUID = 1L;
    private static final long PURPOSE = 0x50657263657074L;

    public Perceptron {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(units -> units < 1)) {
            throw new IllegalArgumentException("needs hidden layers of at least one unit");
        }
    }

    @Override
    public LabelKind labelKind() {
        return LabelKind.CLASSES;
    }

    @Override
    public boolean isSmooth() {
        return false;
    }

    /** None: its layers have biases. */
    @Override
    public int outputs(Labels labels) {
        return 0;
    }

    @Override
    public boolean isShifted() {
        return true;
    }

    @Override
    public boolean isCompact() {
        return false;
    }

    @Override
    public Layout layout(Layout asked) {
        return asked.onlySparse();
    }

    /** The layers: features, hidden layers, classes. */
    public int[] sizes(int features, Labels labels) {
        int[] sizes = new int[hidden.size() + 2];
        sizes[0] = features;
        for (int l = 0; l < hidden.size(); l++) {
            sizes[l + 1] = hidden.get(l);
        }
        sizes[sizes.length - 1] = ((ClassLabels) labels).classes();
        return sizes;
    }

    /**
     * @throws IllegalArgumentException if the shard does not own all columns
     */
    @Override
    public Objective on(Shard shard, Labels labels) {
        if (shard.owned().size() != shard.owned().features()) {
            throw new IllegalArgumentException("a perceptron needs shards that own all columns");
        }
        return new PerceptronObjective(
                ClassRows.of(shard), requireFits(sizes(shard.owned().size(), labels)));
    }

    @Override
    public double[] start(int features, Labels labels) {
        int[] sizes = requireFits(sizes(features, labels));
        double[] start = new double[PerceptronSum.length(sizes)];
        int from = 0;
        for (int l = 0; l + 1 < sizes.length; l++) {
            long key = CounterRandom.key(CounterRandom.key(seed, PURPOSE), l);
            double radius = Math.sqrt(6.0 / ((double) sizes[l] + sizes[l + 1]));
            int weights = sizes[l] * sizes[l + 1];
            for (int j = 0; j < weights; j++) {
                start[from + j] = radius * (2 * CounterRandom.uniform(key, j) - 1);
            }
            from += weights + sizes[l + 1];
        }
        return start;
    }

    /** A matrix of weights, one row per input, and a vector of biases, which is sent as it is, for every layer. */
    @Override
    public List<Layers.Block> blocks(int features, Labels labels) {
        int[] sizes = sizes(features, labels);
        List<Layers.Block> blocks = new ArrayList<>();
        for (int l = 1; l < sizes.length; l++) {
            blocks.add(new Layers.Block("w" + l, sizes[l - 1], sizes[l], false));
            blocks.add(new Layers.Block("b" + l, sizes[l], 1, true));
        }
        return blocks;
    }

    private int[] requireFits(int[] sizes) {
        try {
            PerceptronSum.length(sizes);
            return sizes;
        } catch (ArithmeticException e) {
            throw new InvalidInputException(
                    "--objective " + this + " on " + sizes[0]
                            + " features has more than 2^31 - 1 entries: use smaller layers",
                    e);
        }
    }

    @Override
    public String toString() {
        return "mlp:" + hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
