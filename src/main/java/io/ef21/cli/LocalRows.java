package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.LibsvmReader;
import io.ef21.data.RowBlock;
import io.ef21.data.RowSummary;
import io.ef21.data.Shard;
import io.ef21.objective.ClientFunctions;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Objective;
import io.ef21.objective.RowProblem;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** How these rows are dealt for a training; as many clients as cores where no number was given. */
    Deal deal(TrainArguments arguments, RowProblem problem, int cores) throws IOException {
        return Dealing.of(arguments, problem, summary, cores, hadoop);
    }

    /** The functions of the clients of a training on these rows. */
    synchronized List<Objective> objectives(TrainArguments arguments, RowProblem problem, Deal deal) {
        return shards.computeIfAbsent(deal, d -> d.shards(blocks)).stream()
                .map(shard -> problem.client(shard, deal.labels(), arguments.clientRegularizer(), deal.intercept()))
                .toList();
    }

    /** The functions of the clients of a training without rows; as many as cores where no number was given. */
    static List<Objective> made(TrainArguments arguments, GeneratedProblem problem, int cores) {
        int n = arguments.clientsFor(cores, cores);
        ClientFunctions functions = problem.clients(n, arguments.clientRegularizer());
        return IntStream.range(0, n).mapToObj(functions::of).toList();
    }
}
