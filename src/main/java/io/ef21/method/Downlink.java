package io.ef21.method;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the change of x reaches the clients. Either way the server applies to its own x what the clients will read, so both
 * hold the same model, bit for bit.
 *
 * <p>With l1 at the server, a compressed step reaches the zeros of the model in the limit only.
 *
 * @param step compresses the server's step; null sends the change of x in full, as the papers do
 */
public record Downlink(@Nullable Compressor step) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The change of x in full. */
    public static final Downlink EXACT = new Downlink(null);

    /**
     * {@code exact} or {@code step:COMPRESSOR}.
     *
     * @throws InvalidInputException if it is neither
     */
    public static Downlink parse(String specification) {
        if (specification.equals("exact")) {
            return EXACT;
        }
        if (!specification.startsWith("step:")) {
            throw new InvalidInputException(
                    Nearest.unknown("downlink", specification, List.of("exact", "step:COMPRESSOR")));
        }
        return new Downlink(Compressors.parse(specification.substring("step:".length())));
    }

    @Override
    public String toString() {
        return step == null ? "exact" : "step:" + step;
    }
}
