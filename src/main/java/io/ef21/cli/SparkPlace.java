package io.ef21.cli;

import io.ef21.data.InvalidInputException;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark session that is stopped at the end.
 *
 * @param session running
 */
record SparkPlace(SparkSession session) implements AutoCloseable {
    private static final int SETTLING_TRIES = 40;
    private static final int SETTLING_MILLIS = 25;

    /**
     * A session, or the one that runs in this JVM.
     *
     * @param name of the application, unless spark-submit says one
     * @param master empty for what spark-submit says, else local[*]
     * @throws InvalidInputException if Spark does not start there
     */
    static SparkPlace open(String name, String master) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", name);
        if (!master.isEmpty()) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", "local[*]");
        // a saved model is one row, sent to a task: 20,000,000 numbers are more than the 128 MiB that Spark allows
        conf.setIfMissing("spark.rpc.message.maxSize", "2047");
        // Kryo cannot read Java records; what travels is bytes already
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        try {
            return new SparkPlace(SparkSession.builder().config(conf).getOrCreate());
        } catch (Exception e) {
            throw new InvalidInputException(
                    "cannot start Spark on --master " + conf.get("spark.master") + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        settle(session.sparkContext());
        session.stop();
    }

    /** After a failure, tasks that still run would complain about a session that is gone; they end in a moment. */
    private static void settle(SparkContext spark) {
        try {
            for (int tries = 0; tries < SETTLING_TRIES; tries++) {
                if (Arrays.stream(spark.statusTracker().getExecutorInfos())
                        .allMatch(executor -> executor.numRunningTasks() == 0)) {
                    return;
                }
                Thread.sleep(SETTLING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
