import io.ef21.objective.Objective;
import io.ef21.spark.EF21;
import io.ef21.spark.Minimized;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** A function that this package does not have: Poisson regression, whose gradient is written here. */
public final class CustomObjective {
    private static final int D = 40;
    private static final int ROWS = 500;

    public static void main(String[] arguments) {
        SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        List<Integer> numbers = IntStream.range(0, 8).boxed().toList();
        JavaRDD<Objective> clients = context.parallelize(numbers, 4).map(CustomObjective::client);

        Minimized byDefault = EF21.minimize(clients, "auto", Map.of("regularizer", "l2:1e-3"));
        System.out.println("by default: " + byDefault);

        Minimized published = EF21.minimize(
                clients, "ef21", Map.of("compressor", "topk:4", "step-size", 0.5, "rounds", 200, "regularizer", "l2:1e-3"));
        System.out.println("by EF21 with Top-4: " + published);
        System.out.printf(
                "coefficient of entry 0: %.2f, the data were made with 0.50%n", byDefault.model()[0]);
        spark.stop();
    }

    /** f_i(w): the mean of exp(a'w) - y a'w over the client's rows (a, y), where y counts events at the rate exp(a_0 / 2). */
    private static Objective client(int number) {
        SplittableRandom random = new SplittableRandom(number);
        double[][] a = new double[ROWS][D];
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Arrays.setAll(a[row], j -> 2 * random.nextDouble() - 1);
            y[row] = events(Math.exp(a[row][0] / 2), random);
        }
        return Objective.of(D, (w, gradient) -> {
            Arrays.fill(gradient, 0);
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                double product = 0;
                for (int j = 0; j < D; j++) {
                    product += a[row][j] * w[j];
                }
                double rate = Math.exp(product);
                sum += rate - y[row] * product;
                for (int j = 0; j < D; j++) {
                    gradient[j] += (rate - y[row]) * a[row][j] / ROWS;
                }
            }
            return sum / ROWS;
        });
    }

    /** How many exponential waiting times fit into a unit of time. */
    private static int events(double rate, SplittableRandom random) {
        int count = 0;
        double time = -Math.log(1 - random.nextDouble()) / rate;
        while (time < 1) {
            count++;
            time -= Math.log(1 - random.nextDouble()) / rate;
        }
        return count;
    }
}
