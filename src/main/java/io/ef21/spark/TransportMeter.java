package io.ef21.spark;

import io.ef21.run.Moved;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Sums what Spark's own metrics say of the stages that carry one engine's mark. */
final class TransportMeter extends SparkListener {
    /** Local property that marks the jobs of an engine. */
    static final String MARK = "ef21.engine";

    private final String mark;
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong shuffled = new AtomicLong();

    TransportMeter(String mark) {
        this.mark = mark;
    }

    Moved moved() {
        return new Moved(results.get(), shuffled.get());
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        Properties properties = submitted.properties();
        if (properties != null && mark.equals(properties.getProperty(MARK))) {
            stages.add(submitted.stageInfo().stageId());
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        TaskMetrics metrics = ended.taskMetrics();
        if (metrics != null && stages.contains(ended.stageId())) {
            results.addAndGet(metrics.resultSize());
            shuffled.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        }
    }
}
