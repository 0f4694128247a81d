package io.ef21.bench;

import java.util.List;

/**
 * What a contestant is to do with the data once it has them: fit for each number of iterations, or, where a threshold is
 * given, search the smallest number up to the largest given whose model has at most that log-loss on the rows held out.
 * The search bisects: it takes the loss for falling.
 *
 * @param iterations at least one number, each positive
 * @param threshold in nats; NaN for no search
 */
public record TurnTask(List<Integer> iterations, double threshold) {
    /** Copies the list. */
    public TurnTask {
        iterations = List.copyOf(iterations);
        if (iterations.isEmpty() || iterations.stream().anyMatch(i -> i < 1)) {
            throw new IllegalArgumentException("expected positive numbers of iterations, got " + iterations);
        }
    }

    /** Fits for these numbers of iterations. */
    public static TurnTask fits(List<Integer> iterations) {
        return new TurnTask(iterations, Double.NaN);
    }

    /** The search from 1 to a number of iterations. */
    public static TurnTask search(int upTo, double threshold) {
        return new TurnTask(List.of(upTo), threshold);
    }

    /** Does it, handing every fit to a listener as it is made. */
    void run(Contestant.Prepared contestant, java.util.function.Consumer<Fit> made) {
        if (Double.isNaN(threshold)) {
            iterations.forEach(i -> made.accept(contestant.fit(i)));
            return;
        }
        int enough = iterations.get(iterations.size() - 1);
        Fit last = contestant.fit(enough);
        made.accept(last);
        if (!(last.heldOutLoss() <= threshold)) {
            return;
        }
        for (int tooFew = 0; enough - tooFew > 1; ) {
            int middle = (enough + tooFew) >>> 1;
            Fit fit = contestant.fit(middle);
            made.accept(fit);
            if (fit.heldOutLoss() <= threshold) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
    }
}
