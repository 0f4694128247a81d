package io.ef21.study;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Values over the seeds.
 *
 * @param low quantile
 * @param median of them
 * @param high quantile
 */
public record Spread(double low, double median, double high) {
    /** As a table shows it, in few digits. */
    public String text() {
        return text(Text::number);
    }

    /** As a table shows it. */
    String text(DoubleFunction<String> digits) {
        String middle = digits.apply(median);
        String from = digits.apply(low);
        String to = digits.apply(high);
        return from.equals(middle) && to.equals(middle) ? middle : middle + " [" + from + ", " + to + "]";
    }

    /**
     * Which quantiles are shown beside the median.
     *
     * @param low in [0, 0.5]
     * @param high in [0.5, 1]
     */
    public record Band(double low, double high) {
        /** The middle half. */
        public static final Band QUARTILES = new Band(0.25, 0.75);

        /** The spread of some values, among which infinity may stand for "never"; NaN if one is NaN or there is none. */
        public Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int n = sorted.length;
            if (n == 0 || Double.isNaN(sorted[n - 1])) {
                return new Spread(Double.NaN, Double.NaN, Double.NaN);
            }
            return new Spread(quantile(sorted, low), quantile(sorted, 0.5), quantile(sorted, high));
        }

        /** Between neighbours in proportion: type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996. */
        private static double quantile(double[] sorted, double p) {
            double place = p * (sorted.length - 1);
            int below = (int) Math.floor(place);
            double part = place - below;
            if (part == 0) {
                return sorted[below];
            }
            double low = sorted[below];
            double high = sorted[below + 1];
            // an infinity would make 0 times infinity of equals
            return low == high ? low : low + part * (high - low);
        }
    }
}
