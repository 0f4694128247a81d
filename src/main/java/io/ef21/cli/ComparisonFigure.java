package io.ef21.cli;

import io.ef21.compress.Compressors;
import io.ef21.compress.Specimen;
import io.ef21.plot.Axis;
import io.ef21.plot.Figure;
import io.ef21.plot.Panel;
import io.ef21.plot.Scale;
import io.ef21.plot.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * delta against bits per coordinate (On biased compression, Figure 3): families of compressors, each from few bits to many. Unbiased
 * ones count by their best multiple.
 */
final class ComparisonFigure {
    private ComparisonFigure() {}

    /** The specifications of every line. */
    static Map<String, List<String>> lines() {
        List<String> shares = DoubleStream.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9)
                .mapToObj(String::valueOf)
                .toList();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        lines.put("Rand-k", shares.stream().map(share -> "randk:" + share).toList());
        lines.put("Top-k", shares.stream().map(share -> "topk:" + share).toList());
        lines.put(
                "Top-k + natural",
                shares.stream().map(share -> "topk:" + share + "+natural").toList());
        lines.put(
                "Top-k + natural dithering",
                shares.stream()
                        .map(share -> "topk:" + share + "+natural-dithering:s=8:p=2")
                        .toList());
        lines.put("natural dithering", range(1, 12, "natural-dithering:s=%d:p=2"));
        lines.put("QSGD", powers(10, "qsgd:%d"));
        lines.put("exponential rounding", bases("rounding:b=%s"));
        lines.put("nearest, exponential", bases("nearest:b=%s"));
        lines.put("blocks of 64", range(2, 8, "quantize:%d:64"));
        lines.put(
                "grid",
                DoubleStream.of(1.8, 1.4, 1.0, 0.7, 0.5, 0.35, 0.2, 0.1, 0.05)
                        .mapToObj(step -> "grid:" + step)
                        .toList());
        return lines;
    }

    private static List<String> range(int from, int to, String form) {
        return IntStream.rangeClosed(from, to).mapToObj(form::formatted).toList();
    }

    private static List<String> powers(int to, String form) {
        return IntStream.rangeClosed(0, to)
                .mapToObj(i -> form.formatted(1 << i))
                .toList();
    }

    private static List<String> bases(String form) {
        return DoubleStream.of(16, 8, 4, 2, 1.5, 1.2, 1.1)
                .mapToObj(form::formatted)
                .toList();
    }

    static Figure of(int d) {
        List<Series> series = new ArrayList<>();
        for (Map.Entry<String, List<String>> line : lines().entrySet()) {
            List<Specimen> points = line.getValue().stream()
                    .map(specification -> Specimen.of(Compressors.parse(specification), d))
                    .toList();
            series.add(new Series(
                    line.getKey(),
                    points.stream().mapToDouble(Specimen::bitsPerCoordinate).toArray(),
                    points.stream().mapToDouble(Specimen::delta).toArray()));
        }
        Panel panel = new Panel(
                "",
                new Axis("bits per coordinate", Scale.LOG10),
                new Axis("delta: (1 - 1/delta) bounds the relative error", Scale.LOG10),
                series);
        return new Figure(
                "Compressors",
                "%,d coordinates; bits of a normal vector, values of 32 bits".formatted(d),
                List.of(panel),
                1);
    }
}
