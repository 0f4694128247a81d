package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.Columns;
import io.ef21.data.InvalidInputException;
import io.ef21.objective.Objective;
import io.ef21.run.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of one's own: f_i(x) = 1/2 sum_j (1 + j) (x_j - i)^2, whose mean is least at the mean of the i. */
class EF21Test {
    private static final int D = 6;
    private static final int N = 4;
    private static final double CENTRE = (N - 1) / 2.0;

    /** f_i, by its formula. */
    private static double bowl(int i, double[] x, double[] gradient) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            gradient[j] = (1 + j) * (x[j] - i);
            sum += gradient[j] * (x[j] - i) / 2;
        }
        return sum;
    }

    private static List<Objective> bowls() {
        return IntStream.range(0, N)
                .mapToObj(i -> Objective.of(D, (x, gradient) -> bowl(i, x, gradient)))
                .toList();
    }

    private static List<Objective> smoothBowls() {
        return IntStream.range(0, N)
                .mapToObj(i -> Objective.of(D, D, (x, gradient) -> bowl(i, x, gradient)))
                .toList();
    }

    private static JavaRDD<Objective> onSpark() {
        return TestSpark.context()
                .parallelize(List.of(0, 1, 2, 3), 2)
                .map(i -> Objective.of(D, D, (x, gradient) -> bowl(i, x, gradient)));
    }

    private static double[] all(double value) {
        double[] x = new double[D];
        Arrays.fill(x, value);
        return x;
    }

    @Test
    void auto_findsTheMinimumOfFunctionsOfWhichNothingIsKnown() {
        Minimized minimized = EF21.minimize(bowls(), "auto", Map.of("tol", 1e-14));
        assertArrayEquals(all(CENTRE), minimized.model(), 1e-5);
        // 1/n sum_i (c - i)^2 / 2 is 0.625, and the weights 1 + j add up to 21
        assertEquals(0.625 * 21, minimized.objective(), 1e-9);
    }

    @Test
    void aNamedMethod_isThatOfTheCommandLine() {
        Minimized minimized = EF21.minimize(
                smoothBowls(),
                "ef21",
                Map.of("compressor", "topk:2", "rounds", 400, "step-size", "theory:2", "init", "full"));
        assertEquals("ef21", minimized.setting().method().name());
        assertEquals("topk:2", minimized.setting().options().compressor().toString());
        assertEquals(D, minimized.setting().smoothness().arithmeticMean());
        assertEquals(StopReason.ROUNDS, minimized.reason());
        assertEquals(401, minimized.history().size());
        assertArrayEquals(all(CENTRE), minimized.model(), 1e-3);
    }

    @Test
    void anRdd_givesTheBitsOfAList() {
        Map<String, Object> options = Map.of("compressor", "topk:2", "rounds", 30, "regularizer", "l2:0.1");
        Minimized here = EF21.minimize(smoothBowls(), "ef21", options);
        assertArrayEquals(
                here.model(), EF21.minimize(onSpark(), "ef21", options).model());
        assertArrayEquals(
                here.model(), EF21.minimize(onSpark().rdd(), "ef21", options).model());
    }

    @Test
    void aRegularizer_isAddedOnceWhereverItIs() {
        // the minimum of a (x - c)^2 / 2 + x^2 / 2 is a c / (a + 1)
        for (String place : List.of("server", "clients")) {
            Minimized minimized = EF21.minimize(
                    bowls(), "auto", Map.of("regularizer", "l2:1", "regularizer-at", place, "tol", 1e-14));
            for (int j = 0; j < D; j++) {
                assertEquals(CENTRE * (1 + j) / (2 + j), minimized.model()[j], 1e-5, place);
            }
        }
    }

    @Test
    void aStart_isTheModelOfRoundZero() {
        Minimized minimized = EF21.minimize(bowls(), "auto", Map.of("rounds", 0), all(CENTRE));
        assertArrayEquals(all(CENTRE), minimized.model());
        assertArrayEquals(
                all(CENTRE),
                EF21.minimize(onSpark(), "auto", Map.of("rounds", 0), all(CENTRE))
                        .model());
    }

    @Test
    void columnsThatNoClientOwns_areZero() {
        Objective own = new Slice();
        Minimized minimized = EF21.minimize(List.of(own), "auto", Map.of("tol", 1e-14));
        assertArrayEquals(new double[] {0, 0, 0, 1, 0}, minimized.model(), 1e-5);
        assertArrayEquals(minimized.model(), minimized.solutions().get(0).model());
    }

    /** (x_3 - 1)^2 / 2 among five columns. */
    private record Slice() implements Objective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public Columns columns() {
            return new Columns(5, new int[] {3});
        }

        @Override
        public long rows() {
            return 1;
        }

        @Override
        public long nonzeros() {
            return 1;
        }

        @Override
        public double evaluate(double[] x, double[] gradient) {
            gradient[0] = x[0] - 1;
            return gradient[0] * gradient[0] / 2;
        }

        @Override
        public void addCurvature(double[] v, double[] product) {
            product[0] += v[0];
        }

        @Override
        public double curvatureShift() {
            return 0;
        }
    }

    @Test
    void checkpointsAndHistory_areThoseOfTheCommandLine(@TempDir Path folder) throws Exception {
        Path history = folder.resolve("h.jsonl");
        Map<String, Object> first = Map.of(
                "compressor", "topk:2", "checkpoint-dir", folder.resolve("c").toString(), "rounds", 20);
        EF21.minimize(onSpark(), "ef21", first);
        Map<String, Object> more = new HashMap<>(first);
        more.putAll(Map.of("rounds", 40, "resume", "require", "history", history.toString()));
        Minimized resumed = EF21.minimize(onSpark(), "ef21", more);
        Minimized whole = EF21.minimize(smoothBowls(), "ef21", Map.of("compressor", "topk:2", "rounds", 40));
        assertArrayEquals(whole.model(), resumed.model());
        assertEquals(41, resumed.history().size());
        assertEquals(41, Files.readAllLines(history).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ef21 | compresor=topk:2 | unknown option 'compresor': did you mean 'compressor'?",
                "ef21 | compressor=topc:2 | did you mean",
                "ef12 | seed=1 | did you mean",
                "ef21 | rounds=many | rounds must be an integer (got 'many')",
                "ef21 | data=a9a | minimize is given the method and the clients' functions themselves",
                "ef21 | method=gd | minimize is given the method and the clients' functions themselves",
                "beer | seed=1 | method beer has no server",
                "ef21 | seed=1 | a client's function has no smoothness constant, which step-size theory and classic need",
                "ef21-w | step-size=0.1 | a client's function has no smoothness constant",
                "ef21-sgdm | step-size=0.1 | method ef21-sgdm draws samples, and the objective of client 0 has none",
                "ef21 | resume=auto | resume auto needs checkpoint-dir",
                "auto | history=no/such/h.jsonl | history no/such/h.jsonl: must name a file in an existing folder",
            })
    void whatCannotBe_isOneSentenceAboutTheOption(String method, String option, String sentence) {
        String[] pair = option.split("=");
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> EF21.minimize(bowls(), method, Map.of(pair[0], pair[1])));
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused.getMessage());
    }

    @Test
    void whatCannotBeOnSpark_isTheSameSentence() {
        JavaRDD<Objective> unknown = TestSpark.context()
                .parallelize(List.of(0, 1))
                .map(i -> Objective.of(D, (x, gradient) -> bowl(i, x, gradient)));
        assertRefused("no smoothness constant", () -> EF21.minimize(unknown, "ef21", Map.of()));
        assertRefused("not to executors", () -> EF21.minimize(unknown, "ef21", Map.of("compressor", "file:Mine.java")));
        assertRefused("there are no clients", () -> EF21.minimize(unknown.filter(f -> false), "auto", Map.of()));
        assertRefused("there are no clients", () -> EF21.minimize(List.<Objective>of(), "auto", Map.of()));
        assertRefused("the start has 2 entries", () -> EF21.minimize(unknown, "auto", Map.of(), new double[2]));
        assertRefused("at least one variable", () -> Objective.of(0, (x, gradient) -> 0));
        assertRefused("finite and not negative", () -> Objective.of(1, -1, (x, gradient) -> 0));
        assertRefused("must be a number", () -> Objective.of(1, Double.NaN, (x, gradient) -> 0));
    }

    private static void assertRefused(String sentence, Executable call) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, call);
        assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused.getMessage());
    }

    @Test
    void aClientThatThrows_isNamed() {
        JavaRDD<Objective> clients = TestSpark.context()
                .parallelize(List.of(0, 1), 2)
                .map(i -> Objective.of(D, (x, gradient) -> {
                    if (i == 1) {
                        throw new IllegalStateException("no data today");
                    }
                    return bowl(i, x, gradient);
                }));
        ClientFailure failure = assertThrows(ClientFailure.class, () -> EF21.minimize(clients, "auto", Map.of()));
        assertTrue(String.valueOf(failure.getMessage()).contains("client 1 failed in round 0"), failure.getMessage());
    }
}
