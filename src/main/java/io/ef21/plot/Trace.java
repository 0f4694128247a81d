package io.ef21.plot;

import java.util.Arrays;

/**
 * The points of a line that can be shown, in axis units or in logical pixels. Owns its arrays; callers only read them.
 */
final class Trace {
    static final Trace EMPTY = new Trace(new double[0], new double[0]);

    private final double[] x;
    private final double[] y;

    Trace(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** The points of the series that both axes can show, in axis units. */
    static Trace visible(Series series, Scale horizontal, Scale vertical) {
        double[] x = new double[series.size()];
        double[] y = new double[series.size()];
        int kept = 0;
        for (int i = 0; i < series.size(); i++) {
            if (horizontal.shows(series.xAt(i)) && vertical.shows(series.yAt(i))) {
                x[kept] = horizontal.toAxisUnits(series.xAt(i));
                y[kept] = vertical.toAxisUnits(series.yAt(i));
                kept++;
            }
        }
        return new Trace(Arrays.copyOf(x, kept), Arrays.copyOf(y, kept));
    }

    /** The same points in logical pixels. */
    Trace placed(PixelAxis horizontal, PixelAxis vertical) {
        return new Trace(
                Arrays.stream(x).map(horizontal::pixel).toArray(),
                Arrays.stream(y).map(vertical::pixel).toArray());
    }

    /** The points at these places. */
    Trace only(int[] indices) {
        return new Trace(
                Arrays.stream(indices).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(indices).mapToDouble(i -> y[i]).toArray());
    }

    int size() {
        return x.length;
    }

    boolean isEmpty() {
        return x.length == 0;
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    double lastX() {
        return x[x.length - 1];
    }

    double lastY() {
        return y[y.length - 1];
    }

    /** Whether all points lie within so many units of the last one, so that a line through them would be lost. */
    boolean isWithin(double distance) {
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i] - lastX()) > distance || Math.abs(y[i] - lastY()) > distance) {
                return false;
            }
        }
        return true;
    }
}
