package io.ef21.objective;

import io.ef21.compress.Layers;
import io.ef21.data.ClassLabels;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import java.util.List;

/**
 * Multinomial logistic regression: -log of the softmax probability of the label, a vector of features per class (Fatkhullin,
 * Tyurin and Richtarik, Momentum provably improves error feedback!, the experiments). A model has features x classes
 * entries, the classes of a feature side by side: as a matrix, one row per feature.
 */
public record Softmax() implements RowProblem {
    private static final long serialVersionUID = 1L;

    @Override
    public LabelKind labelKind() {
        return LabelKind.CLASSES;
    }

    /**
     * @throws io.ef21.data.InvalidInputException if the model has more than 2^31 - 1 entries
     */
    @Override
    public Objective on(Shard shard, Labels labels) {
        int classes = ((ClassLabels) labels).classes();
        return new SoftmaxObjective(shard.owned().times(classes), ClassRows.of(shard), classes);
    }

    @Override
    public int outputs(Labels labels) {
        return ((ClassLabels) labels).classes();
    }

    @Override
    public Layout layout(Layout asked) {
        return asked.onlySparse();
    }

    @Override
    public List<Layers.Block> blocks(int features, Labels labels) {
        return List.of(new Layers.Block("w", features, ((ClassLabels) labels).classes(), false));
    }

    @Override
    public String toString() {
        return "softmax";
    }
}
