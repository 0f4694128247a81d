package io.ef21.plot;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The least and the greatest of some numbers.
 *
 * @param min the least; above {@code max} if there are no numbers
 * @param max the greatest
 */
record Extent(double min, double max) {
    /** The extent of one coordinate of these points, without the infinite ones. */
    static Extent of(List<Trace> traces, Function<Trace, double[]> coordinate) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (Trace trace : traces) {
            min = Math.min(min, finite(trace, coordinate).min().orElse(min));
            max = Math.max(max, finite(trace, coordinate).max().orElse(max));
        }
        return new Extent(min, max);
    }

    private static DoubleStream finite(Trace trace, Function<Trace, double[]> coordinate) {
        return DoubleStream.of(coordinate.apply(trace)).filter(Double::isFinite);
    }

    /** The extent of these numbers and the others. */
    Extent with(Extent other) {
        return new Extent(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** The part of this extent that lies within the other one and so much beyond it; neither may be empty. */
    Extent within(Extent other, double beyond) {
        double low = Math.max(min, other.min - beyond);
        double high = Math.min(max, other.max + beyond);
        return new Extent(low, high);
    }

    boolean isEmpty() {
        return min > max;
    }
}
