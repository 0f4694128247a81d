package io.ef21.bench;

import static io.ef21.bench.ContestPlan.LOSSLESS;
import static io.ef21.bench.ContestPlan.MLLIB;
import static io.ef21.bench.ContestPlan.MLLIB_STANDARDIZED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of events. First long runs of MLlib and of our lossless mode look for the optimum. Then one run of every
 * other contestant finds out after how many iterations it reaches each gap, and a search, after how many the log-loss on
 * the rows held out is near that of the optimum. Last come the timed turns, contestants alternating: fits that are
 * allowed just so many iterations.
 *
 * <p>A contestant that has not reached the smallest gap after {@link #PATIENCE} times as many iterations as the slower of
 * the long runs took, and 50 more, is not waited for. One that fails is out; the others go on.
 */
public final class Contest {
    /** A log-loss on the rows held out is near if it is at most this much larger, relatively. */
    public static final double NEAR = 1e-3;

    private static final int PATIENCE = 10;
    private static final int EXTRA = 50;
    private static final int OWN_ITERATIONS = 100;

    private final ContestPlan plan;
    private final Turns turns;
    private final Consumer<String> news;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, Fit> traces = new LinkedHashMap<>();
    private DataSize size = DataSize.UNKNOWN;

    /**
     * @param news hears what happens
     */
    public Contest(ContestPlan plan, Turns turns, Consumer<String> news) {
        this.plan = plan;
        this.turns = turns;
        this.news = news;
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException if no long run came to an end
     */
    public ContestResult run() throws IOException {
        for (String name : List.of(MLLIB, LOSSLESS)) {
            trace(name, plan.longest());
        }
        if (traces.isEmpty()) {
            throw new IllegalStateException("no long run came to an end: " + failures);
        }
        Gaps firstGaps = gaps();
        int patience = patience(firstGaps);
        for (String name : plan.contestants()) {
            if (!name.equals(MLLIB_STANDARDIZED) && !traces.containsKey(name) && !failures.containsKey(name)) {
                follow(name, firstGaps, patience);
            }
        }
        Reference reference = reference(gaps());
        Map<String, Map<String, Integer>> aims = new LinkedHashMap<>();
        for (String name : plan.contestants()) {
            aims.put(name, aims(name, reference));
        }
        Map<String, List<Turn>> timed = timed(aims);
        List<Entrant> entrants = new ArrayList<>();
        for (String name : plan.contestants()) {
            entrants.add(entrant(
                    name, reference.gaps(), aims.getOrDefault(name, Map.of()), timed.getOrDefault(name, List.of())));
        }
        return new ContestResult(size, reference, entrants);
    }

    private @Nullable Fit trace(String name, int iterations) throws IOException {
        news.accept(name + ": up to " + iterations + " iterations");
        Turn turn = take(name, TurnTask.fits(List.of(iterations)));
        if (turn.fits().isEmpty()) {
            return null;
        }
        traces.put(name, turn.last());
        news.accept("%s: f = %.12g after %d"
                .formatted(name, lowest(turn.last()), turn.last().iterations()));
        return turn.last();
    }

    /** Runs a contestant ever longer until it is at the smallest gap, or stopped by itself, or patience is over. */
    private void follow(String name, Gaps gaps, int patience) throws IOException {
        for (int iterations = Math.min(patience, patience / PATIENCE * 2 + 10); ; iterations *= 3) {
            int allowed = Math.min(iterations, patience);
            Fit fit = trace(name, allowed);
            if (fit == null
                    || fit.iterations() < allowed
                    || allowed == patience
                    || gaps.iterationsTo(plan.tightest(), fit.objectives()) >= 0) {
                return;
            }
        }
    }

    private int patience(Gaps gaps) {
        int slowest = 0;
        for (Fit fit : traces.values()) {
            int iterations = gaps.iterationsTo(plan.tightest(), fit.objectives());
            slowest = Math.max(slowest, iterations < 0 ? fit.iterations() : iterations);
        }
        return Math.min(plan.longest(), PATIENCE * slowest + EXTRA);
    }

    private Turn take(String name, TurnTask task) throws IOException {
        Turn turn = turns.take(name, task);
        size = turn.size().rows() > 0 ? turn.size() : size;
        if (!turn.complete()) {
            failures.put(name, turn.failure());
            news.accept(name + ": " + turn.failure());
        }
        return turn;
    }

    private Gaps gaps() {
        double start = traces.values().iterator().next().objectives()[0];
        double optimum =
                traces.values().stream().mapToDouble(Contest::lowest).min().orElseThrow();
        return new Gaps(start, optimum);
    }

    private Reference reference(Gaps gaps) {
        List<String> names = Stream.of(MLLIB, LOSSLESS)
                .filter(traces::containsKey)
                .sorted(Comparator.comparingDouble(name -> lowest(trace(name))))
                .toList();
        Fit best = trace(names.get(0));
        double difference = names.size() < 2
                ? Double.NaN
                : (lowest(trace(names.get(1))) - lowest(best)) / (gaps.start() - gaps.optimum());
        return new Reference(gaps, best.heldOutLoss(), names.get(0), best.iterations(), difference);
    }

    private Fit trace(String name) {
        Fit fit = traces.get(name);
        if (fit == null) {
            throw new IllegalStateException(name + " has no run");
        }
        return fit;
    }

    /** The iterations to each target, -1 where it is not reached. */
    private Map<String, Integer> aims(String name, Reference reference) throws IOException {
        Map<String, Integer> aims = new LinkedHashMap<>();
        if (name.equals(MLLIB_STANDARDIZED)) {
            aims.put(Standing.OWN_END, OWN_ITERATIONS);
            return aims;
        }
        Fit trace = traces.get(name);
        if (trace == null) {
            return aims;
        }
        int last = -1;
        for (double gap : plan.gaps()) {
            int iterations = reference.gaps().iterationsTo(gap, trace.objectives());
            aims.put(ContestResult.target(gap), iterations);
            last = Math.max(last, iterations);
        }
        if (plan.heldOut()) {
            int enough = search(name, last, reference);
            boolean further = enough < 0 && trace.iterations() > last;
            aims.put(Standing.HELD_OUT, further ? search(name, trace.iterations(), reference) : enough);
        }
        return aims;
    }

    private int search(String name, int upTo, Reference reference) throws IOException {
        double threshold = reference.heldOutLoss() * (1 + NEAR);
        if (upTo < 1 || Double.isNaN(threshold)) {
            return -1;
        }
        news.accept(name + ": searching the log-loss on the rows held out");
        Turn turn = take(name, TurnTask.search(upTo, threshold));
        return turn.fits().stream()
                .filter(fit -> fit.heldOutLoss() <= threshold)
                .mapToInt(Fit::asked)
                .min()
                .orElse(-1);
    }

    private Map<String, List<Turn>> timed(Map<String, Map<String, Integer>> aims) throws IOException {
        Map<String, List<Turn>> timed = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            for (String name : plan.contestants()) {
                List<Integer> iterations = aims.getOrDefault(name, Map.of()).values().stream()
                        .filter(i -> i > 0)
                        .distinct()
                        .sorted()
                        .toList();
                if (!iterations.isEmpty() && !failures.containsKey(name)) {
                    news.accept("%s: timed, %d of %d".formatted(name, repeat, plan.repeats()));
                    Turn turn = take(name, TurnTask.fits(iterations));
                    if (turn.complete()) {
                        timed.computeIfAbsent(name, n -> new ArrayList<>()).add(turn);
                    }
                }
            }
        }
        return timed;
    }

    private Entrant entrant(String name, Gaps gaps, Map<String, Integer> aims, List<Turn> turnsOf) {
        Fit trace = traces.get(name);
        List<Standing> standings = new ArrayList<>();
        aims.forEach((target, iterations) -> standings.add(standing(target, iterations, turnsOf)));
        double[] objectives = trace == null ? new double[0] : trace.objectives();
        double[] relative = new double[objectives.length];
        for (int i = 0; i < relative.length; i++) {
            relative[i] = gaps.relative(objectives[i]);
        }
        return new Entrant(
                name,
                gaps.smallest(objectives),
                relative,
                trace == null ? new double[0] : trace.moved(),
                median(turnsOf.stream().mapToDouble(Turn::readSeconds).toArray()),
                median(turnsOf.stream().mapToDouble(Turn::prepareSeconds).toArray()),
                standings,
                failures.getOrDefault(name, ""));
    }

    private static Standing standing(String target, int iterations, List<Turn> turnsOf) {
        List<Fit> fits = turnsOf.stream()
                .flatMap(turn -> turn.fits().stream())
                .filter(fit -> fit.asked() == iterations)
                .toList();
        if (fits.isEmpty()) {
            return new Standing(
                    target, -1, Double.NaN, new double[0], new Traffic(0, 0, 0, 0, 0), new Heap(0, 0), Double.NaN);
        }
        Fit last = fits.get(fits.size() - 1);
        double[] times = fits.stream().mapToDouble(Fit::seconds).toArray();
        return new Standing(
                target,
                last.iterations(),
                median(times),
                times,
                last.traffic(),
                fits.stream().map(Fit::heap).reduce(new Heap(0, 0), Heap::max),
                last.heldOutLoss());
    }

    private static double lowest(Fit fit) {
        double lowest = Double.POSITIVE_INFINITY;
        for (double objective : fit.objectives()) {
            lowest = objective < lowest ? objective : lowest;
        }
        return lowest;
    }

    /** The middle value, the mean of the two middle ones of an even number; NaN of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
