package io.ef21.spark;

import org.apache.spark.SparkEnv;

/**
 * The executors that one knows to put second copies on. By default it asks the driver for them once a minute, so for a
 * minute after a loss everything it makes is there once, and a second loss ends a run without files. The setting is read
 * at every look-up, but only on the executor itself: a session that is running cannot change it from the driver.
 */
final class Peers {
    private static final String LOOKED_UP_EVERY = "spark.storage.cachedPeersTtl";
    private static final String MILLISECONDS = "1000";

    /** The id by which Spark calls the driver's own environment. */
    private static final String DRIVER = "driver";

    private Peers() {}

    /** Within a task: has this executor look for peers once a second, unless the user set how often. */
    static void areLookedUpSoon() {
        SparkEnv executor = SparkEnv.get();
        // in one JVM there are no peers, and this is the user's own configuration
        if (!executor.executorId().equals(DRIVER)) {
            executor.conf().setIfMissing(LOOKED_UP_EVERY, MILLISECONDS);
        }
    }
}
