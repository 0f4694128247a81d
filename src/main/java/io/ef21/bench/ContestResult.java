package io.ef21.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a contest found.
 *
 * @param size of the data
 * @param reference the optimum
 * @param entrants in the order of the plan
 */
public record ContestResult(DataSize size, Reference reference, List<Entrant> entrants) {
    /** Copies the list. */
    public ContestResult {
        entrants = List.copyOf(entrants);
    }

    /** The contestant of a name, if it took part. */
    public Optional<Entrant> entrant(String name) {
        return entrants.stream().filter(entrant -> entrant.name().equals(name)).findFirst();
    }

    /** The name of a gap, such as 1e-4. */
    public static String target(double gap) {
        DecimalFormat format = new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(gap).toLowerCase(Locale.ROOT);
    }
}
