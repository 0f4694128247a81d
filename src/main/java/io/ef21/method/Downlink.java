package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the change of x reaches the clients. Each way the server applies to its own x what the clients will read, so both hold
 * the same model, bit for bit.
 *
 * <p>With l1 at the server, a compressed step reaches the zeros of the model in the limit only.
 *
 * @param kind what is compressed
 * @param compressor of the downlink; null for the exact one
 */
public record Downlink(Kind kind, @Nullable Compressor compressor) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What travels down. */
    public enum Kind {
        /** The change of x in full, as the papers mean it. */
        EXACT,
        /** The server's step, compressed: what is left out is forgotten, as the next step begins where clients are. */
        STEP,
        /**
         * The step and what earlier ones left out, compressed: error feedback at the server (DoubleSqueeze). With plain
         * gradient steps it is the model's own correction C(x^{t+1} - w^t), w what the clients hold (EF21-P).
         */
        MEMORY,
        /** A correction of what the server steps along; clients keep a copy of it, and step themselves (EF21-BC). */
        ESTIMATE;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The change of x in full. */
    public static final Downlink EXACT = new Downlink(Kind.EXACT, null);

    private static final List<String> FORMS =
            List.of("exact", "step:COMPRESSOR", "memory:COMPRESSOR", "estimate:COMPRESSOR");

    /** The server's step through a compressor. */
    public static Downlink step(Compressor compressor) {
        return new Downlink(Kind.STEP, compressor);
    }

    /**
     * One of {@code exact}, {@code step:COMPRESSOR}, {@code memory:COMPRESSOR} and {@code estimate:COMPRESSOR}.
     *
     * @throws InvalidInputException if it is none
     */
    public static Downlink parse(String specification) {
        if (specification.equals("exact")) {
            return EXACT;
        }
        for (Kind kind : Kind.values()) {
            String begin = kind.word() + ":";
            if (kind != Kind.EXACT && specification.startsWith(begin)) {
                return new Downlink(kind, Compressors.parse(specification.substring(begin.length())));
            }
        }
        throw new InvalidInputException(Nearest.unknown("downlink", specification, FORMS));
    }

    @Override
    public String toString() {
        return compressor == null ? "exact" : kind.word() + ":" + compressor;
    }
}
