package io.ef21.spark;

import io.ef21.run.RoundRecord;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * A fit on Spark has ended a round: what a {@code SparkListener} hears in {@code onOtherEvent}. After a resume, the last
 * round of the checkpoint is told once more. Events of one fit come in the order of its rounds, those of several fits
 * mixed.
 *
 * <p>It stays out of Spark's event log: the history server, which has no class of ours, would warn of every event, and
 * what people read there is in the descriptions of the jobs. Whole records are in the run's own history.
 *
 * @param fit the tag of its jobs, unique
 * @param record what the round showed
 */
public record RoundEnded(String fit, RoundRecord record) implements SparkListenerEvent {
    @Override
    public boolean logEvent() {
        return false;
    }
}
