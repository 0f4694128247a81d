package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.LibsvmReader;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import io.ef21.data.Shard;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Rows in this JVM, read once and dealt to the clients of any number of trainings; those that deal alike share the
 * shards. Thread-safe.
 */
final class LocalRows {
    private final List<RowBlock> blocks;
    private final RowSummary summary;
    private final Configuration hadoop;
    private final Map<Deal, List<Shard>> shards = new HashMap<>();

    private LocalRows(List<RowBlock> blocks, Configuration hadoop) {
        this.blocks = blocks;
        this.summary = blocks.stream().map(RowSummary::of).reduce(RowSummary.EMPTY, RowSummary::and);
        this.hadoop = hadoop;
    }

    /** Reads, or makes, the data of a training. */
    static LocalRows read(TrainArguments arguments, Configuration hadoop) throws IOException {
        GeneratedRows generated = arguments.generated();
        List<RowBlock> blocks = generated == null
                ? LibsvmReader.read(arguments.data(), arguments.features(), hadoop)
                : List.of(generated.block(0, generated.rows()));
        return new LocalRows(blocks, hadoop);
    }

    /**
     * The functions of the clients of a training on these rows.
     *
     * @param cores as many clients where no number was given
     */
    synchronized List<Objective> objectives(TrainArguments arguments, int cores) throws IOException {
        Deal deal = Dealing.of(arguments, summary, cores, hadoop);
        return shards.computeIfAbsent(deal, d -> d.shards(blocks)).stream()
                .map(arguments.loss()::on)
                .map(loss -> RegularizedObjective.of(loss, arguments.clientRegularizer()))
                .toList();
    }
}
