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
     * Below this many bytes of messages a round, depth 1 always wins: measured on one machine, a level more costs 40 to
     * 70 % of a round's time whatever it saves.
     */
    private static final long FOLD_FROM_BYTES = 4_000_000;

    private final JavaSparkContext spark;
    private final int depth;
    private @Nullable Broadcast<Summation> shared;
    private @Nullable Summation sharedFor;
    private long messageBytes;

    Aggregation(JavaSparkContext spark, int depth) {
        this.spark = spark;
        this.depth = depth;
    }

    PartialSum collect(JavaRDD<RoundTask.Answer> answers, Summation summation) {
        int levels = depth > 0 ? depth : chosen(answers.getNumPartitions(), summation);
        if (levels == 1) {
            PartialSum sum = new PartialSum();
            messageBytes = 0;
            for (byte[] batch : (byte[][]) spark.sc().runJob(answers.rdd(), new Batch(), Scala.tag(byte[].class))) {
                UplinkBatch.addTo(sum, batch);
                messageBytes += batch.length;
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

    /**
     * Two levels where they bring at most half the bytes to the driver: about two dense nodes per inner partition, of
     * which there are the square root of the partitions, against the messages of the last round at depth 1. Messages on
     * small supports never reach that: folded, 128 clients on 3 % of the columns each sent 7 times as much.
     */
    private int chosen(int partitions, Summation summation) {
        double folded = 2 * Math.sqrt(partitions) * summation.size() * Double.BYTES;
        return messageBytes > FOLD_FROM_BYTES && folded < messageBytes / 2.0 ? 2 : 1;
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
