package io.ef21.study;

import io.ef21.run.TrainOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The tuning of a study: which runs it needs, and what it chooses when they are over.
 *
 * @param study what is tuned
 * @param pool that runs the runs
 */
record GridSearch(Study study, RunPool pool) {
    /** The runs that tuning needs; where an entry has nothing to tune, all of its runs. */
    List<PlannedRun> first(int entry) {
        List<Long> seeds =
                isTuned(entry) ? study.tuningSeeds(entry) : study.seedsOf().get(entry);
        return study.entries().get(entry).candidates().stream()
                .flatMap(chosen -> study.runs(entry, chosen, seeds).stream())
                .toList();
    }

    /** The seeds that only the best candidate runs. */
    List<Long> later(int entry) {
        List<Long> all = study.seedsOf().get(entry);
        return all.subList(isTuned(entry) ? study.tuningSeeds(entry).size() : all.size(), all.size());
    }

    /** The choice for an entry whose first runs are over. */
    Choice choice(int entry) throws IOException {
        if (!isTuned(entry)) {
            return Choice.NONE;
        }
        List<Choice.Candidate> tried = new ArrayList<>();
        List<Curve> all = new ArrayList<>();
        for (Map<TrainOption, String> chosen : study.entries().get(entry).candidates()) {
            List<Curve> curves = new ArrayList<>();
            for (PlannedRun run : study.runs(entry, chosen, study.tuningSeeds(entry))) {
                curves.add(pool.result(run, study).curve());
            }
            tried.add(candidate(chosen, curves));
            all.addAll(curves);
        }
        Choice.Candidate best = tried.get(0);
        for (Choice.Candidate candidate : tried) {
            best = candidate.beats(best) ? candidate : best;
        }
        List<String> edges = best.counts() ? study.entries().get(entry).edges(best.chosen()) : List.of();
        return new Choice(best.chosen(), edges, tried, all.size(), total(all, Cost.ROUNDS), total(all, Cost.BITS));
    }

    private boolean isTuned(int entry) {
        return study.entries().get(entry).candidates().size() > 1;
    }

    private Choice.Candidate candidate(Map<TrainOption, String> chosen, List<Curve> curves) {
        return new Choice.Candidate(
                chosen,
                median(curves, study.tuning()::score),
                median(curves, study.tuning()::last),
                (int) curves.stream().filter(Curve::diverged).count(),
                curves.size());
    }

    private static double total(List<Curve> curves, Cost cost) {
        return curves.stream()
                .filter(curve -> curve.length() > 0)
                .mapToDouble(curve -> curve.total(cost))
                .sum();
    }

    private static double median(List<Curve> curves, ToDoubleFunction<Curve> number) {
        double[] numbers = curves.stream().mapToDouble(number).toArray();
        return Spread.Band.QUARTILES.of(numbers).median();
    }
}
