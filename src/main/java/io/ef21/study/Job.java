package io.ef21.study;

import io.ef21.run.TrainOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as a user wrote it.
 *
 * @param settings of the study by name: see {@link #SETTINGS}
 * @param common options of all runs
 * @param entries what is compared
 * @param targets for the table
 * @param foreign histories to lay beside
 */
public record Job(
        Map<String, Given> settings,
        Map<TrainOption, String> common,
        List<Entry> entries,
        List<Given> targets,
        List<Foreign> foreign) {
    /** Settings that are one text each. */
    public static final List<String> SETTINGS =
            List.of("title", "seeds", "tune", "link", "reference", "quantiles", "axes", "floor");

    /** Copies the parts. */
    public Job {
        settings = new LinkedHashMap<>(settings);
        Map<TrainOption, String> copy = new EnumMap<>(TrainOption.class);
        copy.putAll(common);
        common = copy;
        entries = List.copyOf(entries);
        targets = List.copyOf(targets);
        foreign = List.copyOf(foreign);
    }

    /** Both: where both say something, the other counts; entries and histories are added, targets replaced. */
    public Job and(Job other) {
        Map<String, Given> bothSettings = new LinkedHashMap<>(settings);
        bothSettings.putAll(other.settings);
        Map<TrainOption, String> bothCommon = new EnumMap<>(TrainOption.class);
        bothCommon.putAll(common);
        bothCommon.putAll(other.common);
        List<Entry> bothEntries = new ArrayList<>(entries);
        bothEntries.addAll(other.entries);
        List<Foreign> bothForeign = new ArrayList<>(foreign);
        bothForeign.addAll(other.foreign);
        return new Job(
                bothSettings, bothCommon, bothEntries, other.targets.isEmpty() ? targets : other.targets, bothForeign);
    }
}
