package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.bench.ContestResult;
import io.ef21.bench.DataSize;
import io.ef21.bench.Entrant;
import io.ef21.bench.Gaps;
import io.ef21.bench.Heap;
import io.ef21.bench.Reference;
import io.ef21.bench.Standing;
import io.ef21.bench.Traffic;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What people get to read. */
class ContestTableTest {
    private static final Heap HEAP = new Heap(100_000_000, 250_000_000);

    private static final ContestResult RESULT = new ContestResult(
            new DataSize(1000, 50_000, 20_000, 100),
            new Reference(new Gaps(0.7, 0.25), 0.3125, "mllib", 77, 2.5e-9),
            List.of(
                    entrant("mllib", 40, 8, new Traffic(1000, 2_000_000, 3_000_000, 4_000_000, 7), ""),
                    entrant("default", 44, 2, new Traffic(1000, 50_000, 39_000, 0, 7), ""),
                    new Entrant(
                            "lossless",
                            Double.NaN,
                            new double[0],
                            new double[0],
                            Double.NaN,
                            Double.NaN,
                            List.of(),
                            "OutOfMemoryError: Java heap space")));

    private static Entrant entrant(String name, int rounds, double seconds, Traffic traffic, String failure) {
        Standing reached = new Standing("1e-3", rounds, seconds, new double[] {seconds}, traffic, HEAP, 0.3126);
        Standing never = new Standing(
                "1e-4", -1, Double.NaN, new double[0], new Traffic(0, 0, 0, 0, 0), new Heap(0, 0), Double.NaN);
        return new Entrant(
                name, 5e-4, new double[] {1, 5e-4}, new double[] {1, 2}, 0.5, 1.25, List.of(reached, never), failure);
    }

    private static BenchArguments arguments(String... words) {
        return BenchArguments.of(new CommandLine(BenchCommand.spec()).parseArgs(words));
    }

    @Test
    void table_hasALinePerTarget() {
        String table = ContestTable.of(
                arguments("--data", "x/rows.gz", "--clients", "20", "--gaps", "1e-3,1e-4"), "Spark 9 on moon", RESULT);
        assertTrue(table.contains("x/rows.gz, held out: tenth"), table);
        assertTrue(table.contains("1,000 rows, 50,000 features, 20,000 nonzeros; 100 rows held out"), table);
        assertTrue(table.contains("Spark 9 on moon, 20 clients (contiguous), 20 partitions"), table);
        assertTrue(
                table.contains("0.250000000000, where mllib came in 77 iterations; the other long run ended 2.5e-09"),
                table);
        List<String> lines = table.lines().map(String::strip).toList();
        assertTrue(
                lines.contains("default              1e-3           44     2.000     1.00 kB    50.00 kB    39.00 kB"
                        + "         0 B    90.00 kB  100.00 MB, 250.00 MB  0.312600"),
                table);
        assertTrue(lines.contains("default              1e-4        never"), table);
        assertTrue(lines.contains("lossless             failed: OutOfMemoryError: Java heap space"), table);
        assertTrue(
                lines.contains("default              reading 0.50 s, preparing 1.25 s; smallest gap seen 0.00050, in 1"
                        + " rounds"),
                table);
        assertTrue(lines.contains("default / mllib    to 1e-3  rounds x 1.10, seconds x 0.25, bytes / 100.0"), table);
    }

    @Test
    void markdown_hasAsManyCellsInEveryRow() {
        String markdown = ContestMarkdown.of(arguments("--data", "x/rows.gz", "--clients", "20"), RESULT);
        List<String> lines = markdown.lines().toList();
        assertEquals(7, lines.size());
        for (String line : lines) {
            assertEquals(12, line.chars().filter(c -> c == '|').count(), line);
        }
        assertEquals(
                "| rows, 20 | default | 1e-3 | 44 | 2.00 | 1.00 kB | 50.00 kB | 39.00 kB | 0 B | 90.00 kB |"
                        + " 100.00 MB / 250.00 MB |",
                lines.get(4));
    }

    @Test
    void figure_drawsThoseThatRan() {
        var figure = ContestFigure.of(arguments("--data", "x/rows.gz"), RESULT);
        assertEquals(2, figure.panels().size());
        assertEquals(2, figure.panels().get(0).series().size());
    }
}
