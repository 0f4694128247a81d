package io.ef21.ml;

import io.ef21.run.RoundRecord;
import io.ef21.run.StopReason;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a fit here tells beside MLlib's summary. The {@code summary} of every model that an Estimator of this package has
 * fitted is one of these: {@code ((EF21TrainingSummary) model.summary()).stopReason()}.
 */
public interface EF21TrainingSummary {
    /** Everything that is known of the fit. */
    TrainingHistory history();

    /** f(x^t), regularizer included, of x^0 .. x^R: one more than rounds. */
    default double[] objectiveHistory() {
        return history().objectives();
    }

    /** R, the number of rounds. */
    default int totalIterations() {
        return history().last().round();
    }

    /** Why the fit ended. */
    default StopReason stopReason() {
        return history().stopReason();
    }

    /** The certified upper bound on ||grad f(x^t)|| of every round; NaN where the method has none. */
    default double[] gradientNormBounds() {
        return history().records().stream()
                .mapToDouble(RoundRecord::gradNormBound)
                .toArray();
    }

    /** ||grad f(x^t)||, exact, of the rounds that evaluateEvery names; NaN in all others. */
    default double[] gradientNorms() {
        return history().records().stream()
                .mapToDouble(record -> Math.sqrt(record.gradNormSq()))
                .toArray();
    }

    /** Bits that a client sent, on the mean over clients. */
    default double uplinkBits() {
        return history().last().uplinkBits();
    }

    /** Bytes of all messages of all clients. */
    default long uplinkBytes() {
        return history().last().uplinkBytes();
    }

    /** Bytes of all downlinks, per client that receives them. */
    default long downlinkBytes() {
        return history().last().downlinkBytes();
    }

    /** Seconds since round 0 began. */
    default double seconds() {
        return history().last().seconds();
    }

    /** A row per round, with the columns of the history file. */
    default Dataset<Row> rounds() {
        return history().rounds();
    }

    /** A row per client: client, rows, share of the objective, columns it owns. */
    default Dataset<Row> clients() {
        return history().clients();
    }

    /** Why auto chose what it chose, for people. */
    default List<String> reasons() {
        return history().setting().reasons().stream().map(ParamNames::inParams).toList();
    }
}
