package io.ef21.spark;

import io.ef21.run.RoundRecord;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a round's job is called: {@code EF21 round 37: f = 0.5058, |g| <= 3.1e-4}. The job's own results are not known when
 * it is submitted, so the figures are the last ones known, those of the round before.
 */
final class RoundTitle {
    private RoundTitle() {}

    /**
     * The title of a round.
     *
     * @param last the record of the round before; null where there is none
     */
    static String of(int round, @Nullable RoundRecord last) {
        String title = "EF21 round " + round;
        if (last == null) {
            return title;
        }
        String seen = objective(last) + gradient(last);
        return seen.isEmpty() ? title : title + ": " + seen.substring(2);
    }

    private static String objective(RoundRecord last) {
        return Double.isNaN(last.objective())
                ? ""
                : String.format(Locale.ROOT, ", f %s %.4g", last.sampled() ? "~" : "=", last.objective());
    }

    /** What is measured says more than a bound; a bound is rounded up, so that it stays one. */
    private static String gradient(RoundRecord last) {
        if (!Double.isNaN(last.gradNormSq())) {
            return ", |g| = " + digits(Math.sqrt(last.gradNormSq()), RoundingMode.HALF_EVEN);
        }
        return Double.isNaN(last.gradNormBound())
                ? ""
                : ", |g| <= " + digits(last.gradNormBound(), RoundingMode.CEILING);
    }

    private static String digits(double value, RoundingMode rounding) {
        DecimalFormat format = new DecimalFormat("0.0E0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(rounding);
        return format.format(value).replace('E', 'e');
    }
}
