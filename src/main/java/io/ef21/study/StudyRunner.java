package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * A study from beginning to end: all candidates of all grids on the seeds of the tuning, then the best of each on the other
 * seeds. Not thread-safe.
 */
public final class StudyRunner {
    private final Study study;
    private final RunStore store;
    private final RunPool pool;
    private final Consumer<String> news;

    /**
     * A study that is to run.
     *
     * @param threads how many runs are under way at a time; changes no result but measured times
     * @param news hears of progress
     * @throws InvalidInputException if the options of a run make no sense
     */
    public StudyRunner(Study study, Trainer trainer, RunStore store, int threads, Consumer<String> news) {
        this.study = study;
        this.store = store;
        this.pool = new RunPool(trainer, store, threads, news);
        this.news = news;
        for (int entry = 0; entry < study.entries().size(); entry++) {
            for (PlannedRun run : first(entry)) {
                try {
                    trainer.check(run.options());
                } catch (InvalidInputException e) {
                    throw new InvalidInputException(study.entries().get(entry).where() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** What would run, one line each, and whether it is finished already. */
    public List<String> plan() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int entry = 0; entry < study.entries().size(); entry++) {
            List<Long> later = later(entry);
            for (PlannedRun run : first(entry)) {
                lines.add((store.find(run) == null ? "to run    " : "finished  ") + run.text());
            }
            if (!later.isEmpty()) {
                lines.add("later     " + study.entries().get(entry).label() + ", the best of these, seeds " + later);
            }
        }
        if (study.reference().losslessRounds() > 0) {
            PlannedRun run = study.losslessRun();
            lines.add((store.find(run) == null ? "to run    " : "finished  ") + run.text());
        }
        return lines;
    }

    /** Runs what is not finished, and compares. */
    public StudyResult run() throws IOException {
        List<Foreign> others = study.foreign();
        List<History> histories = new ArrayList<>();
        for (Foreign other : others) {
            histories.add(ForeignHistory.read(other));
        }
        List<PlannedRun> wanted = new ArrayList<>();
        if (study.reference().losslessRounds() > 0) {
            wanted.add(study.losslessRun());
        }
        for (int entry = 0; entry < study.entries().size(); entry++) {
            wanted.addAll(first(entry));
        }
        pool.run(wanted);
        List<Choice> choices = new ArrayList<>();
        List<PlannedRun> more = new ArrayList<>();
        for (int entry = 0; entry < study.entries().size(); entry++) {
            Choice choice = choice(entry);
            choices.add(choice);
            more.addAll(study.runs(entry, choice.best(), later(entry)));
        }
        pool.run(more);
        return result(wanted, choices, histories);
    }

    private StudyResult result(List<PlannedRun> tried, List<Choice> choices, List<History> histories)
            throws IOException {
        Map<String, List<RunResult>> best = new LinkedHashMap<>();
        for (int entry = 0; entry < choices.size(); entry++) {
            List<RunResult> runs = new ArrayList<>();
            for (PlannedRun run :
                    study.runs(entry, choices.get(entry).best(), study.seedsOf().get(entry))) {
                runs.add(pool.result(run, study));
            }
            best.put(study.entries().get(entry).label(), runs);
        }
        RunFacts facts = null;
        Minimum minimum = new Minimum(study.reference());
        for (PlannedRun run : tried) {
            RunResult result = pool.result(run, study);
            facts = facts == null ? result.facts() : facts;
            minimum.see(run.text(), result.curve());
        }
        best.values().forEach(runs -> runs.forEach(run -> minimum.see(run.run().text(), run.curve())));
        List<Curve> others = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            Curve curve = Curve.of(histories.get(i), facts, study.link());
            minimum.see(study.foreign().get(i).label(), curve);
            others.add(curve);
        }
        if (!minimum.warning().isEmpty()) {
            news.accept("warning: " + minimum.warning());
        }
        List<Standing> standings = new ArrayList<>();
        for (int entry = 0; entry < choices.size(); entry++) {
            standings.add(standing(entry, choices.get(entry), best, minimum.value()));
        }
        List<Standing> foreign = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            foreign.add(ForeignHistory.standing(
                    study.foreign().get(i), others.get(i).above(minimum.value())));
        }
        return new StudyResult(
                study, facts, minimum.value(), minimum.text(), standings, foreign, pool.reused(), pool.ran());
    }

    private Standing standing(int entry, Choice choice, Map<String, List<RunResult>> best, double minimum) {
        String label = study.entries().get(entry).label();
        List<RunResult> runs = best.getOrDefault(label, List.of());
        return new Standing(
                label,
                choice,
                runs.stream().map(RunResult::ending).toList(),
                study.seedsOf().get(entry),
                runs.stream().map(run -> run.curve().above(minimum)).toList(),
                runs.get(0).run().command(),
                runs.stream()
                        .map(run -> run.facts() == null
                                ? ""
                                : "runs/" + store.history(run.run()).getFileName())
                        .toList());
    }

    /** The runs that tuning needs; where nothing is tuned, all. */
    private List<PlannedRun> first(int entry) {
        List<Map<TrainOption, String>> candidates = study.entries().get(entry).candidates();
        List<Long> seeds = candidates.size() == 1 ? study.seedsOf().get(entry) : study.tuningSeeds(entry);
        return candidates.stream()
                .flatMap(chosen -> study.runs(entry, chosen, seeds).stream())
                .toList();
    }

    /** The seeds that only the best candidate runs. */
    private List<Long> later(int entry) {
        List<Long> all = study.seedsOf().get(entry);
        boolean tuned = study.entries().get(entry).candidates().size() > 1;
        return all.subList(tuned ? study.tuningSeeds(entry).size() : all.size(), all.size());
    }

    private Choice choice(int entry) throws IOException {
        List<Map<TrainOption, String>> candidates = study.entries().get(entry).candidates();
        if (candidates.size() == 1) {
            return new Choice(Map.of(), List.of(), List.of(), 0, 0, 0);
        }
        List<Choice.Candidate> tried = new ArrayList<>();
        int runs = 0;
        double rounds = 0;
        double bits = 0;
        for (Map<TrainOption, String> chosen : candidates) {
            List<Curve> curves = new ArrayList<>();
            for (PlannedRun run : study.runs(entry, chosen, study.tuningSeeds(entry))) {
                curves.add(pool.result(run, study).curve());
            }
            tried.add(new Choice.Candidate(
                    chosen,
                    median(curves, study.tuning()::score),
                    median(curves, study.tuning()::last),
                    (int) curves.stream().filter(Curve::diverged).count(),
                    curves.size()));
            runs += curves.size();
            List<Curve> ended =
                    curves.stream().filter(curve -> curve.length() > 0).toList();
            rounds += ended.stream()
                    .mapToDouble(curve -> curve.total(Cost.ROUNDS))
                    .sum();
            bits += ended.stream().mapToDouble(curve -> curve.total(Cost.BITS)).sum();
        }
        Choice.Candidate best = tried.get(0);
        for (Choice.Candidate candidate : tried) {
            best = candidate.beats(best) ? candidate : best;
        }
        List<String> edges = best.counts() ? study.entries().get(entry).edges(best.chosen()) : List.of();
        return new Choice(best.chosen(), edges, tried, runs, rounds, bits);
    }

    private static double median(List<Curve> curves, ToDoubleFunction<Curve> number) {
        double[] numbers = curves.stream().mapToDouble(number).toArray();
        return Spread.Band.QUARTILES.of(numbers).median();
    }
}
