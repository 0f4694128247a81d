package io.ef21.study;

import org.jspecify.annotations.Nullable;

/**
 * A run that is over.
 *
 * @param run what was wanted
 * @param facts null where it failed
 * @param failure why it failed; empty where it did not
 * @param curve of costs and qualities; without rows where it failed
 */
record RunResult(PlannedRun run, @Nullable RunFacts facts, String failure, Curve curve) {
    /** How it ended, in a word or a sentence. */
    String ending() {
        return facts == null ? "failed: " + failure : facts.reason();
    }
}
