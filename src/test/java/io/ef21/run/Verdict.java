package io.ef21.run;

import io.ef21.Problems;
import io.ef21.compress.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A run that nobody tuned beside the theory's, with the same compressor.
 *
 * @param what was run
 * @param own the run
 * @param lowest value of f that is known
 * @param rounds of it to some gaps
 * @param theory rounds of the theory's run to the gaps; {@link #NEVER} where it did not get there
 */
record Verdict(String what, Problems.Run own, double lowest, List<Integer> rounds, List<Integer> theory) {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final double[] GAPS = {0.5, 0.1, 1e-2};

    static Verdict of(HardProblem problem, String compressor, int limit) {
        Problems.Run best = run(problem, options(problem, "auto", "identity", 300, 0));
        TrainingOptions untuned = untuned(problem, compressor, limit);
        TrainingOptions theory = options(problem, "ef21", compressor, limit, 0);
        boolean draws = !theory.compressor().traits(1).has(Property.DETERMINISTIC);
        // where numbers are drawn, rounds are medians over five seeds
        List<Problems.Run> owns = new ArrayList<>();
        List<Problems.Run> theories = new ArrayList<>();
        for (long seed = 0; seed < (draws ? 5 : 1); seed++) {
            owns.add(run(problem, untuned.withSeed(untuned.seed() + seed)));
            theories.add(run(problem, theory.withSeed(theory.seed() + seed)));
        }
        double lowest = Stream.of(List.of(best), owns, theories)
                .flatMap(List::stream)
                .mapToDouble(Verdict::lowest)
                .min()
                .orElseThrow();
        return new Verdict(
                problem.name() + ", " + compressor,
                owns.get(0),
                lowest,
                reached(owns, lowest),
                reached(theories, lowest));
    }

    /** What a user gets who names the compressor and nothing else. */
    static TrainingOptions untuned(HardProblem problem, String compressor, int limit) {
        return options(problem, Choices.AUTO, compressor, limit, 1e-9);
    }

    static Problems.Run run(HardProblem problem, TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(problem.clients(), 1)) {
            return Problems.run(engine, options);
        }
    }

    /** The largest f - f(x^0) that clients have seen, relative to f(x^0) - f*; not a number counts as infinite. */
    double rise() {
        double highest = own.records().stream()
                .mapToDouble(RoundRecord::objective)
                .map(f -> Double.isNaN(f) ? Double.POSITIVE_INFINITY : f)
                .max()
                .orElseThrow();
        return highest == start() ? 0 : (highest - start()) / (start() - lowest);
    }

    /** f(x^0). */
    double start() {
        return own.at(0).objective();
    }

    /** Whether the run needs at most 1.1 times the theory's rounds and 5, to every gap that the theory's reaches. */
    boolean keepsUp() {
        for (int g = 0; g < GAPS.length; g++) {
            if (theory.get(g) != NEVER && rounds.get(g) > 1.1 * theory.get(g) + 5) {
                return false;
            }
        }
        return true;
    }

    private static TrainingOptions options(
            HardProblem problem, String method, String compressor, int limit, double tol) {
        return Problems.untuned(method, compressor, problem.regularizer(), limit, tol)
                .withEvaluation(0);
    }

    private static double lowest(Problems.Run run) {
        return run.records().stream()
                .mapToDouble(RoundRecord::objective)
                .filter(f -> !Double.isNaN(f))
                .min()
                .orElseThrow();
    }

    private static List<Integer> reached(List<Problems.Run> runs, double lowest) {
        List<Integer> medians = new ArrayList<>();
        for (int g = 0; g < GAPS.length; g++) {
            int gap = g;
            medians.add(runs.stream()
                    .map(run -> reached(run, lowest).get(gap))
                    .sorted()
                    .toList()
                    .get(runs.size() / 2));
        }
        return medians;
    }

    private static List<Integer> reached(Problems.Run run, double lowest) {
        double gap = run.at(0).objective() - lowest;
        return Arrays.stream(GAPS)
                .mapToObj(g -> run.records().stream()
                        .filter(r -> r.objective() - lowest <= g * gap)
                        .map(RoundRecord::round)
                        .findFirst()
                        .orElse(NEVER))
                .toList();
    }

    @Override
    public String toString() {
        RoundRecord last = own.outcome().last();
        return String.format(
                Locale.ROOT,
                "%s: f from %.6g to %.6g (%.6g is known), rise %.3g, %s after %d, rounds %s, theory's %s",
                what,
                start(),
                last.objective(),
                lowest,
                rise(),
                own.outcome().reason(),
                last.round(),
                rounds,
                theory);
    }
}
