package io.ef21.plot;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a panel: points joined in the order given. Immutable and thread-safe; two series are equal if their names
 * and all their values are.
 *
 * <p>Points that the axes cannot show are skipped, and the line goes straight on from the point before to the point
 * after: NaN and infinite values on any axis, zero and negative values on a logarithmic one. So a measure that is taken
 * only every few rounds may hold NaN in between.
 *
 * @param name the label at the line's end, not blank
 * @param x the horizontal values, in the unit of the horizontal axis; may be empty
 * @param y the vertical values, as many as {@code x}, in the unit of the vertical axis
 * @param band what lies around the line, with as many points; empty for the line alone
 */
public record Series(String name, double[] x, double[] y, Optional<Band> band) {
    /**
     * Checks the parts and copies the arrays.
     *
     * @throws NullPointerException if a part is null
     * @throws IllegalArgumentException if the name is blank or the arrays or the band differ in length
     */
    public Series {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a series name with visible characters, got a blank one");
        }
        if (x.length != y.length) {
            throw new IllegalArgumentException("expected as many y values as x values in series " + name + ", got "
                    + x.length + " x and " + y.length + " y");
        }
        if (band.isPresent() && band.get().size() != x.length) {
            throw new IllegalArgumentException("expected a band of " + x.length + " points around series " + name
                    + ", got " + band.get().size());
        }
        x = x.clone();
        y = y.clone();
    }

    /** A line without a band. */
    public Series(String name, double[] x, double[] y) {
        this(name, x, y, Optional.empty());
    }

    /**
     * The same line with a band around it, such as the least and the greatest value over several seeds.
     *
     * @throws IllegalArgumentException as for {@link Band}, or if the arrays are not as long as the line
     */
    public Series withBand(double[] lower, double[] upper) {
        return new Series(name, x, y, Optional.of(new Band(lower, upper)));
    }

    /** Returns a copy of the horizontal values. */
    @Override
    public double[] x() {
        return x.clone();
    }

    /** Returns a copy of the vertical values. */
    @Override
    public double[] y() {
        return y.clone();
    }

    /** The number of points, those to be skipped included. */
    int size() {
        return x.length;
    }

    /** The horizontal value of one point, without copying the array. */
    double xAt(int index) {
        return x[index];
    }

    /** The vertical value of one point, without copying the array. */
    double yAt(int index) {
        return y[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && name.equals(that.name)
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && band.equals(that.band);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(x), Arrays.hashCode(y), band);
    }

    @Override
    public String toString() {
        return "Series[name=" + name + ", points=" + x.length + "]";
    }
}
