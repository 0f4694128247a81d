package io.ef21.plot;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Figures to test with. */
final class Figures {
    static final Axis X = new Axis("bits sent", Scale.LINEAR);
    static final Axis LOG_X = new Axis("rounds", Scale.LOG10);
    static final Axis Y = new Axis("loss", Scale.LINEAR);
    static final Axis LOG_Y = new Axis("gradient norm", Scale.LOG10);

    private static final double[] ODD_VALUES = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1, Double.MIN_VALUE, Double.MAX_VALUE
    };

    private Figures() {}

    static Figure single(Axis x, Axis y, Series... series) {
        return new Figure("", "", List.of(new Panel("", x, y, List.of(series))), 1);
    }

    static Series series(String name, double[] y) {
        return new Series(name, IntStream.range(0, y.length).asDoubleStream().toArray(), y);
    }

    /** Three methods in two panels; the last one stalls. */
    static Figure convergence() {
        List<Series> series = List.of(decay("EF21", 0.95, 0), decay("EF21+", 0.94, 0), decay("EF14", 0.95, 1e-3));
        Panel left = new Panel("Objective gap", X, LOG_Y, series);
        Panel right = new Panel("Squared gradient norm", X, LOG_Y, series);
        return new Figure("Logistic regression", "20 workers", List.of(left, right), 2);
    }

    static Series decay(String name, double rate, double floor) {
        return series(
                name,
                IntStream.range(0, 300)
                        .mapToDouble(i -> Math.pow(rate, i) + floor)
                        .toArray());
    }

    /** Any figure: every scale, up to a dozen series of any length, any magnitude, with values that cannot be shown. */
    static Figure random(Random random) {
        List<Panel> panels = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> new Panel(
                        words(random),
                        new Axis(words(random), random.nextBoolean() ? Scale.LINEAR : Scale.LOG10),
                        new Axis(words(random), random.nextBoolean() ? Scale.LINEAR : Scale.LOG10),
                        IntStream.range(0, random.nextInt(13))
                                .mapToObj(k -> randomSeries(random))
                                .toList()))
                .toList();
        return new Figure(words(random), words(random), panels, 1 + random.nextInt(3));
    }

    private static Series randomSeries(Random random) {
        int size = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(60);
        return new Series("S " + words(random), values(random, size), values(random, size));
    }

    private static double[] values(Random random, int size) {
        double magnitude = Math.pow(10, random.nextInt(600) - 300);
        double offset = random.nextInt(3) == 0 ? magnitude * 1e6 : 0;
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            boolean odd = random.nextInt(20) == 0;
            values[i] = odd
                    ? ODD_VALUES[random.nextInt(ODD_VALUES.length)]
                    : offset + magnitude * Math.exp(5 * random.nextGaussian()) * (random.nextInt(5) == 0 ? -1 : 1);
        }
        return values;
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(25); i > 0; i--) {
            text.append("W<&>\"iemf ∇x1 ".charAt(random.nextInt(13)));
        }
        return random.nextInt(8) == 0 ? text.toString().repeat(6) : text.toString();
    }
}
