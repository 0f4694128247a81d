package io.ef21.spark;

import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job group of a fit from reading its data to the end: {@code SparkContext.cancelJobGroup} with its id ends the fit.
 *
 * <p>Where the thread has a job group already, that one is left in force and is the fit's: whoever cancels it means
 * everything in it, and a job is in one group only. So a user names a fit's group by setting one before. Otherwise the
 * group is a new one until this is closed; then the thread has none again. Fits on different threads have different
 * groups. For the thread that entered.
 */
public final class FitGroup implements AutoCloseable {
    private final ThreadProperties properties;

    private FitGroup(ThreadProperties properties) {
        this.properties = properties;
    }

    /**
     * Lets the jobs that this thread starts from now on be of one group.
     *
     * @param name what the id of a new group begins with
     */
    public static FitGroup enter(JavaSparkContext spark, String name) {
        return new FitGroup(new ThreadProperties(spark).inGroup(name + "-" + UUID.randomUUID()));
    }

    @Override
    public void close() {
        properties.close();
    }
}
