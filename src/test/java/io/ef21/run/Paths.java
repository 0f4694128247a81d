package io.ef21.run;

import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.OneHotRows;
import io.ef21.data.Split;
import io.ef21.method.MethodOptions;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.ValueBits;
import java.util.List;

/** What tests of paths start from: the untuned default on generated rows. */
public final class Paths {
    private Paths() {}

    /** The default with a regularizer at the server, rows as weights. */
    public static TrainingOptions options(Regularizer regularizer, double tol, int rounds) {
        return options(Choices.AUTO, regularizer, tol, rounds);
    }

    /** The same with a method. */
    public static TrainingOptions options(String method, Regularizer regularizer, double tol, int rounds) {
        Choices choices = new Choices(
                method, MethodOptions.NONE, Choices.AUTO, Choices.AUTO, Choices.AUTO, Choices.AUTO, Choices.AUTO, "");
        return new TrainingOptions(
                choices.chosenMethod(),
                choices.chosenCompressor(),
                ValueBits.FLOAT,
                false,
                false,
                choices.chosenDownlink(),
                regularizer,
                true,
                choices.chosenStepSize(),
                rounds,
                0,
                10,
                0,
                choices.acceleration(),
                tol,
                0);
    }

    /** Clients on generated rows, on the columns that occur. */
    public static List<Objective> clients(OneHotRows rows, int clients) {
        return deal(rows, clients).shards(List.of(rows.block(0, rows.rows()))).stream()
                .map(new Loss.Logistic()::on)
                .toList();
    }

    /** How the rows are dealt. */
    public static Deal deal(OneHotRows rows, int clients) {
        return new Deal(new Split(rows.rows(), clients, true, 0), OneHotRows.WIDTH, true, new BinaryLabels(-1, 1));
    }

    /** Bytes up and down until a record, all clients. */
    static long bytes(RoundRecord record, int clients) {
        return record.uplinkBytes() + clients * record.downlinkBytes() + record.setupBytes();
    }
}
