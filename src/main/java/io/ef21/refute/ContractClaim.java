package io.ef21.refute;

import io.ef21.compress.Compressor;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What every compressor has to keep to: it is a pure function of vector and key, on one core or on all; it leaves the vector alone and
 * does not share it with the result; a message that is written with 64 bits reads back as it was; nothing becomes of zero.
 *
 * @param subject what it is about
 */
record ContractClaim(Subject subject) implements SureClaim {
    @Override
    public String name() {
        return "contract";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        Violation violation = shares(x, seed);
        violation = violation == null ? repeats(x, seed) : violation;
        violation = violation == null ? readsBack(x, seed) : violation;
        return violation == null && subject.claims().keepsZero() ? zero(seed) : violation;
    }

    /** Not through {@link Subject#compress}, which gives away a copy. */
    private @Nullable Violation shares(double[] x, long seed) {
        double[] given = x.clone();
        double[] before = subject.apply(x, seed);
        Correction correction = subject.compressor().compress(given, seed);
        if (!Arrays.equals(given, x)) {
            return new Violation("the vector is not modified", "it becomes " + VectorText.of(given), 0);
        }
        Arrays.fill(given, Math.PI);
        return Arrays.equals(before, Subject.dense(correction))
                ? null
                : new Violation(
                        "the result does not share the vector, and is a function of the vector and the key",
                        "the result changes when the vector does, or when it is asked for again",
                        0);
    }

    private @Nullable Violation repeats(double[] x, long seed) {
        double[] first = subject.apply(x, seed);
        double[] other = x.clone();
        for (int j = 0; j < other.length; j++) {
            other[j] *= 2 * CounterRandom.uniform(seed, j) - 1;
        }
        subject.apply(other, CounterRandom.key(seed, 1));
        double[] again = subject.apply(x, seed);
        if (!Arrays.equals(first, again)) {
            return new Violation(
                    "the result is a function of the vector and the key",
                    "asked again, after another vector, C(x) is not " + VectorText.of(first) + " but "
                            + VectorText.of(again),
                    0);
        }
        Compressor compressor = subject.compressor();
        double[] onAllCores = Subject.dense(compressor.compressOnAllCores(x.clone(), seed));
        return Arrays.equals(first, onAllCores)
                ? null
                : new Violation(
                        "all cores compute the same as one",
                        VectorText.of(onAllCores) + " is not " + VectorText.of(first),
                        0);
    }

    private @Nullable Violation readsBack(double[] x, long seed) {
        Correction sent = subject.compress(x, seed);
        double[] read;
        try {
            read = Wire.decodeOwn(Wire.encode(sent, ValueBits.DOUBLE), x.length).toDense();
        } catch (RuntimeException e) {
            throw new BrokenException("its message cannot be written and read: " + e, e);
        }
        double[] expected = Subject.dense(sent);
        for (int j = 0; j < x.length; j++) {
            // +0 and -0 are as good as each other
            if (read[j] != expected[j]) {
                return new Violation(
                        "a message with values of 64 bits reads back as it was",
                        "entry " + (j + 1) + " was " + expected[j] + " and is " + read[j],
                        0);
            }
        }
        return null;
    }

    private @Nullable Violation zero(long seed) {
        double[] result = subject.apply(new double[subject.length()], seed);
        return Euclid.largest(result) == 0
                ? null
                : new Violation("C(0) = 0, which the other claims entail", "C(0) is " + VectorText.of(result), 0);
    }
}
