package io.ef21.refute;

import io.ef21.compress.Compressor;
import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CounterRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a vector that breaks a claim of a compressor: first all {@link Families}, then, until time is up, climbs by {@link Moves}
 * from the worst of each claim and length. Not thread-safe.
 */
public final class Refuter {
    private static final long FAMILIES = 1;
    private static final long CLIMBS = 2;
    private static final long MEASURES = 3;

    /** Moves of a climb; draws change now and then, so that no vector profits from lucky ones for long. */
    private static final int MOVES = 150;

    private static final int MOVES_PER_DRAWS = 10;

    /** The longest vector that is looked for where none of the lengths fits. */
    private static final int LONGEST = 4096;

    private final Compressor compressor;
    private final RefuteOptions options;
    private final Judge judge;
    private final Map<Integer, Subject> subjects = new TreeMap<>();
    private final Map<Claim, Leader> leaders = new LinkedHashMap<>();
    /** The worst vector of each claim by many draws. */
    private final Map<Claim, Leader> seen = new LinkedHashMap<>();

    private final long end;
    private final long nanos;

    private Refuter(Compressor compressor, RefuteOptions options) {
        this.compressor = compressor;
        this.options = options;
        this.judge = new Judge(options.seed(), options.error());
        this.nanos = (long) (options.seconds() * 1e9);
        this.end = System.nanoTime() + nanos;
    }

    /** A vector and its score. */
    private record Leader(double[] vector, double score) {}

    /** The names of all claims. */
    public static List<String> claims() {
        return ClaimList.NAMES;
    }

    /**
     * Searches.
     *
     * @throws InvalidInputException if the compressor takes vectors of none of the lengths
     */
    public static Outcome refute(Compressor compressor, RefuteOptions options) {
        Refuter refuter = new Refuter(compressor, options);
        for (int d : refuter.lengths()) {
            refuter.subjects.put(d, refuter.subject(d));
        }
        Counterexample found = options.vector().length == 0 ? refuter.search() : refuter.replay(options.vector());
        return refuter.outcome(found);
    }

    private Subject subject(int d) {
        return new Subject(compressor, d, options.overrides().claims(compressor, d));
    }

    private List<Integer> lengths() {
        double[] vector = options.vector();
        if (vector.length > 0) {
            compressor.requireFits(vector.length);
            return List.of(vector.length);
        }
        List<Integer> asked = options.lengths();
        if (!asked.isEmpty()) {
            asked.forEach(compressor::requireFits);
            return asked;
        }
        List<Integer> fitting =
                RefuteOptions.USUAL_LENGTHS.stream().filter(this::fits).toList();
        if (!fitting.isEmpty()) {
            return fitting;
        }
        for (int d = 1; d <= LONGEST; d++) {
            if (fits(d)) {
                return List.of(d);
            }
        }
        compressor.requireFits(LONGEST);
        throw new InvalidInputException("no length up to " + LONGEST + " fits " + compressor + ": give --dimension");
    }

    private boolean fits(int d) {
        try {
            compressor.requireFits(d);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private List<Claim> claims(Subject subject) {
        return ClaimList.of(subject).stream()
                .filter(claim -> options.claim().isEmpty() || claim.name().equals(options.claim()))
                .toList();
    }

    private @Nullable Counterexample replay(double[] vector) {
        for (Subject subject : subjects.values()) {
            for (Claim claim : claims(subject)) {
                double[] x = claim.prepared(vector);
                leaders.put(claim, new Leader(x, judge.score(claim, x, options.seed())));
                double share = options.error() / claims(subject).size();
                Judge.Finding finding = Judge.test(claim, x, options.seed(), share);
                saw(claim, x, finding.score());
                if (finding.counterexample() != null) {
                    return finding.counterexample();
                }
            }
        }
        return null;
    }

    private @Nullable Counterexample search() {
        Counterexample found = families();
        for (int climb = 0; found == null && !timeIsUp(); climb++) {
            found = climbs(climb);
        }
        if (found == null) {
            found = leaders();
        }
        return found == null ? null : smaller(found);
    }

    /** Tests the worst vector of every claim and length that no test has seen: so is known what can be said of it. */
    private @Nullable Counterexample leaders() {
        for (Map.Entry<Claim, Leader> entry : leaders.entrySet()) {
            double[] x = entry.getValue().vector();
            Counterexample found = seen.containsKey(entry.getKey()) || x.length == 0 ? null : test(entry.getKey(), x);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Counterexample families() {
        for (Subject subject : subjects.values()) {
            for (Claim claim : claims(subject)) {
                leaders.put(claim, new Leader(new double[0], Double.NEGATIVE_INFINITY));
                for (int family = 0; family < Families.count() && !timeIsUp(); family++) {
                    long key = key(FAMILIES, subject.length(), family);
                    double[] x = Families.draw(family, subject.length(), key, options.magnitudes());
                    Counterexample found = consider(claim, x, key);
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    /** One climb for every claim and length: from its worst vector, or from one of a family. */
    private @Nullable Counterexample climbs(int number) {
        for (Map.Entry<Claim, Leader> entry : List.copyOf(leaders.entrySet())) {
            Claim claim = entry.getKey();
            double[] start = entry.getValue().vector();
            long key = key(CLIMBS, number, leaders.size() + start.length);
            if (timeIsUp()) {
                return null;
            }
            if (number % 2 == 1 || start.length == 0) {
                int d = claim.subject().length();
                start = Families.draw(CounterRandom.below(key, 0, Families.count()), d, key, options.magnitudes());
            }
            Counterexample found = consider(claim, climb(claim, start, key), CounterRandom.key(key, -1));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private double[] climb(Claim claim, double[] start, long key) {
        double[] best = claim.prepared(start);
        double score = Double.NEGATIVE_INFINITY;
        for (int move = 0; move < MOVES && !timeIsUp(); move++) {
            long draws = CounterRandom.key(key, move / MOVES_PER_DRAWS);
            if (move % MOVES_PER_DRAWS == 0) {
                score = judge.score(claim, best, draws);
            }
            if (score == Double.POSITIVE_INFINITY) {
                break;
            }
            double[] near =
                    claim.prepared(Moves.near(best, CounterRandom.key(key, MOVES + (long) move), options.magnitudes()));
            double nearScore = judge.score(claim, near, draws);
            if (nearScore >= score) {
                best = near;
                score = nearScore;
            }
        }
        return best;
    }

    /** Scores a vector with draws of its own, keeps it if it leads, and tests it if it may break the claim. */
    private @Nullable Counterexample consider(Claim claim, double[] vector, long key) {
        double[] x = claim.prepared(vector);
        double score = judge.score(claim, x, key);
        Leader leader = leaders.get(claim);
        if (leader == null || score > leader.score()) {
            leaders.put(claim, new Leader(x, score));
        }
        return score > 1 ? test(claim, x) : null;
    }

    private @Nullable Counterexample test(Claim claim, double[] x) {
        Judge.Finding finding = judge.test(claim, x);
        saw(claim, x, finding.score());
        return finding.counterexample();
    }

    private void saw(Claim claim, double[] x, double score) {
        seen.merge(claim, new Leader(x, score), (old, now) -> now.score() > old.score() ? now : old);
    }

    /** The smallest counterexample that half the time of the search finds, half a second at least. */
    private Counterexample smaller(Counterexample found) {
        long until = System.nanoTime() + Math.max(500_000_000L, nanos / 2);
        return new Shrinker(
                        judge,
                        d -> claim(found.claim(), d),
                        options.magnitudes(),
                        () -> System.nanoTime() > until,
                        found)
                .shrink();
    }

    /** A claim about vectors of a length, if it may be chosen. */
    private @Nullable Claim claim(String name, int d) {
        boolean allowed =
                options.lengths().isEmpty() ? fits(d) : options.lengths().contains(d);
        if (!allowed) {
            return null;
        }
        Subject subject = subjects.computeIfAbsent(d, this::subject);
        return claims(subject).stream()
                .filter(claim -> claim.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private long key(long purpose, long first, long second) {
        return CounterRandom.key(CounterRandom.key(CounterRandom.key(options.seed(), purpose), first), second);
    }

    private boolean timeIsUp() {
        return System.nanoTime() > end;
    }

    private Outcome outcome(@Nullable Counterexample found) {
        List<Outcome.Worst> worst = new ArrayList<>();
        for (String name : ClaimList.NAMES) {
            Claim claim = null;
            double[] x = new double[0];
            double score = Double.NEGATIVE_INFINITY;
            for (Map.Entry<Claim, Leader> entry : seen.entrySet()) {
                if (entry.getKey().name().equals(name) && entry.getValue().score() >= score) {
                    claim = entry.getKey();
                    x = entry.getValue().vector();
                    score = entry.getValue().score();
                }
            }
            if (claim != null) {
                double measured =
                        judge.measure(claim, x, key(MEASURES, claim.subject().length(), 0), score);
                worst.add(new Outcome.Worst(name, claim.subject().length(), claim.summary(measured)));
            }
        }
        return new Outcome(
                found,
                List.copyOf(subjects.keySet()),
                judge.trials(),
                subjects.values().stream().mapToLong(Subject::draws).sum(),
                judge.tests(),
                judge.refused(),
                options.error(),
                worst);
    }
}
