package io.ef21.bench;

import io.ef21.spark.Scala;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;

/**
 * Counts what the jobs of an MLlib fit move: evaluations of loss and gradient, which MLlib runs in its class {@code
 * RDDLossFunction}, apart from all others. Listens from construction to {@link #close}. Thread-safe.
 */
final class JobMeter extends SparkListener implements AutoCloseable {
    private static final String MARK = "ef21.bench.fit";
    private static final String EVALUATION = "RDDLossFunction";

    private final JavaSparkContext spark;
    private final String mark;
    private final Set<Integer> evaluationStages = ConcurrentHashMap.newKeySet();
    private final Set<Integer> otherStages = ConcurrentHashMap.newKeySet();
    private final AtomicLong evaluations = new AtomicLong();
    private final AtomicLong evaluationResults = new AtomicLong();
    private final AtomicLong evaluationShuffles = new AtomicLong();
    private final AtomicLong otherResults = new AtomicLong();
    private final AtomicLong otherShuffles = new AtomicLong();

    JobMeter(JavaSparkContext spark, String mark) {
        this.spark = spark;
        this.mark = mark;
        spark.sc().addSparkListener(this);
        spark.setLocalProperty(MARK, mark);
    }

    /** Waits until Spark has told everything. */
    void await() {
        try {
            spark.sc().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's listener bus is stuck", e);
        }
    }

    /** How often loss and gradient were evaluated. */
    long evaluations() {
        return evaluations.get();
    }

    /**
     * What was counted.
     *
     * @param modelBytes of a dense vector of coefficients
     * @param receivers that each evaluation sends it to
     */
    Traffic traffic(long modelBytes, int receivers) {
        return new Traffic(
                otherResults.get() + otherShuffles.get(),
                evaluationResults.get(),
                evaluations.get() * modelBytes * receivers,
                evaluationShuffles.get(),
                evaluationResults.get() + otherResults.get());
    }

    @Override
    public void onJobStart(SparkListenerJobStart started) {
        Properties properties = started.properties();
        if (properties == null || !mark.equals(properties.getProperty(MARK))) {
            return;
        }
        boolean evaluation = false;
        for (StageInfo stage : Scala.stages(started)) {
            boolean evaluates = stage.name().contains(EVALUATION);
            (evaluates ? evaluationStages : otherStages).add(stage.stageId());
            evaluation |= evaluates;
        }
        if (evaluation) {
            evaluations.incrementAndGet();
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        TaskMetrics metrics = ended.taskMetrics();
        if (metrics == null) {
            return;
        }
        if (evaluationStages.contains(ended.stageId())) {
            evaluationResults.addAndGet(metrics.resultSize());
            evaluationShuffles.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        } else if (otherStages.contains(ended.stageId())) {
            otherResults.addAndGet(metrics.resultSize());
            otherShuffles.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
        }
    }

    @Override
    public void close() {
        spark.setLocalProperty(MARK, null);
        spark.sc().removeSparkListener(this);
    }
}
