package io.ef21.bench;

import java.util.List;
import java.util.Optional;

/**
 * A contestant and how it did.
 *
 * @param name of the contestant
 * @param smallestGap of the run that looked how far it comes; NaN where there was none
 * @param gaps relative gap by iteration of that run
 * @param moved bytes by iteration of that run
 * @param readSeconds median over the repeats
 * @param prepareSeconds median over the repeats
 * @param standings one per target
 * @param failure what ended it early; empty if nothing did
 */
public record Entrant(
        String name,
        double smallestGap,
        double[] gaps,
        double[] moved,
        double readSeconds,
        double prepareSeconds,
        List<Standing> standings,
        String failure) {
    /** Copies the list. */
    public Entrant {
        standings = List.copyOf(standings);
    }

    /** How it did on a target that it reached. */
    public Optional<Standing> reached(String target) {
        return standings.stream()
                .filter(standing -> standing.target().equals(target) && standing.reached())
                .findFirst();
    }
}
