package io.ef21.study;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A study from beginning to end: all candidates of all grids on the seeds of the tuning, then the best of each on the other
 * seeds. Not thread-safe.
 */
public final class StudyRunner {
    private final Study study;
    private final RunStore store;
    private final RunPool pool;
    private final GridSearch search;
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
        this.search = new GridSearch(study, pool);
        this.news = news;
        for (int entry = 0; entry < study.entries().size(); entry++) {
            for (PlannedRun run : search.first(entry)) {
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
        for (PlannedRun run : first()) {
            lines.add((store.find(run) == null ? "to run    " : "finished  ") + run.text());
        }
        for (int entry = 0; entry < study.entries().size(); entry++) {
            List<Long> later = search.later(entry);
            if (!later.isEmpty()) {
                lines.add("later     " + study.entries().get(entry).label() + ", the best of these, seeds " + later);
            }
        }
        return lines;
    }

    /** Runs what is not finished, and compares. */
    public StudyResult run() throws IOException {
        List<History> histories = new ArrayList<>();
        for (Foreign other : study.foreign()) {
            histories.add(ForeignHistory.read(other));
        }
        List<PlannedRun> first = first();
        pool.run(first);
        List<Choice> choices = new ArrayList<>();
        List<PlannedRun> later = new ArrayList<>();
        for (int entry = 0; entry < study.entries().size(); entry++) {
            Choice choice = search.choice(entry);
            choices.add(choice);
            later.addAll(study.runs(entry, choice.best(), search.later(entry)));
        }
        pool.run(later);
        List<RunResult> over = new ArrayList<>();
        for (PlannedRun run : Stream.concat(first.stream(), later.stream()).toList()) {
            over.add(pool.result(run, study));
        }
        return result(choices, over, histories);
    }

    private List<PlannedRun> first() {
        List<PlannedRun> runs = new ArrayList<>();
        if (study.reference().losslessRounds() > 0) {
            runs.add(study.losslessRun());
        }
        for (int entry = 0; entry < study.entries().size(); entry++) {
            runs.addAll(search.first(entry));
        }
        return runs;
    }

    /**
     * Lays side by side.
     *
     * @param over all runs
     * @param histories of others
     */
    private StudyResult result(List<Choice> choices, List<RunResult> over, List<History> histories) throws IOException {
        RunFacts facts = over.stream()
                .map(RunResult::facts)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Curve> others = histories.stream()
                .map(history -> Curve.of(history, facts, study.link()))
                .toList();
        Minimum minimum = new Minimum(study.reference());
        over.forEach(result -> minimum.see(result.run().text(), result.curve()));
        List<Standing> foreign = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            minimum.see(study.foreign().get(i).label(), others.get(i));
        }
        for (int i = 0; i < others.size(); i++) {
            foreign.add(ForeignHistory.standing(
                    study.foreign().get(i), others.get(i).above(minimum.value())));
        }
        if (!minimum.warning().isEmpty()) {
            news.accept("warning: " + minimum.warning());
        }
        List<Standing> standings = new ArrayList<>();
        for (int entry = 0; entry < choices.size(); entry++) {
            standings.add(standing(entry, choices.get(entry), minimum.value()));
        }
        return new StudyResult(
                study, facts, minimum.value(), minimum.text(), standings, foreign, pool.reused(), pool.ran());
    }

    private Standing standing(int entry, Choice choice, double minimum) throws IOException {
        List<Long> seeds = study.seedsOf().get(entry);
        List<PlannedRun> planned = study.runs(entry, choice.best(), seeds);
        List<String> endings = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        List<String> histories = new ArrayList<>();
        for (PlannedRun run : planned) {
            RunResult result = pool.result(run, study);
            endings.add(result.ending());
            curves.add(result.curve().above(minimum));
            histories.add(
                    result.facts() == null ? "" : "runs/" + store.history(run).getFileName());
        }
        String label = study.entries().get(entry).label();
        return new Standing(
                label, choice, endings, seeds, curves, planned.get(0).command(), histories);
    }
}
