package io.ef21.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What Spark notes of the jobs that this thread starts, set for a while: closing puts back what was there, be it the
 * user's or nothing. For the thread that made it.
 */
final class ThreadProperties implements AutoCloseable {
    /** What {@code setJobGroup} sets, and {@code cancelJobGroup} looks for. */
    static final String GROUP = "spark.jobGroup.id";

    /** What {@code setJobDescription} sets. */
    static final String DESCRIPTION = "spark.job.description";

    private final JavaSparkContext spark;
    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    ThreadProperties(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** Sets a property. */
    ThreadProperties with(String key, String value) {
        before.putIfAbsent(key, spark.getLocalProperty(key));
        spark.setLocalProperty(key, value);
        return this;
    }

    /** Sets the job group, unless the thread has one. */
    ThreadProperties inGroup(String group) {
        return spark.getLocalProperty(GROUP) == null ? with(GROUP, group) : this;
    }

    @Override
    public void close() {
        before.forEach(spark::setLocalProperty);
    }
}
