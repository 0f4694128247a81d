package io.ef21.plot;

/** An upright rectangle in logical pixels, y growing downwards. */
record Box(double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double centreX() {
        return (left + right) / 2;
    }

    double centreY() {
        return (top + bottom) / 2;
    }

    boolean contains(Box other) {
        return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom;
    }

    boolean overlaps(Box other) {
        return other.left < right && other.right > left && other.top < bottom && other.bottom > top;
    }

    /** Whether the line through the points of the trace touches this box. */
    boolean isCrossedBy(Trace trace) {
        double[] x = trace.x();
        double[] y = trace.y();
        for (int i = 0; i < x.length; i++) {
            int next = Math.min(i + 1, x.length - 1);
            if (isCrossedBy(x[i], y[i], x[next], y[next])) {
                return true;
            }
        }
        return false;
    }

    /** Cuts the segment to the part beside no edge of the box; something is left if it crosses. */
    private boolean isCrossedBy(double x1, double y1, double x2, double y2) {
        double[] starts = {x1 - left, right - x1, y1 - top, bottom - y1};
        double[] slopes = {x2 - x1, x1 - x2, y2 - y1, y1 - y2};
        double enter = 0;
        double leave = 1;
        for (int edge = 0; edge < starts.length; edge++) {
            if (slopes[edge] == 0 && starts[edge] < 0) {
                return false;
            } else if (slopes[edge] > 0) {
                enter = Math.max(enter, -starts[edge] / slopes[edge]);
            } else if (slopes[edge] < 0) {
                leave = Math.min(leave, -starts[edge] / slopes[edge]);
            }
        }
        return enter <= leave;
    }
}
