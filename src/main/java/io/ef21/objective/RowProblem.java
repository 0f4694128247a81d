package io.ef21.objective;

import io.ef21.compress.Layers;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of rows: f_i is a mean over the rows of client i. */
public non-sealed interface RowProblem extends Problem {
    /** The labels it takes. */
    LabelKind labelKind();

    /**
     * f_i.
     *
     * @param shard at least one row, with labels as {@code labels} keep them
     * @param labels of {@link #labelKind}, the same for all clients
     */
    Objective on(Shard shard, Labels labels);

    /**
     * Whether a client may own the columns that occur in its rows, and not all: f_i depends on no other entries of the
     * model.
     */
    default boolean isCompact() {
        return true;
    }

    /** How shards have to keep their rows, where it can be as asked. */
    default Layout layout(Layout asked) {
        return asked;
    }

    /**
     * x^0, the model that 0 stands for in the clients' variables; null for 0 itself.
     *
     * @param features columns of the rows
     */
    default double @Nullable [] start(int features, Labels labels) {
        return null;
    }

    @Override
    default boolean isShifted() {
        return false;
    }

    /**
     * The model as named blocks, in order, for {@link Layers}; empty where it is one vector.
     *
     * @param features columns of the rows
     */
    default List<Layers.Block> blocks(int features, Labels labels) {
        return List.of();
    }

    /** What a client trains: f_i + r, in variables that are 0 at x^0. */
    default Objective client(Shard shard, Labels labels, Regularizer regularizer) {
        Objective whole = RegularizedObjective.of(on(shard, labels), regularizer);
        return ShiftedObjective.of(whole, start(shard.owned().features(), labels));
    }
}
