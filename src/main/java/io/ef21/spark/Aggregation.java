package io.ef21.spark;

import io.ef21.method.RoundTask;
import io.ef21.run.PartialSum;
import io.ef21.run.Summation;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Brings the messages of a round together. At depth 1 the encoded messages go to the driver, which decodes and adds; at
 * greater depth {@code treeAggregate}'s inner nodes fold what is complete. The bits are the same: only complete nodes of
 * the canonical tree are ever folded.
 */
final class Aggregation {
    /**
     * From this many clients on, folding on executors pays: below, encoded messages on the supports are smaller than the
     * dense nodes that would replace them, and a second stage costs more than it saves.
     */
    private static final int FOLD_FROM_CLIENTS = 256;

    private final JavaSparkContext spark;
    private final int depth;
    private @Nullable Broadcast<Summation> shared;
    private @Nullable Summation sharedFor;

    Aggregation(JavaSparkContext spark, int depth) {
        this.spark = spark;
        this.depth = depth;
    }

    PartialSum collect(JavaRDD<RoundTask.Answer> answers, Summation summation) {
        int levels = depth > 0 ? depth : summation.clients() >= FOLD_FROM_CLIENTS ? 2 : 1;
        if (levels == 1) {
            return answers.treeAggregate(
                    new PartialSum(), (sum, answer) -> sum.add(answer.uplink()), PartialSum::merge, 1);
        }
        Broadcast<Summation> known = shared(summation);
        return answers.treeAggregate(
                new PartialSum(),
                (sum, answer) -> sum.add(answer.uplink()).fold(known.value()),
                (sum, other) -> sum.merge(other).fold(known.value()),
                levels);
    }

    void release() {
        if (shared != null) {
            shared.destroy();
        }
        shared = null;
        sharedFor = null;
    }

    private Broadcast<Summation> shared(Summation summation) {
        if (shared == null || !summation.equals(sharedFor)) {
            release();
            shared = spark.broadcast(summation);
            sharedFor = summation;
        }
        return shared;
    }
}
