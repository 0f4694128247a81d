package io.ef21.refute;

import io.ef21.compress.Property;
import io.ef21.compress.Traits;
import java.util.Locale;

/** For which c &gt; 0 it is claimed that C(c x) = c C(x) for the same draw. */
public enum Homogeneity {
    /** For none. */
    NO,
    /** For powers of two, exactly. */
    TWO,
    /** For all, up to rounding. */
    YES;

    /** What traits say. */
    static Homogeneity of(Traits traits) {
        if (traits.has(Property.HOMOGENEOUS)) {
            return YES;
        }
        return traits.has(Property.HOMOGENEOUS_BY_TWO) ? TWO : NO;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
