package io.ef21.study;

import io.ef21.auto.Link;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Objectives;
import io.ef21.run.TrainOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What is compared with what, checked.
 *
 * @param title of figures and report
 * @param common options of all runs
 * @param entries what is compared, at least one, with names of their own
 * @param seedsOf the seeds of each entry, at least one
 * @param tuning how the best of a grid is chosen
 * @param band of quantiles over the seeds
 * @param linkText the link as written; empty without one
 * @param link for simulated seconds; null without one
 * @param targets whose price the table tells
 * @param reference that gaps are measured from
 * @param foreign histories of others
 * @param logarithmic whether figures have logarithmic costs
 * @param floor where figures leave a curve that falls below it; 0 for nowhere
 */
public record Study(
        String title,
        Map<TrainOption, String> common,
        List<Entry> entries,
        List<List<Long>> seedsOf,
        Tuning tuning,
        Spread.Band band,
        String linkText,
        @Nullable Link link,
        List<Target> targets,
        Reference reference,
        List<Foreign> foreign,
        boolean logarithmic,
        double floor) {
    private static final int DEFAULT_CLIENTS = 10;

    /**
     * The study of a job.
     *
     * @throws InvalidInputException if something in it cannot be
     */
    public static Study of(Job job) {
        if (job.entries().isEmpty()) {
            throw new InvalidInputException("there are no runs: give a job with runs, or --run 'NAME: OPTIONS'");
        }
        Map<TrainOption, String> common = new EnumMap<>(job.common());
        String seed = common.getOrDefault(TrainOption.SEED, TrainOption.SEED.defaultValue());
        common.remove(TrainOption.SEED);
        // the data are the same for all seeds, and the clients on all machines
        String objective = common.getOrDefault(TrainOption.OBJECTIVE, TrainOption.OBJECTIVE.defaultValue());
        if (!(Objectives.parse(objective, 0) instanceof GeneratedProblem)) {
            common.putIfAbsent(TrainOption.DATA, TrainOption.DATA.defaultValue());
        }
        common.putIfAbsent(TrainOption.DATA_SEED, seed);
        common.putIfAbsent(TrainOption.CLIENTS, Integer.toString(DEFAULT_CLIENTS));
        long first = new Given("--seed", seed).as(Long::valueOf);
        List<Long> seeds = setting(job, "seeds", text -> seeds(text, first), List.of(first));
        List<List<Long>> seedsOf = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : job.entries()) {
            Given own = entry.seeds();
            seedsOf.add(own == null ? seeds : own.as(text -> seeds(text, first)));
            requireNew(entry.label(), entry.where(), names);
        }
        job.foreign().forEach(one -> requireNew(one.label(), one.where(), names));
        Given link = job.settings().get("link");
        return new Study(
                setting(job, "title", text -> text, "Comparison"),
                common,
                job.entries(),
                seedsOf,
                setting(job, "tune", Tuning::parse, Tuning.DEFAULT),
                setting(job, "quantiles", Study::band, Spread.Band.QUARTILES),
                link == null ? "" : link.text().strip(),
                link == null ? null : link.as(Link::parse),
                job.targets().stream().map(target -> target.as(Target::parse)).toList(),
                setting(job, "reference", Reference::parse, Reference.AUTO),
                job.foreign(),
                setting(job, "axes", Study::logarithmic, true),
                setting(job, "floor", Study::floor, 0.0));
    }

    /** The runs of an entry with the options of a grid, one per seed. */
    List<PlannedRun> runs(int entry, Map<TrainOption, String> chosen, List<Long> seeds) {
        Map<TrainOption, String> options = new EnumMap<>(common);
        options.putAll(entries.get(entry).fixed());
        options.putAll(chosen);
        String label = entries.get(entry).label();
        return seeds.stream()
                .map(seed -> new PlannedRun(label, options, chosen, seed))
                .toList();
    }

    /** The seeds of an entry that take part in its tuning. */
    List<Long> tuningSeeds(int entry) {
        List<Long> all = seedsOf.get(entry);
        return tuning.seeds() == 0 ? all : all.subList(0, Math.min(tuning.seeds(), all.size()));
    }

    /** The run that looks for the minimum: the same objective, messages without loss. */
    PlannedRun losslessRun() {
        Map<TrainOption, String> options = new EnumMap<>(TrainOption.class);
        common.forEach((option, value) -> {
            if (OptionPlace.isCommon(option)) {
                options.put(option, value);
            }
        });
        options.put(TrainOption.COMPRESSOR, "identity");
        options.put(TrainOption.VALUE_BITS, "64");
        options.put(TrainOption.DOWNLINK, "exact");
        options.put(TrainOption.ROUNDS, Integer.toString(reference.losslessRounds()));
        options.put(TrainOption.TOL, "0");
        return new PlannedRun("run without compression", options, Map.of(), 0);
    }

    private static <T> T setting(Job job, String name, Function<String, T> meaning, T otherwise) {
        Given given = job.settings().get(name);
        return given == null ? otherwise : given.as(meaning);
    }

    private static void requireNew(String label, String where, Set<String> names) {
        if (!names.add(label)) {
            throw new InvalidInputException(where + ": there are two with the name '" + label + "'");
        }
    }

    /** A count, from a first seed on, or the seeds themselves. */
    private static List<Long> seeds(String text, long first) {
        List<Long> seeds = Arrays.stream(text.split(",", -1))
                .map(seed -> Long.valueOf(seed.strip()))
                .distinct()
                .toList();
        if (text.indexOf(',') >= 0) {
            return seeds;
        }
        long count = seeds.get(0);
        if (count < 1 || count > 10_000) {
            throw new InvalidInputException("expected a count from 1 to 10000, or a list of seeds (got " + text + ")");
        }
        return LongStream.range(first, first + count).boxed().toList();
    }

    private static Spread.Band band(String text) {
        String[] ends = text.split(",", -1);
        if (ends.length == 2) {
            double low = Double.parseDouble(ends[0].strip());
            double high = Double.parseDouble(ends[1].strip());
            if (low >= 0 && low <= 0.5 && high >= 0.5 && high <= 1) {
                return new Spread.Band(low, high);
            }
        }
        throw new InvalidInputException("expected two numbers about 0.5, such as 0.25,0.75 (got '" + text + "')");
    }

    private static double floor(String text) {
        double floor = Double.parseDouble(text);
        if (!(floor >= 0) || Double.isInfinite(floor)) {
            throw new InvalidInputException("expected a positive number, or 0 for none (got '" + text + "')");
        }
        return floor;
    }

    private static boolean logarithmic(String text) {
        return switch (text) {
            case "log" -> true;
            case "linear" -> false;
            default -> throw new InvalidInputException(Nearest.unknown("axes", text, List.of("log", "linear")));
        };
    }
}
