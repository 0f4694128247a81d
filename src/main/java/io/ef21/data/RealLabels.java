package io.ef21.data;

/** The labels of a regression: any finite numbers, kept as they were written. */
public record RealLabels() implements Labels {
    private static final long serialVersionUID = 1L;

    @Override
    public double kept(double label) {
        return label;
    }
}
