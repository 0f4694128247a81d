package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.ClassedRows;
import io.ef21.LossRows;
import io.ef21.Problems;
import io.ef21.WeightedRows;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.Labels;
import io.ef21.data.Layout;
import io.ef21.data.Shard;
import io.ef21.data.Split;
import io.ef21.method.Smoothness;
import io.ef21.objective.ClientFunctions;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Objectives;
import io.ef21.objective.Regularizer;
import io.ef21.objective.RowProblem;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import io.ef21.run.ModelTerms;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems that are no linear models: the same records and the same model on Spark and here, bit for bit. */
class ProblemEnginesAgreeTest {
    private static final int ROWS = 503;
    private static final int D = 30;
    private static final int CLIENTS = 8;

    private static Problems.Run agreed(
            List<Objective> here, Supplier<? extends Engine> there, TrainingOptions options) {
        Problems.Run expected;
        try (LocalEngine engine = LocalEngine.of(here, 2)) {
            expected = Problems.run(engine, options);
        }
        Problems.Run actual;
        try (Engine engine = there.get()) {
            actual = Problems.run(engine, options);
        }
        assertEquals(
                expected.records().stream().map(RoundRecord::withoutTime).toList(),
                actual.records().stream().map(RoundRecord::withoutTime).toList());
        assertArrayEquals(expected.outcome().model(), actual.outcome().model());
        assertTrue(
                expected.outcome().last().objective() < expected.at(0).objective(),
                () -> "no progress: " + expected.outcome().last());
        return expected;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // density 0.02: clients own few columns
                "spread:2; ef21; topk:8; l2:0.1; 0.3; 3; true",
                "softmax; auto; auto; none; 0.02; 3; true",
                "softmax; ef21; topk:8; nonconvex:0.001; 0.2; 8; false",
                "softmax; ef21; layers(w=30x4,powersgd:2); l2:0.01; 0.2; 1; false",
                "mlp:5; auto; auto; none; 0.3; 3; false",
                "mlp:5,4; auto; topk:0.2; l2:0.001; 0.3; 8; true",
                "mlp:5; auto; layers(w1=30x5,b1=5!,w2=5x4,b2=4!,powersgd:2); none; 0.3; 3; false"
            })
    void rows(
            String specification,
            String method,
            String compressor,
            String regularizer,
            double density,
            int partitions,
            boolean shuffled) {
        RowProblem problem = (RowProblem) Objectives.parse(specification, 3);
        ClassedRows data = new ClassedRows(5, ROWS, D, density, 4);
        Regularizer atClients = Regularizer.parse(regularizer);
        boolean compact = problem.isCompact() && atClients instanceof Regularizer.None;
        Deal deal = new Deal(
                new Split(ROWS, CLIENTS, shuffled, 0), D, compact, data.labels(), problem.layout(Layout.DEFAULT));
        List<Objective> here = deal.shards(List.of(data.block(0, 321), data.block(321, ROWS))).stream()
                .map(shard -> problem.client(shard, deal.labels(), atClients))
                .toList();
        RowSource source = RowSource.generated(TestSpark.context(), data);
        try (source) {
            agreed(
                    here,
                    () -> new SparkEngine(
                            TestSpark.context(), SparkClients.onRows(source, deal, problem, atClients, partitions), 0),
                    Problems.untuned(method, compressor, new Regularizer.None(), 30, 0));
        }
    }

    /** Intercepts, standardization, a start and a prior; clients own few columns. */
    @ParameterizedTest
    @CsvSource({
        "logistic, auto, auto, l2:0.01, 3",
        "logistic, ef21, topk:8, l2:0.01, 8",
        "logistic, ef21, quantize:4, elasticnet:0.01:0.5, 1",
        "softmax, auto, auto, l2:0.01, 3",
        "softmax, ef21-pp, topk:8, none, 3"
    })
    void modelTerms(String specification, String method, String compressor, String regularizer, int partitions) {
        RowProblem problem = (RowProblem) Objectives.parse(specification, 3);
        ClassedRows data = new ClassedRows(5, ROWS, D, 0.05, problem instanceof Loss ? 2 : 4);
        Labels labels = problem instanceof Loss ? new BinaryLabels(0, 1) : data.labels();
        Deal deal = new Deal(new Split(ROWS, CLIENTS, true, 0), D, true, labels, problem.layout(Layout.DEFAULT), true);
        List<Objective> here = deal.shards(List.of(data.block(0, 321), data.block(321, ROWS))).stream()
                .map(shard -> problem.client(shard, labels, new Regularizer.None(), true))
                .toList();
        int intercepts = problem.outputs(labels);
        Regularizer atServer = Regularizer.parse(regularizer);
        double[] start = new double[(D + 1) * intercepts];
        java.util.Arrays.setAll(start, j -> 0.1 * (j % 3 - 1));
        ModelTerms terms = ModelTerms.PLAIN
                .withIntercepts(intercepts)
                .withStandardization(!(atServer instanceof Regularizer.None))
                .startingAt(start)
                .withPrior(atServer instanceof Regularizer.L2 ? start : null, null);
        RowSource source = RowSource.generated(TestSpark.context(), data);
        try (source) {
            agreed(
                    here,
                    () -> new SparkEngine(
                            TestSpark.context(),
                            SparkClients.onRows(source, deal, problem, new Regularizer.None(), partitions),
                            0),
                    Problems.untuned(method, compressor, atServer, 30, 0).withModel(terms));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quadratic:12:50, ef21, topk:3, 3",
        "quadratic:12:50, auto, auto, 8",
        "tridiagonal:40:0.1, ef21, topk:4, 1",
        "tridiagonal:40:0.1:0.01, auto, auto, 3",
        "quadratic:12:50:noise=1, ef21, topk:3, 2",
        "three-point:1, ef21, topk:1, 2"
    })
    void generated(String specification, String method, String compressor, int partitions) {
        GeneratedProblem problem = (GeneratedProblem) Objectives.parse(specification, 7);
        ClientFunctions functions = problem.clients(CLIENTS, new Regularizer.L2(1e-4));
        List<Objective> here =
                IntStream.range(0, CLIENTS).mapToObj(functions::of).toList();
        agreed(
                here,
                () -> new SparkEngine(
                        TestSpark.context(),
                        SparkClients.generated(TestSpark.context(), functions, CLIENTS, partitions),
                        0),
                Problems.untuned(method, compressor, new Regularizer.None(), 30, 0));
    }

    /** L of the mean and the L_i of the clients are those of the generator, on both engines. */
    @Test
    void tridiagonal_constantsAreThoseOfTheFormula() {
        GeneratedProblem problem = (GeneratedProblem) Objectives.parse("tridiagonal:20:0:0.5", 7);
        ClientFunctions functions = problem.functions(3);
        TrainingOptions options = Problems.options("ef21", "topk:2", "theory", 3);
        Problems.Run run = agreed(
                IntStream.range(0, 3).mapToObj(functions::of).toList(),
                () -> new SparkEngine(
                        TestSpark.context(), SparkClients.generated(TestSpark.context(), functions, 3, 2), 0),
                options);
        double cosine = Math.cos(Math.PI / 42);
        double sine = Math.sin(Math.PI / 42);
        double expected = cosine * cosine - sine * sine + 0.5;
        Smoothness smoothness = run.outcome().setting().smoothness();
        assertEquals(expected, smoothness.whole(), 1e-8);
        assertEquals(expected, smoothness.largest(), 1e-8);
        assertEquals(expected, smoothness.smallest(), 1e-8);
    }

    /** Weights of rows travel with the shards, and their sums weigh the clients. */
    @Test
    void rowWeights() {
        SplittableRandom random = new SplittableRandom(8);
        List<Objective> clients = new ArrayList<>();
        List<Objective> rows = new ArrayList<>();
        double total = 0;
        for (int i = 0; i < CLIENTS; i++) {
            int count = 20 + i;
            LossRows data = new LossRows(i, count, D, 0.2, false, true);
            double[] weights = random.doubles(count, 0, 3).toArray();
            Shard shard = Shard.of(
                    D,
                    true,
                    new BinaryLabels(0, 1),
                    Layout.DEFAULT,
                    List.of(WeightedRows.of(data.block(0, count), weights)));
            clients.add(new Loss.Logistic().on(shard));
            total += shard.totalWeight();
            rows.add(new Loss.Logistic().on(new Shard(shard.owned(), shard.matrix(), shard.labels())));
        }
        TrainingOptions byRows = byRows(Problems.untuned("auto", "auto", new Regularizer.L2(1e-3), 20, 0));
        Problems.Run weighted = agreed(
                clients,
                () -> new SparkEngine(TestSpark.context(), SparkClients.of(TestSpark.context(), clients, 3), 0),
                byRows);
        double objective = 0;
        for (Objective client : clients) {
            double[] zero = new double[client.dimension()];
            objective += client.weight() / total * client.evaluate(zero, new double[zero.length]);
        }
        assertEquals(objective, weighted.at(0).objective(), 1e-14);
        double[] weights = weighted.outcome().setting().population().weights();
        for (int i = 0; i < CLIENTS; i++) {
            assertEquals(clients.get(i).weight(), weights[i]);
            assertEquals(20 + i, weighted.outcome().setting().population().rows()[i]);
            assertEquals(20 + i, rows.get(i).weight());
        }
    }

    private static TrainingOptions byRows(TrainingOptions options) {
        return new TrainingOptions(
                options.method(),
                options.compressor(),
                options.valueBits(),
                options.exactStart(),
                options.narrowState(),
                options.downlink(),
                options.serverRegularizer(),
                true,
                options.stepSize(),
                options.rounds(),
                options.gradientTol(),
                options.evaluateEvery(),
                options.seed(),
                options.acceleration(),
                options.tol(),
                options.maxBytes());
    }
}
