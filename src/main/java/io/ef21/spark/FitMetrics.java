package io.ef21.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import io.ef21.run.RoundRecord;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of fits, heard from {@link RoundEnded}. Gauges describe the round that ended last, in whatever fit; where
 * several fits run at once they go from one to the other, since a sink that got new metrics with every fit would never
 * forget one. A gauge is NaN before the first round, and where a round does not measure it.
 *
 * <ul>
 *   <li>{@code round}: t
 *   <li>{@code objective}: f(x^t), or what was seen of it
 *   <li>{@code gradientNorm}: ||grad f(x^t)||, exact, in evaluated rounds
 *   <li>{@code gradientNormBound}: certified upper bound on it
 *   <li>{@code stepSize}: gamma, or the safeguard's factor
 *   <li>{@code uplinkBits}: honest bits so far, mean over clients
 *   <li>{@code uplinkBytes}: of messages so far, all clients
 *   <li>{@code downlinkBytes}: so far, per receiver
 *   <li>{@code roundsPerSecond}: mean since round 0
 *   <li>{@code rounds}: a meter of all rounds of all fits of the application: their count, and rates per second over 1, 5
 *       and 15 minutes
 * </ul>
 *
 * <p>Thread-safe: written by the listener bus, read by sinks.
 */
final class FitMetrics extends SparkListener implements DriverPlugin {
    private final Meter rounds = new Meter();
    private volatile @Nullable RoundRecord last;

    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
        spark.addSparkListener(this);
        register(context.metricRegistry());
        return Map.of();
    }

    /** Puts all metrics into a registry. */
    void register(MetricRegistry registry) {
        gauge(registry, "round", RoundRecord::round);
        gauge(registry, "objective", RoundRecord::objective);
        gauge(registry, "gradientNorm", record -> Math.sqrt(record.gradNormSq()));
        gauge(registry, "gradientNormBound", RoundRecord::gradNormBound);
        gauge(registry, "stepSize", RoundRecord::stepSize);
        gauge(registry, "uplinkBits", RoundRecord::uplinkBits);
        gauge(registry, "uplinkBytes", RoundRecord::uplinkBytes);
        gauge(registry, "downlinkBytes", RoundRecord::downlinkBytes);
        gauge(registry, "roundsPerSecond", record -> record.round() / record.seconds());
        registry.register("rounds", rounds);
    }

    private void gauge(MetricRegistry registry, String name, ToDoubleFunction<RoundRecord> value) {
        registry.register(name, (Gauge<Double>) () -> {
            RoundRecord record = last;
            return record == null ? Double.NaN : value.applyAsDouble(record);
        });
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        if (event instanceof RoundEnded ended) {
            last = ended.record();
            rounds.mark();
        }
    }
}
