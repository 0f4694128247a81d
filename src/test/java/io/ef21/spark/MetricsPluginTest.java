package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.ef21.Problems;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sinks show of a fit is what its last record says. */
class MetricsPluginTest {
    /** Not the master of the shared session, which has no plugin. */
    private static final String MASTER = "local[1]";

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        settings().keySet().forEach(System::clearProperty);
    }

    private Map<String, String> settings() {
        return Map.of(
                "spark.plugins",
                MetricsPlugin.class.getName(),
                "spark.metrics.conf.*.sink.csv.class",
                "org.apache.spark.metrics.sink.CsvSink",
                "spark.metrics.conf.*.sink.csv.directory",
                folder.toString(),
                "spark.metrics.conf.*.sink.csv.period",
                "600");
    }

    @Test
    void sinks_showTheLastRound() throws IOException {
        settings().forEach(System::setProperty);
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(TestSpark.session(MASTER).sparkContext());
        String application = spark.sc().applicationId();
        List<RoundRecord> records = new ArrayList<>();
        List<Objective> clients = Problems.oneHot(60, 5, new Regularizer.L2(0.1));
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, clients, 3), 0)) {
            new Training(Problems.options("ef21", "topk:2", "theory", 12)).run(engine, records::add);
        } finally {
            spark.stop();
        }
        RoundRecord last = records.get(12);
        assertEquals(12, shown(application, "round"));
        assertEquals(13, shown(application, "rounds"));
        assertEquals(last.objective(), shown(application, "objective"));
        assertEquals(Math.sqrt(last.gradNormSq()), shown(application, "gradientNorm"));
        assertEquals(last.gradNormBound(), shown(application, "gradientNormBound"));
        assertEquals(last.stepSize(), shown(application, "stepSize"));
        assertEquals(last.uplinkBits(), shown(application, "uplinkBits"));
        assertEquals((double) last.uplinkBytes(), shown(application, "uplinkBytes"));
        assertEquals((double) last.downlinkBytes(), shown(application, "downlinkBytes"));
        assertEquals(12 / last.seconds(), shown(application, "roundsPerSecond"));
    }

    /** The first value in the last line that a sink wrote. */
    private double shown(String application, String metric) throws IOException {
        Path file =
                folder.resolve(application + ".driver.plugin." + MetricsPlugin.class.getName() + "." + metric + ".csv");
        List<String> lines = Files.readAllLines(file);
        return Double.parseDouble(lines.get(lines.size() - 1).split(",", -1)[1]);
    }

    @Test
    void gauges_areNaNBeforeTheFirstRound() {
        MetricRegistry registry = new MetricRegistry();
        FitMetrics metrics = new FitMetrics();
        metrics.register(registry);
        for (String gauge : registry.getGauges().keySet()) {
            assertEquals(Double.NaN, value(registry, gauge), gauge);
        }
        metrics.onOtherEvent(new RoundEnded("a fit", RoundTitleTest.record(0.5, false, Double.NaN, 0.25)));
        assertEquals(36.0, value(registry, "round"));
        assertEquals(3.0, value(registry, "roundsPerSecond"));
        assertEquals(Double.NaN, value(registry, "gradientNorm"));
        assertEquals(1, registry.getMeters().get("rounds").getCount());
    }

    private static Object value(MetricRegistry registry, String gauge) {
        return ((Gauge<?>) registry.getMetrics().get(gauge)).getValue();
    }
}
