package io.ef21.bench;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Turns in this JVM. A task that runs out of memory ends the JVM, because that is what Spark does then; a driver that
 * does is an outcome.
 *
 * @param spark where
 * @param data of all contestants
 * @param contestants by name
 */
public record TurnsHere(JavaSparkContext spark, BenchData data, Map<String, Contestant> contestants) implements Turns {
    @Override
    public Turn take(String name, TurnTask task) throws IOException {
        Contestant contestant = contestants.get(name);
        if (contestant == null) {
            throw new IllegalArgumentException("no contestant is called " + name);
        }
        List<Fit> fits = new ArrayList<>();
        DataSize size = DataSize.UNKNOWN;
        double readSeconds = Double.NaN;
        double prepareSeconds = Double.NaN;
        String failure = "";
        try {
            long start = System.nanoTime();
            Contestant.Prepared prepared;
            try (BenchData.Rows rows = data.read(spark)) {
                size = rows.size();
                long read = System.nanoTime();
                readSeconds = (read - start) / 1e9;
                prepared = contestant.prepare(spark, rows);
                prepareSeconds = (System.nanoTime() - read) / 1e9;
            }
            try (prepared) {
                task.run(prepared, fits::add);
            }
        } catch (InvalidInputException e) {
            throw e;
        } catch (OutOfMemoryError | RuntimeException e) {
            failure = outOfMemory(e);
        }
        return new Turn(size, readSeconds, prepareSeconds, fits, failure);
    }

    /** The sentence of a lack of memory; anything else is thrown on. */
    private static String outOfMemory(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String said = String.valueOf(t.getMessage());
            if (t instanceof OutOfMemoryError || said.contains("OutOfMemoryError")) {
                return t instanceof OutOfMemoryError ? t.toString() : "OutOfMemoryError in a task";
            }
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        throw (Error) thrown;
    }
}
