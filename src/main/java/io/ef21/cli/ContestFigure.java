package io.ef21.cli;

import io.ef21.bench.ContestResult;
import io.ef21.bench.Entrant;
import io.ef21.plot.Axis;
import io.ef21.plot.Figure;
import io.ef21.plot.Panel;
import io.ef21.plot.Scale;
import io.ef21.plot.Series;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The relative gap of every contestant against rounds and against bytes. */
final class ContestFigure {
    private ContestFigure() {}

    static Figure of(BenchArguments arguments, ContestResult result) {
        List<Entrant> drawn = result.entrants().stream()
                .filter(entrant -> entrant.gaps().length > 0)
                .toList();
        Axis gap = new Axis("relative gap", Scale.LOG10);
        Panel rounds = new Panel(
                "Gap by rounds", new Axis("rounds", Scale.LINEAR), gap, series(drawn, entrant -> IntStream.range(
                                0, entrant.gaps().length)
                        .asDoubleStream()
                        .toArray()));
        Panel bytes = new Panel(
                "Gap by bytes",
                new Axis("bytes, all kinds, all clients", Scale.LOG10),
                gap,
                series(drawn, Entrant::moved));
        String subtitle = "%,d rows, %,d features, %d clients, lambda %.3g"
                .formatted(result.size().rows(), result.size().features(), arguments.clients(), arguments.lambda());
        return new Figure(arguments.data().location(), subtitle, List.of(rounds, bytes), 2);
    }

    private static List<Series> series(List<Entrant> drawn, Function<Entrant, double[]> horizontal) {
        return drawn.stream()
                .map(entrant -> new Series(entrant.name(), horizontal.apply(entrant), entrant.gaps()))
                .toList();
    }
}
