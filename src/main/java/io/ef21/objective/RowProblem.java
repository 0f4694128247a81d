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

    /**
     * Entries of the model for a column of the rows, side by side; 0 where a column has none of its own. As many intercepts
     * there are, where there is an intercept.
     */
    default int outputs(Labels labels) {
        return 1;
    }

    /** What a client trains: f_i + r, in variables that are 0 at x^0. */
    default Objective client(Shard shard, Labels labels, Regularizer regularizer) {
        return client(shard, labels, regularizer, false);
    }

    /**
     * The same where the last column may be that of the intercept, which is not regularized.
     *
     */
    default Objective client(Shard shard, Labels labels, Regularizer regularizer, boolean intercept) {
        Objective whole = RegularizedObjective.of(on(shard, labels), regularizer, intercept ? outputs(labels) : 0);
        return ShiftedObjective.of(whole, start(shard.owned().features(), labels));
    }
}
