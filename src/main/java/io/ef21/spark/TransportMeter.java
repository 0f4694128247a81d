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
import org.apache.spark.scheduler.TaskInfo;

/** Sums what Spark's own metrics say of the stages that carry one engine's mark. Thread-safe. */
final class TransportMeter extends SparkListener {
    /** Local property that marks the jobs of an engine. */
    static final String MARK = "ef21.engine";

    private final String mark;
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong shuffled = new AtomicLong();
    private final AtomicLong broadcast = new AtomicLong();
    private final AtomicLong tasks = new AtomicLong();
    private final AtomicLong transportMillis = new AtomicLong();
    private final AtomicLong schedulingMillis = new AtomicLong();

    TransportMeter(String mark) {
        this.mark = mark;
    }

    /** What was heard so far. */
    Moved moved() {
        return new Moved(
                results.get(),
                shuffled.get(),
                broadcast.get(),
                tasks.get(),
                transportMillis.get() / 1e3,
                schedulingMillis.get() / 1e3);
    }

    /** Notes a value that was broadcast. */
    void broadcast(long bytes) {
        broadcast.addAndGet(bytes);
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
        if (metrics == null || !stages.contains(ended.stageId())) {
            return;
        }
        tasks.incrementAndGet();
        results.addAndGet(metrics.resultSize());
        shuffled.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        TaskInfo info = ended.taskInfo();
        long fetching = info.gettingResultTime() > 0 ? info.finishTime() - info.gettingResultTime() : 0;
        long transport = metrics.executorDeserializeTime() + metrics.resultSerializationTime() + fetching;
        transportMillis.addAndGet(transport);
        schedulingMillis.addAndGet(Math.max(0, info.duration() - metrics.executorRunTime() - transport));
    }
}
