package io.ef21.plot;

import java.util.Arrays;
import java.util.Objects;

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
 */
public record Series(String name, double[] x, double[] y) {
    /**
     * Checks the parts and copies the arrays.
     *
     * @throws NullPointerException if a part is null
     * @throws IllegalArgumentException if the name is blank or the arrays differ in length
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
        x = x.clone();
        y = y.clone();
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
                && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(x)) + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "Series[name=" + name + ", points=" + x.length + "]";
    }
}
