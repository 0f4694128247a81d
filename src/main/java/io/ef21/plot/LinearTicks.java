package io.ef21.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ticks at multiples of 1, 2 or 5 times a power of ten.
 *
 * <p>Decimal arithmetic keeps the labels free of rounding ("0.3", not "0.30000000000000004") and the largest doubles free
 * of overflow.
 */
final class LinearTicks {
    private static final int[] MANTISSAS = {1, 2, 5};

    /** Beyond these, labels are multiples of a power of ten. */
    private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1e15");

    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("1e-3");

    private LinearTicks() {}

    /** The ticks inside the range, as many as nice steps allow up to the given number (3 or more), from low to high. */
    static List<Tick> of(AxisRange range, int atMost) {
        BigDecimal low = new BigDecimal(range.low());
        BigDecimal high = new BigDecimal(range.high());
        BigDecimal step = step(low, high, atMost);
        BigDecimal first = low.divide(step, 0, RoundingMode.CEILING).multiply(step);
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal value = first; value.compareTo(high) <= 0; value = value.add(step)) {
            values.add(value);
        }
        BigDecimal largest =
                values.stream().map(BigDecimal::abs).reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        return values.stream()
                .map(value -> new Tick(value.doubleValue(), label(value, largest, step)))
                .toList();
    }

    private static BigDecimal step(BigDecimal low, BigDecimal high, int atMost) {
        BigDecimal spread = high.subtract(low);
        // Finer than needed by at least one decade, then coarser until it fits.
        int power = exponent(spread) - Integer.toString(atMost).length();
        for (int i = 0; ; i++) {
            BigDecimal step =
                    BigDecimal.valueOf(MANTISSAS[i % MANTISSAS.length]).scaleByPowerOfTen(power + i / MANTISSAS.length);
            BigDecimal count = high.divide(step, 0, RoundingMode.FLOOR)
                    .subtract(low.divide(step, 0, RoundingMode.CEILING))
                    .add(BigDecimal.ONE);
            if (count.compareTo(BigDecimal.valueOf(atMost)) <= 0) {
                return step;
            }
        }
    }

    private static RichText label(BigDecimal value, BigDecimal largest, BigDecimal step) {
        if (value.signum() == 0) {
            return RichText.plain("0");
        }
        if (largest.compareTo(LARGEST_PLAIN) >= 0 || largest.compareTo(SMALLEST_PLAIN) < 0) {
            int power = exponent(largest);
            return new RichText(digits(value.scaleByPowerOfTen(-power)) + "×10", digits(BigDecimal.valueOf(power)));
        }
        return unit(largest, step, 12, "T")
                .or(() -> unit(largest, step, 9, "G"))
                .or(() -> unit(largest, step, 6, "M"))
                .or(() -> unit(largest, step, 3, "k"))
                .map(unit -> RichText.plain(digits(value.scaleByPowerOfTen(-unit.power())) + unit.suffix()))
                .orElseGet(() -> RichText.plain(digits(value)));
    }

    private record Unit(int power, String suffix) {}

    /** The unit, if the axis reaches far enough into it and its ticks need no more than two decimals. */
    private static Optional<Unit> unit(BigDecimal largest, BigDecimal step, int power, String suffix) {
        // 2000 reads better than 2k as long as no label of the axis has five digits.
        BigDecimal from = power == 3 ? new BigDecimal("1e4") : BigDecimal.ONE.scaleByPowerOfTen(power);
        boolean reached = largest.compareTo(from) >= 0;
        boolean coarse = step.compareTo(BigDecimal.ONE.scaleByPowerOfTen(power - 2)) >= 0;
        return reached && coarse ? Optional.of(new Unit(power, suffix)) : Optional.empty();
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String digits(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString().replace('-', '−');
    }
}
