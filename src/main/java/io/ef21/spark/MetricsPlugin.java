package io.ef21.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * How fits go, in Spark's metrics sinks: {@code --conf spark.plugins=io.ef21.spark.MetricsPlugin}, with this library on
 * the class path of the driver and of the executors. Metrics are the driver's, with names {@code
 * <app>.driver.plugin.io.ef21.spark.MetricsPlugin.<metric>}; {@link FitMetrics} lists them.
 */
public final class MetricsPlugin implements SparkPlugin {
    @Override
    public DriverPlugin driverPlugin() {
        return new FitMetrics();
    }

    /** There is none: what clients do comes to the driver with their messages. */
    @Override
    public @Nullable ExecutorPlugin executorPlugin() {
        return null;
    }
}
