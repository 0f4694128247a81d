package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs a study runs, what it chooses, and what it does not run again; with trainings that are arithmetic. */
class StudyRunnerTest {
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    /** Gradient descent on x^2/2 from 1 + seed: x shrinks by |1 - step| a round; steps above 2 diverge, 99 fails. */
    private static final class Parabola implements Trainer {
        private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String data() {
            return "parabola";
        }

        @Override
        public void check(Map<TrainOption, String> options) {
            if (options.containsKey(TrainOption.METHOD)) {
                throw new InvalidInputException("no methods here");
            }
        }

        @Override
        public RunFacts train(Map<TrainOption, String> options, Path history) throws IOException {
            double step = Double.parseDouble(options.getOrDefault(TrainOption.STEP_SIZE, "1"));
            String seed = options.getOrDefault(TrainOption.SEED, "0");
            ran.add(step + "/" + seed);
            if (step == 99) {
                throw new IllegalStateException("the step is 99");
            }
            StringBuilder lines = new StringBuilder();
            double x = 1 + Double.parseDouble(seed);
            for (int t = 0; t <= ROUNDS; t++) {
                lines.append(
                        "{\"round\":%d,\"objective\":%s,\"gradNormSq\":%s,\"uplinkBits\":%d,\"downlinkBytes\":%d}\n"
                                .formatted(t, x * x / 2 + 5, x * x, 8 * (t + 1), t));
                x *= 1 - step;
            }
            Files.writeString(history, lines);
            return new RunFacts("all rounds were run", step > 2, step, 40, 1, 4);
        }
    }

    @Test
    void tuning_choosesTheBestStep_andRunsItOnTheOtherSeeds() throws IOException {
        Parabola parabola = new Parabola();
        StudyResult result = run(
                parabola,
                """
                runs:
                - {name: a, step-size: [0.5, 0.75, 1.5, 2.5]}
                - {name: b, step-size: 0.25}
                seeds: 3
                tune: {seeds: 1}
                targets: [gradNormSq:1e-3]
                """);
        Standing a = result.standings().get(0);
        assertEquals(Map.of(TrainOption.STEP_SIZE, "0.75"), a.choice().best());
        assertEquals(List.of(), a.choice().edges());
        assertEquals(4, a.choice().runs());
        assertEquals(4 * ROUNDS, a.choice().rounds());
        assertEquals(4 * (8.0 * (ROUNDS + 1) + 8.0 * ROUNDS), a.choice().bits());
        assertEquals(4 + 2 + 3, parabola.ran.size());
        assertEquals(3, a.curves().size());
        // from 1, 2 and 3: (1 + seed)^2 16^-t <= 1e-3
        assertEquals(
                new Spread(3, 3, 4),
                a.spread(new Spread.Band(0, 1), curve -> curve.costTo(Quality.GRADIENT, 1e-3, Cost.ROUNDS)));
    }

    @Test
    void theBestAtTheEdge_isSaid() throws IOException {
        StudyResult result = run(new Parabola(), "runs: [{name: a, step-size: [0.25, 0.5, 0.75]}]\n");
        assertEquals(
                List.of("step-size at the grid's upper edge"),
                result.standings().get(0).choice().edges());
        assertTrue(StudyText.of(result).contains("step-size 0.75 *"));
    }

    @Test
    void aBudget_changesTheChoice() throws IOException {
        // 0.5 shrinks from the start; budget 0 rounds leaves all equal: then the first counts
        String runs = "runs: [{name: a, step-size: [0.5, 0.75]}]\n";
        StudyResult none = run(new Parabola(), runs + "tune: {at: rounds, budget: 0.5}\n");
        assertEquals(
                Map.of(TrainOption.STEP_SIZE, "0.5"),
                none.standings().get(0).choice().best());
        StudyResult target = run(new Parabola(), runs + "tune: {at: rounds, target: 1e-30}\n");
        Choice missed = target.standings().get(0).choice();
        assertTrue(missed.missed());
        assertEquals(Map.of(TrainOption.STEP_SIZE, "0.75"), missed.best());
    }

    @Test
    void finishedRuns_areNotRepeated() throws IOException {
        String job = "runs: [{name: a, step-size: [0.5, 0.75]}]\nseeds: 2\n";
        Parabola first = new Parabola();
        StudyResult one = run(first, job);
        assertEquals(4, first.ran.size());
        Parabola second = new Parabola();
        StudyResult two = run(second, job + "link: 1Mbit\n");
        assertEquals(List.of(), second.ran);
        assertEquals(4, two.reused());
        assertEquals(
                one.standings().get(0).choice().best(),
                two.standings().get(0).choice().best());
        Parabola third = new Parabola();
        run(third, "runs: [{name: a, step-size: [0.5, 0.6, 0.75]}]\nseeds: 2\n");
        assertEquals(List.of("0.6/0", "0.6/1"), third.ran.stream().sorted().toList());
    }

    @Test
    void aHistoryWithoutItsFacts_isNotFinished() throws IOException {
        String job = "runs: [{name: a, step-size: 0.5}]\n";
        run(new Parabola(), job);
        try (var files = Files.list(folder.resolve("runs"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                Files.delete(file);
            }
        }
        Parabola again = new Parabola();
        run(again, job);
        assertEquals(List.of("0.5/0"), again.ran);
    }

    @Test
    void whatDivergesOrFails_isAResult_andFailuresAreTriedAgain() throws IOException {
        String job = "runs: [{name: good}, {name: wild, step-size: 3}, {name: broken, step-size: 99}]\n";
        StudyResult result = run(new Parabola(), job);
        String text = StudyText.of(result);
        assertTrue(text.contains("1 of 1 diverged"), text);
        assertTrue(text.contains("1 of 1 failed: the step is 99"), text);
        Parabola again = new Parabola();
        run(again, job);
        assertEquals(List.of("99.0/0"), again.ran);
    }

    @Test
    void gaps_areNeverNegative() throws IOException {
        StudyResult result = run(new Parabola(), "reference: 7\nruns: [{name: a, step-size: 0.5}]\n");
        double[] gaps = result.standings().get(0).curves().get(0).quality(Quality.GAP);
        assertEquals(0, gaps[ROUNDS]);
        for (double gap : gaps) {
            assertTrue(gap >= 0);
        }
        assertEquals(
                5,
                run(new Parabola(), "reference: 5\nruns: [{name: a, step-size: 0.5}]\n")
                        .minimum());
    }

    @Test
    void optionsThatMakeNoSense_areRefusedBeforeAnythingRuns() {
        Parabola parabola = new Parabola();
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> run(parabola, "runs:\n- {name: a}\n- {name: b, method: [ef21, gd]}\n"))
                .getMessage();
        assertTrue(message.contains("line 3: run 'b': no methods here"), message);
        assertEquals(List.of(), parabola.ran);
    }

    @Test
    void foreignHistories_areRowsToo() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "round,objective,bits\n0,6,0\n1,4.5,80\n");
        StudyResult result = run(
                new Parabola(),
                "runs: [{name: a, step-size: 0.5}]\ntargets: [gap:0.25]\nforeign: [{label: theirs, file: " + csv
                        + "}]\n");
        assertEquals(4.5, result.minimum());
        assertTrue(result.minimumText().contains("theirs"), result.minimumText());
        Standing theirs = result.all().get(1);
        assertEquals(80, theirs.curves().get(0).costTo(Quality.GAP, 0.25, Cost.BITS));
        assertEquals(
                0, result.standings().get(0).reaching(result.study().targets().get(0)));
    }

    private StudyResult run(Trainer trainer, String job) throws IOException {
        Study study = Study.of(JobFile.read(Files.writeString(folder.resolve("job.yaml"), job)));
        RunStore store = new RunStore(folder.resolve("runs"), "test", trainer.data());
        return new StudyRunner(study, trainer, store, 2, news -> {}).run();
    }
}
