import io.ef21.objective.Objective;
import io.ef21.spark.EF21;
import io.ef21.spark.Minimized;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Kills itself in the middle of its first run; started again, it goes on from the last checkpoint. Argument: a folder for the
 * checkpoints.
 */
public final class ResumeAfterCrash {
    private static final int D = 100;
    private static final int CLIENTS = 4;
    private static final int CRASH_AT = 25;

    /** Evaluations in this process, all clients, which live in it: one per round and client. */
    private static final AtomicInteger EVALUATIONS = new AtomicInteger();

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/resume-after-crash");
        boolean crash = !Files.exists(folder);
        SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Integer> numbers = IntStream.range(0, CLIENTS).boxed().toList();
        JavaRDD<Objective> clients = context.parallelize(numbers).map(number -> client(number, crash));

        Minimized minimized = EF21.minimize(
                clients,
                "ef21",
                Map.of(
                        "compressor", "topk:10",
                        "step-size", 0.5,
                        "rounds", 60,
                        "evaluate-every", 0,
                        "checkpoint-dir", folder.toString(),
                        "checkpoint-interval", 10,
                        "resume", "auto"));
        System.out.printf(
                "%d rounds in the history, %d of them computed by this process%n",
                minimized.history().size(), EVALUATIONS.get() / CLIENTS);
        System.out.printf("f = %.10f%n", minimized.objective());
        spark.stop();
    }

    /** f_i(x) = ||x - c_i||^2 / 2, with c_i of its own for every client. */
    private static Objective client(int number, boolean crash) {
        double[] centre = new double[D];
        Arrays.setAll(centre, j -> Math.sin(number + 3.0 * j));
        return Objective.of(D, (x, gradient) -> {
            if (EVALUATIONS.incrementAndGet() == CRASH_AT * CLIENTS && crash) {
                System.out.println("crash in round " + CRASH_AT + ": start me again");
                Runtime.getRuntime().halt(1);
            }
            double sum = 0;
            for (int j = 0; j < D; j++) {
                gradient[j] = x[j] - centre[j];
                sum += gradient[j] * gradient[j];
            }
            return sum / 2;
        });
    }
}
