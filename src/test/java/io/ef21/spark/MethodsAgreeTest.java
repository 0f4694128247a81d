package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.OneHotRows;
import io.ef21.data.Split;
import io.ef21.method.Downlink;
import io.ef21.method.Knob;
import io.ef21.method.Method;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published method gives the same bits on both engines, with all columns, and
 * with compact ones and a quantized downlink, and goes down. */
class MethodsAgreeTest {
    private static final int ROWS = 503;
    private static final int ROUNDS = 14;
    private static final Regularizer PENALTY = new Regularizer.L2(0.01);
    private static final OneHotRows DATA = new OneHotRows(5, ROWS);

    static Stream<String> methods() {
        return Methods.names().stream().filter(name -> !Methods.parse(name).isDecentralized());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void enginesAgree(String method) {
        TrainingOptions options = Problems.published(method, ROUNDS);
        int clients = method.equals("cgd") ? 1 : 6;
        // such compressors and schedules need more than a client's own columns, which the penalty brings
        boolean whole = options.compressor().toString().matches("randblock.*|projection.*")
                || options.method().needsConvexity();
        List<Regularizer> penalties = whole ? List.of(PENALTY) : List.of(PENALTY, new Regularizer.None());
        for (Regularizer penalty : penalties) {
            // a compressed step goes with every method that does not have a downlink of its own
            boolean quantized =
                    penalty instanceof Regularizer.None && options.downlink().equals(Downlink.EXACT);
            TrainingOptions run = quantized ? options.withDownlink(Downlink.parse("step:quantize:8")) : options;
            Problems.Run local = local(run, penalty, clients);
            Problems.Run spark = spark(run, penalty, clients);
            assertEquals(strip(local), strip(spark));
            assertArrayEquals(local.outcome().model(), spark.outcome().model());
            RoundRecord last = local.outcome().last();
            assertTrue(last.objective() < local.at(0).objective(), local.at(0) + " ... " + last);
        }
    }

    /** Errors that clients exchange for their mean. */
    @Test
    void enginesAgree_throughErrorResets() {
        Method method = Methods.parse("conef", new MethodOptions(Map.of(Knob.RESET, "3", Knob.RESET_BY, "average")));
        TrainingOptions options = Problems.published("conef", ROUNDS).withMethod(method);
        assertEquals(strip(local(options, PENALTY, 6)), strip(spark(options, PENALTY, 6)));
    }

    private static List<RoundRecord> strip(Problems.Run run) {
        return run.records().stream().map(RoundRecord::withoutTime).toList();
    }

    private static Deal deal(int clients, Regularizer penalty) {
        return new Deal(
                new Split(ROWS, clients, false, 0),
                OneHotRows.WIDTH,
                penalty instanceof Regularizer.None,
                new BinaryLabels(-1, 1));
    }

    private static Problems.Run local(TrainingOptions options, Regularizer penalty, int clients) {
        List<Objective> objectives = deal(clients, penalty).shards(List.of(DATA.block(0, ROWS))).stream()
                .map(shard -> RegularizedObjective.of(new Loss.Logistic().on(shard), penalty))
                .toList();
        try (LocalEngine engine = LocalEngine.of(objectives, 1)) {
            return Problems.run(engine, options);
        }
    }

    private static Problems.Run spark(TrainingOptions options, Regularizer penalty, int clients) {
        JavaSparkContext spark = TestSpark.context();
        try (RowSource source = RowSource.generated(spark, DATA);
                SparkEngine engine = new SparkEngine(
                        spark,
                        SparkClients.onRows(
                                source, deal(clients, penalty), new Loss.Logistic(), penalty, Math.min(2, clients)),
                        0)) {
            return Problems.run(engine, options);
        }
    }
}
