package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.data.OneHotRows;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several lambdas in one run: as good as runs of their own, at a part of the cost. */
class PathTest {
    private static final int CLIENTS = 20;
    private static final double TOL = 1e-7;
    private static final List<Objective> DATA = Paths.clients(new OneHotRows(0, 20_000), CLIENTS);
    private static final RegularizationPath TEN = RegularizationPath.parse("l2", "1e-1:1e-4:10");

    @TempDir
    private Path folder;

    /** The objective is within ten tolerances of that of a run of its own that goes on for long. */
    @ParameterizedTest
    @CsvSource({"l2, 1e-1:1e-4:10", "elasticnet:0.5, 1e-1:1e-3:5", "l1, 1e-2:1e-3:4", "nonconvex, 1e-1:1e-3:5"})
    void everyModel_isThatOfARunOfItsOwn(String family, String lambdas) {
        RegularizationPath path = RegularizationPath.parse(family, lambdas);
        Outcome outcome = run(path, TOL, record -> {});
        assertEquals(path.points().size(), outcome.solutions().size());
        for (int i = 0; i < path.points().size(); i++) {
            Regularizer regularizer = path.points().get(i).regularizer();
            Solution solution = outcome.solutions().get(i);
            assertEquals(path.points().get(i).lambda(), solution.lambda());
            double own = objective(
                    run(RegularizationPath.of(regularizer), 1e-13, record -> {}).model(), regularizer);
            double onPath = objective(solution.model(), regularizer);
            assertEquals(onPath, solution.last().objective(), 1e-12);
            assertTrue(onPath <= own * (1 + 10 * TOL), "lambda " + solution.lambda() + ": " + onPath + ", " + own);
        }
    }

    @ParameterizedTest
    @CsvSource({"l2, 1e-1:1e-4:10", "elasticnet:0.5, 1e-1:1e-3:10", "l1, 1e-2:1e-4:10"})
    void tenLambdas_costAtMostThreeTimesTheSmallest(String family, String lambdas) {
        RegularizationPath path = RegularizationPath.parse(family, lambdas);
        RoundRecord ten = run(path, TOL, record -> {}).last();
        RoundRecord one = run(RegularizationPath.of(path.points().get(9).regularizer()), TOL, record -> {})
                .last();
        assertTrue(ten.round() <= 3 * one.round(), ten.round() + " rounds, " + one.round());
        assertTrue(
                Paths.bytes(ten, CLIENTS) <= 3 * Paths.bytes(one, CLIENTS),
                Paths.bytes(ten, CLIENTS) + " bytes, " + Paths.bytes(one, CLIENTS));
    }

    @Test
    void everyRecord_saysWhichLambdaItBelongsTo() {
        List<RoundRecord> records = new ArrayList<>();
        Outcome outcome = run(TEN, TOL, records::add);
        int next = 0;
        for (Solution solution : outcome.solutions()) {
            assertTrue(next <= solution.last().round(), "a round of its own");
            for (; next <= solution.last().round(); next++) {
                assertEquals(next, records.get(next).round());
                assertEquals(solution.lambda(), records.get(next).lambda());
            }
        }
        assertEquals(records.size(), next);
        assertEquals(
                "{\"round\":0,\"lambda\":null,\"objective\":",
                run(RegularizationPath.of(new Regularizer.L2(1)), TOL, record -> {})
                        .first()
                        .toJson()
                        .substring(0, 37));
    }

    /** With a step of theory nothing ends a lambda but its rounds. */
    @ParameterizedTest
    @CsvSource({"gd", "dcgd", "ef14", "ef21", "ef21+"})
    void withANamedMethod_everyLambdaHasAllRounds(String method) {
        RegularizationPath path = RegularizationPath.parse("l2", "1e-1,1e-2,1e-3");
        try (LocalEngine engine = LocalEngine.of(DATA, 2)) {
            Outcome outcome =
                    new Training(Paths.options(method, path.first(), 0, 7), path, null).run(engine, record -> {});
            assertEquals(
                    List.of(7, 14, 21),
                    outcome.solutions().stream()
                            .map(solution -> solution.last().round())
                            .toList());
            double before = Double.POSITIVE_INFINITY;
            for (Solution solution : outcome.solutions()) {
                assertEquals(StopReason.ROUNDS, solution.reason());
                assertTrue(solution.last().objective() < before);
                before = solution.last().objective();
            }
        }
    }

    @Test
    void whenTheBytesAreUsedUp_theRestIsNotReached() {
        TrainingOptions options = Paths.options(TEN.first(), TOL, 1000);
        long all = Paths.bytes(run(TEN, TOL, record -> {}).last(), CLIENTS);
        try (LocalEngine engine = LocalEngine.of(DATA, 2)) {
            Outcome outcome = new Training(withBytes(options, all / 2), TEN, null).run(engine, record -> {});
            assertEquals(StopReason.BYTES, outcome.reason());
            assertTrue(outcome.solutions().size() > 2 && outcome.solutions().size() < 10);
        }
    }

    @Test
    void aLambdaWhoseModelIsZero_endsAtOnce() {
        Outcome outcome = run(RegularizationPath.parse("l1", "100,50,1e-2"), TOL, record -> {});
        assertEquals(
                0,
                java.util.Arrays.stream(outcome.solutions().get(1).model())
                        .filter(v -> v != 0)
                        .count());
        assertTrue(outcome.solutions().get(1).last().round()
                <= outcome.solutions().get(0).last().round() + 3);
    }

    @Test
    void brokenOffAnywhere_goesOnToTheSameBits() {
        List<RoundRecord> expected = new ArrayList<>();
        Outcome whole = run(TEN, TOL, expected::add);
        int last = whole.last().round();
        for (int at : new int[] {6, 7, last / 2, last - 6}) {
            assertThrows(
                    IllegalStateException.class,
                    () -> resumed(TEN, record -> {
                        if (record.round() == at) {
                            throw new IllegalStateException("broken off");
                        }
                    }));
        }
        List<RoundRecord> records = new ArrayList<>();
        Outcome outcome = resumed(TEN, records::add);
        assertEquals(strip(expected), strip(records));
        assertEquals(whole.solutions().size(), outcome.solutions().size());
        for (int i = 0; i < whole.solutions().size(); i++) {
            Solution solution = outcome.solutions().get(i);
            assertArrayEquals(whole.solutions().get(i).model(), solution.model());
            assertEquals(
                    whole.solutions().get(i).last().withoutTime(),
                    solution.last().withoutTime());
            assertEquals(whole.solutions().get(i).reason(), solution.reason());
        }
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> resumed(RegularizationPath.parse("l2", "1e-1,1e-2"), record -> {}));
        assertTrue(String.valueOf(refused.getMessage()).contains("lambdas was 0.1,0.0464159"), refused.getMessage());
    }

    @Test
    void theOptionsRegularizer_isTheFirstOfThePath() {
        Training training = new Training(Paths.options(new Regularizer.None(), TOL, 5), TEN, null);
        assertEquals(new Regularizer.L2(0.1), training.options().serverRegularizer());
        assertNull(training.checkpoints());
    }

    private Outcome resumed(RegularizationPath path, RoundListener listener) {
        CheckpointOptions checkpoints = new CheckpointOptions(
                new org.apache.hadoop.fs.Path(folder.toUri()), 5, CheckpointOptions.Resume.AUTO, true);
        try (LocalEngine engine = LocalEngine.of(DATA, 1)) {
            return new Training(Paths.options(path.first(), TOL, 1000), path, checkpoints).run(engine, listener);
        }
    }

    private static Outcome run(RegularizationPath path, double tol, RoundListener listener) {
        try (LocalEngine engine = LocalEngine.of(DATA, 2)) {
            return new Training(Paths.options(path.first(), tol, 1000), path, null).run(engine, listener);
        }
    }

    private static double objective(double[] model, Regularizer regularizer) {
        double sum = 0;
        for (Objective client : DATA) {
            int[] ids = client.columns().ids();
            assertTrue(ids == null || ids.length == model.length, "every client owns every column");
            sum += client.evaluate(model, new double[model.length]) * client.rows();
        }
        return sum / 20_000 + regularizer.value(model);
    }

    private static TrainingOptions withBytes(TrainingOptions o, long bytes) {
        return new TrainingOptions(
                o.method(),
                o.compressor(),
                o.valueBits(),
                o.exactStart(),
                o.narrowState(),
                o.downlink(),
                o.serverRegularizer(),
                o.weighByRows(),
                o.stepSize(),
                o.rounds(),
                o.gradientTol(),
                o.evaluateEvery(),
                o.seed(),
                o.acceleration(),
                o.tol(),
                bytes);
    }

    private static List<RoundRecord> strip(List<RoundRecord> records) {
        return records.stream().map(RoundRecord::withoutTime).toList();
    }
}
