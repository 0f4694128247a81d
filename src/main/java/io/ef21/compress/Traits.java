package io.ef21.compress;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What theory may assume of a compressor on vectors of a given length d.
 *
 * @param alpha contraction: E||C(x) - x||^2 &lt;= (1 - alpha) ||x||^2, in (0, 1]; 0 where there is none. The class B3(delta) of
 *     the biased-compression paper is delta = 1/alpha
 * @param omega unbiased: E C(x) = x and E||C(x) - x||^2 &lt;= omega ||x||^2; infinite where it is biased or unbounded
 * @param first constants of B1; null where it is not in it
 * @param second constants of B2; null where it is not in it
 * @param spread bias and variance apart; null where no more is known of them than alpha or omega says
 * @param properties what holds besides
 * @param size of a message, as declared
 * @param paperBits what the papers count per message: the values, without scales, indices and headers; {@link
 *     #AS_ENCODED} where that depends on the vector
 */
public record Traits(
        double alpha,
        double omega,
        @Nullable Biased first,
        @Nullable Biased second,
        @Nullable Spread spread,
        Set<Property> properties,
        Size size,
        long paperBits) {
    /** All bits count, headers apart. */
    public static final long AS_ENCODED = -1;

    public Traits {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be in [0, 1] (got " + alpha + ")");
        }
        if (!(omega >= 0)) {
            throw new IllegalArgumentException("omega must not be negative (got " + omega + ")");
        }
        properties = properties.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(properties));
    }

    /** Nothing that holds for every vector. */
    public static Traits none() {
        return new Traits(0, Double.POSITIVE_INFINITY, null, null, null, Set.of(), Size.AS_ENCODED, AS_ENCODED);
    }

    /** Not unbiased, with a contraction, or nothing for alpha = 0; B1 and B2 follow from it (Theorem 6 of the paper: B3 lies in B2 lies in B1). */
    public static Traits contractive(double alpha) {
        if (alpha == 0) {
            return none();
        }
        return new Traits(
                alpha,
                Double.POSITIVE_INFINITY,
                new Biased(alpha * alpha / 4, 2),
                new Biased(alpha / 2, 2),
                null,
                Set.of(),
                Size.AS_ENCODED,
                AS_ENCODED);
    }

    /** C(x) is x on some coordinates and 0 on the others, which keeps at least alpha of ||x||^2 on average. */
    public static Traits projection(double alpha) {
        return alpha == 0 ? none() : contractive(alpha).biased(new Biased(alpha, 1), new Biased(alpha, 1));
    }

    /** Unbiased: it lies in B1(1, omega + 1) and B2(1, omega + 1), and contracts where omega &lt; 1. */
    public static Traits unbiased(double omega) {
        Biased both = new Biased(1, omega + 1);
        return new Traits(Math.max(0, 1 - omega), omega, both, both, null, Set.of(), Size.AS_ENCODED, AS_ENCODED);
    }

    /** The same with constants of its own for B1 and B2. */
    public Traits biased(@Nullable Biased b1, @Nullable Biased b2) {
        return new Traits(alpha, omega, b1, b2, spread, properties, size, paperBits);
    }

    /** The same with bias and variance apart. */
    public Traits apart(Spread known) {
        return new Traits(alpha, omega, first, second, known, properties, size, paperBits);
    }

    /** The same with these properties alone. */
    public Traits with(Property... all) {
        return new Traits(alpha, omega, first, second, spread, Set.of(all), size, paperBits);
    }

    /** The same with these properties alone. */
    public Traits with(Set<Property> all) {
        return new Traits(alpha, omega, first, second, spread, all, size, paperBits);
    }

    /** The same with a size. */
    public Traits sized(Size declared, long papers) {
        return new Traits(alpha, omega, first, second, spread, properties, declared, papers);
    }

    /** The traits of c C. */
    Traits scaled(double c) {
        if (c == 1) {
            return this;
        }
        if (first == null || second == null) {
            return new Traits(0, Double.POSITIVE_INFINITY, null, null, null, properties, size, paperBits);
        }
        // E||cC(x) - x||^2 = c^2 E||C(x)||^2 - 2c<EC(x), x> + ||x||^2, which B2 bounds where c beta < 2
        double pull = c * (2 - c * second.upper());
        double contraction = pull > 0 ? Math.min(1, second.lower() * pull) : 0;
        return new Traits(
                contraction,
                Double.POSITIVE_INFINITY,
                first.firstScaled(c),
                second.secondScaled(c),
                null,
                properties,
                size,
                paperBits);
    }

    /** Whether it has a property. */
    public boolean has(Property property) {
        return properties.contains(property);
    }

    /** Whether theory knows it as a contraction. */
    public boolean isContractive() {
        return alpha > 0;
    }

    /** Whether theory knows it as unbiased. */
    public boolean isUnbiased() {
        return omega < Double.POSITIVE_INFINITY;
    }

    /** delta of B3: E||C(x) - x||^2 &lt;= (1 - 1/delta) ||x||^2; infinite where it is no contraction. */
    public double delta() {
        return 1 / alpha;
    }
}
