package io.ef21.cli;

import io.ef21.data.Deal;
import io.ef21.data.GeneratedRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.LabelKind;
import io.ef21.data.Labels;
import io.ef21.data.RowSummary;
import io.ef21.data.Split;
import io.ef21.data.ThirdLabel;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** How rows that were read are dealt to the clients of a training. */
final class Dealing {
    private Dealing() {}

    /**
     * The deal that a user asked for.
     *
     * @param cores as many clients where no number was given
     * @throws InvalidInputException if the rows do not fit the options
     */
    static Deal of(TrainArguments arguments, RowProblem problem, RowSummary summary, int cores, Configuration hadoop)
            throws IOException {
        String source = "--data " + arguments.data();
        GeneratedRows generated = arguments.generated();
        int width = generated == null ? summary.width() : generated.features();
        int features = Math.max(arguments.features(), width);
        if (features == 0) {
            throw new InvalidInputException(source + " has no features: every row is empty");
        }
        Split split = new Split(
                summary.rows(),
                arguments.clientsFor(summary.rows(), cores),
                arguments.shuffled(),
                arguments.dataSeed());
        // without a server, clients speak of all columns
        boolean compact = problem.isCompact()
                && arguments.clientRegularizer() instanceof Regularizer.None
                && arguments.topology() == null;
        Labels labels = labels(arguments, problem, summary, source, hadoop);
        return new Deal(split, features, compact, labels, problem.layout(arguments.layout()), arguments.intercept());
    }

    /** What becomes of the labels; for two classes the third value is looked up, so that its line can be named. */
    private static Labels labels(
            TrainArguments arguments, RowProblem problem, RowSummary summary, String source, Configuration hadoop)
            throws IOException {
        LabelKind kind = problem.labelKind();
        if (kind == LabelKind.TWO_CLASSES && summary.labels().length > 2 && arguments.generated() == null) {
            throw new InvalidInputException(
                    "%s: --objective %s needs exactly two, softmax takes more, least-squares and huber take any numbers"
                            .formatted(ThirdLabel.in(arguments.data(), hadoop), problem));
        }
        return kind.labels(summary.labels(), source);
    }
}
