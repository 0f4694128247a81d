package io.ef21.plot;

/** A small shape on a line that tells it from others without colour. */
enum Marker {
    CIRCLE(16, 0, true, "*"),
    TRIANGLE(3, 0, true, "triangle*"),
    SQUARE(4, 0.5, true, "square*"),
    DIAMOND(4, 0, true, "diamond*"),
    OPEN_CIRCLE(16, 0, false, "*"),
    OPEN_TRIANGLE(3, 0, false, "triangle*"),
    OPEN_SQUARE(4, 0.5, false, "square*"),
    OPEN_DIAMOND(4, 0, false, "diamond*");

    private static final double RADIUS = 3.4;
    private static final double LINE_WIDTH = 1.2;

    private final int corners;
    private final double turn;
    private final boolean filled;
    private final String pgfName;

    /** A regular polygon; the turn is in corners, and without any the first corner is on top. */
    Marker(int corners, double turn, boolean filled, String pgfName) {
        this.corners = corners;
        this.turn = turn;
        this.filled = filled;
        this.pgfName = pgfName;
    }

    /** What pgfplots calls the shape. */
    String pgfName() {
        return pgfName;
    }

    boolean isFilled() {
        return filled;
    }

    /** Draws it around the point. */
    void paint(Canvas canvas, double x, double y, int rgb) {
        // Shapes of the same radius look the smaller, the fewer corners they have.
        double radius = RADIUS * (1 + 1.0 / corners);
        double[] across = new double[corners + 1];
        double[] down = new double[corners + 1];
        for (int i = 0; i <= corners; i++) {
            double angle = 2 * Math.PI * (i % corners + turn) / corners;
            across[i] = x + radius * Math.sin(angle);
            down[i] = y - radius * Math.cos(angle);
        }
        canvas.area(across, down, filled ? rgb : Palette.PAPER, 1);
        if (!filled) {
            canvas.polyline(across, down, Stroke.solid(rgb, LINE_WIDTH));
        }
    }
}
