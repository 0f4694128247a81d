package io.ef21.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of events, with contestants whose f and log-loss are known: f = log-loss = 1 + rate^iterations. */
class ContestTest {
    private static final DataSize SIZE = new DataSize(90, 5, 300, 10);

    private final List<String> taken = new ArrayList<>();
    private int turns;

    /** Falls by a rate per iteration down to a floor; seconds count the turns. */
    private Fit fit(double rate, double floor, int asked) {
        double[] objectives = new double[asked + 1];
        double[] moved = new double[asked + 1];
        for (int i = 0; i <= asked; i++) {
            objectives[i] = 1 + Math.max(floor, Math.pow(rate, i));
            moved[i] = 100.0 * (i + 1);
        }
        return new Fit(
                asked,
                objectives,
                moved,
                turns,
                new Traffic(1, 2L * asked, 3L * asked, 4, 5),
                new Heap(10L * turns, 20),
                objectives[asked]);
    }

    private Turn take(String name, TurnTask task) {
        taken.add(name + task.iterations() + (Double.isNaN(task.threshold()) ? "" : "?"));
        turns++;
        if (name.equals("doomed")) {
            return Turn.failed("OutOfMemoryError: Java heap space");
        }
        double rate = name.equals("mllib") ? 0.5 : name.equals("lossless") ? 0.4 : 0.09;
        double floor = name.equals("stalls") ? 3e-3 : 0;
        List<Fit> fits = new ArrayList<>();
        task.run(
                new Contestant.Prepared() {
                    @Override
                    public Fit fit(int iterations) {
                        return ContestTest.this.fit(rate, floor, iterations);
                    }

                    @Override
                    public void close() {}
                },
                fits::add);
        return new Turn(SIZE, 0.5, 0.25, fits, "");
    }

    private ContestResult contest(int repeats, String... names) throws IOException {
        ContestPlan plan = new ContestPlan(List.of(names), List.of(1e-2, 1e-3, 1e-4), repeats, 40, true);
        return new Contest(plan, this::take, text -> {}).run();
    }

    @Test
    void everyTargetIsTimedWithTheIterationsItTook() throws IOException {
        ContestResult result = contest(3, "mllib", "lossless", "default");
        assertEquals(SIZE, result.size());
        assertEquals("lossless", result.reference().lowest());
        assertEquals(40, result.reference().lowestIterations());
        assertEquals(Math.pow(0.5, 40), result.reference().difference(), 1e-15);

        Entrant mllib = result.entrant("mllib").orElseThrow();
        // 0.5^7 < 1e-2 < 0.5^6, 0.5^10 < 1e-3, 0.5^14 < 1e-4; the log-loss 1 + 0.5^10 is the first within 0.1 % of 1
        assertEquals(
                List.of(7, 10, 14, 10),
                mllib.standings().stream().map(Standing::iterations).toList());
        assertEquals(
                List.of("1e-2", "1e-3", "1e-4", "held-out"),
                mllib.standings().stream().map(Standing::target).toList());
        assertEquals(new Traffic(1, 28, 42, 4, 5), mllib.standings().get(2).traffic());
        assertEquals(0.5, mllib.readSeconds());
        assertEquals(0.25, mllib.prepareSeconds());
        assertEquals(41, mllib.gaps().length);

        Entrant byDefault = result.entrant("default").orElseThrow();
        assertEquals(
                List.of(2, 3, 4, 3),
                byDefault.standings().stream().map(Standing::iterations).toList());
        assertTrue(taken.subList(taken.size() - 6, taken.size())
                .equals(List.of(
                        "mllib[7, 10, 14]",
                        "lossless[6, 8, 11]",
                        "default[2, 3, 4]",
                        "mllib[7, 10, 14]",
                        "lossless[6, 8, 11]",
                        "default[2, 3, 4]")));
        // seconds are the number of the turn: the median is that of the second timed turn, the heap that of the last
        assertEquals(turns - 5, mllib.standings().get(0).seconds());
        assertEquals(10L * (turns - 2), mllib.standings().get(0).heap().collected());
    }

    @Test
    void whatFailsIsReported_andTheOthersGoOn() throws IOException {
        ContestResult result = contest(1, "mllib", "doomed", "default");
        assertEquals(
                "OutOfMemoryError: Java heap space",
                result.entrant("doomed").orElseThrow().failure());
        assertTrue(result.entrant("default").orElseThrow().reached("1e-4").isPresent());
        assertEquals(1, taken.stream().filter(turn -> turn.startsWith("doomed")).count());
    }

    @Test
    void whatStalls_isFollowedUntilPatienceIsOver() throws IOException {
        ContestResult result = contest(1, "stalls");
        Entrant stalls = result.entrant("stalls").orElseThrow();
        assertEquals(
                List.of(2, -1, -1, -1),
                stalls.standings().stream().map(Standing::iterations).toList());
        assertEquals(3e-3, stalls.smallestGap(), 1e-12);
        // ten times the slower long run and 50 more would be 190: the longest run allowed is shorter
        assertTrue(taken.contains("stalls[40]"), taken.toString());
        assertTrue(result.entrant("mllib").isEmpty());
    }

    @Test
    void anotherObjective_hasItsOwnEndOnly() throws IOException {
        ContestResult result = contest(1, "mllib-standardized");
        Entrant other = result.entrant("mllib-standardized").orElseThrow();
        assertEquals(
                List.of("own end"),
                other.standings().stream().map(Standing::target).toList());
        assertTrue(Double.isNaN(other.smallestGap()));
    }

    @Test
    void median_isTheMiddle() {
        assertEquals(2, Contest.median(new double[] {3, 1, 2}));
        assertEquals(2.5, Contest.median(new double[] {4, 1, 2, 3}));
        assertTrue(Double.isNaN(Contest.median(new double[0])));
    }

    @Test
    void aPlanThatMakesNoSense_isRefused() {
        refused("--gaps must be falling numbers between 0 and 1 (got 0.01 after 0.001)", List.of(1e-3, 1e-2), "a");
        refused("--gaps must be falling numbers between 0 and 1 (got 2.0)", List.of(2.0), "a");
        refused("--gaps needs at least one relative gap", List.of(), "a");
        refused("--contestants must name each contestant once (got a,a)", List.of(0.1), "a", "a");
    }

    private static void refused(String sentence, List<Double> gaps, String... names) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> new ContestPlan(List.of(names), gaps, 1, 10, false));
        assertTrue(String.valueOf(refused.getMessage()).startsWith(sentence), String.valueOf(refused.getMessage()));
    }
}
