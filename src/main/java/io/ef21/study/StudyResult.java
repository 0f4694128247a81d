package io.ef21.study;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study found.
 *
 * @param study what was asked
 * @param facts of the data, of one run; null where all failed
 * @param minimum that gaps are measured from; NaN where no run knows an objective
 * @param minimumText where it comes from
 * @param standings one per entry, in their order
 * @param foreign one per foreign history, in their order
 * @param reused how many runs were finished before
 * @param ran how many were run now
 */
public record StudyResult(
        Study study,
        @Nullable RunFacts facts,
        double minimum,
        String minimumText,
        List<Standing> standings,
        List<Standing> foreign,
        int reused,
        int ran) {
    /** Ours, then those of others. */
    public List<Standing> all() {
        return Stream.concat(standings.stream(), foreign.stream()).toList();
    }
}
