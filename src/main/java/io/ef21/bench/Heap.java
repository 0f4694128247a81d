package io.ef21.bench;

/**
 * Bytes of heap in use during a fit, in this JVM.
 *
 * @param collected the most that a garbage collection left over, an upper bound on what lived
 * @param peak the most in use, garbage included
 */
public record Heap(long collected, long peak) {
    /** The larger of each. */
    Heap max(Heap other) {
        return new Heap(Math.max(collected, other.collected), Math.max(peak, other.peak));
    }
}
