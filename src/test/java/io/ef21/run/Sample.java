package io.ef21.run;

/**
 * Mean and standard error of independent values.
 *
 * @param mean of the values
 * @param standardError of the mean
 */
record Sample(double mean, double standardError) {
    static Sample of(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Sample(mean, Math.sqrt(squares / (values.length - 1) / values.length));
    }
}
