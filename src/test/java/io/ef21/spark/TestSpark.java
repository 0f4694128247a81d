package io.ef21.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** The one session of a test JVM: on two cores, unless a test asks for another master and stops it again. */
public final class TestSpark {
    private TestSpark() {}

    /** The shared session. */
    public static SparkSession session() {
        return session("local[2]");
    }

    /** The context of the shared session. */
    public static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session().sparkContext());
    }

    /** A session on a master; stops one that runs on another. */
    public static SparkSession session(String master) {
        if (SparkSession.getDefaultSession().isDefined()
                && !SparkSession.getDefaultSession().get().sparkContext().isStopped()) {
            SparkSession running = SparkSession.getDefaultSession().get();
            if (running.sparkContext().master().equals(master)) {
                return running;
            }
            running.stop();
        }
        String home = System.getenv("SPARK_HOME");
        if (home != null) {
            try {
                // local-cluster looks for a jars folder under SPARK_HOME; an empty one will do
                Files.createDirectories(Path.of(home, "jars"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return SparkSession.builder()
                .master(master)
                .appName("ef21 tests")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .getOrCreate();
    }
}
