package io.ef21.spark;

import io.ef21.method.RoundTask;
import io.ef21.method.Uplink;
import io.ef21.run.PartialSum;
import io.ef21.run.Summation;
import io.ef21.run.UplinkBatch;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction1;

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
            PartialSum sum = new PartialSum();
            for (byte[] batch : (byte[][]) spark.sc().runJob(answers.rdd(), new Batch(), Scala.tag(byte[].class))) {
                UplinkBatch.addTo(sum, batch);
            }
            return sum;
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

    /** The messages of a partition as bytes. */
    private static final class Batch extends AbstractFunction1<scala.collection.Iterator<RoundTask.Answer>, byte[]>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public byte[] apply(scala.collection.Iterator<RoundTask.Answer> answers) {
            Iterator<RoundTask.Answer> java = Scala.iterator(answers);
            return UplinkBatch.encode(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return java.hasNext();
                }

                @Override
                public Uplink next() {
                    return java.next().uplink();
                }
            });
        }
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
