package io.ef21.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ef21.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns of numbers by name, one row per round: JSON lines, or CSV with a header. What is no number is NaN.
 */
public final class History {
    /** No rounds. */
    static final History EMPTY = new History(Map.of(), 0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, double[]> columns;
    private final int length;

    private History(Map<String, double[]> columns, int length) {
        this.columns = columns;
        this.length = length;
    }

    /**
     * Reads a file: CSV where its first line does not begin with a brace.
     *
     * @throws InvalidInputException if it is not there, or a line is malformed: the message names it
     */
    public static History read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": no such file");
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Rows rows = new Rows(file);
            List<String> header = List.of();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.line++;
                if (line.isBlank()) {
                    continue;
                }
                if (line.startsWith("{")) {
                    rows.json(line);
                } else if (header.isEmpty() && rows.length == 0) {
                    header = cells(line);
                } else {
                    rows.csv(header, line);
                }
            }
            return rows.history();
        }
    }

    /** The number of rows. */
    public int length() {
        return length;
    }

    /** The values with a name; null where there are none. */
    public double @Nullable [] column(String name) {
        double[] column = columns.get(name);
        return column == null ? null : column.clone();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    /** Rows as they are read. */
    private static final class Rows {
        private final Path file;
        private final Map<String, List<Double>> columns = new LinkedHashMap<>();
        private int line;
        private int length;

        Rows(Path file) {
            this.file = file;
        }

        void json(String text) {
            try {
                JsonNode row = JSON.readTree(text);
                row.fieldNames().forEachRemaining(name -> {
                    if (row.get(name).isNumber()) {
                        put(name, row.get(name).doubleValue());
                    }
                });
                length++;
            } catch (JsonProcessingException e) {
                throw new InvalidInputException(at("no JSON object"), e);
            }
        }

        void csv(List<String> header, String text) {
            List<String> cells = cells(text);
            if (cells.size() != header.size()) {
                throw new InvalidInputException(at("%d values under %d names".formatted(cells.size(), header.size())));
            }
            for (int i = 0; i < cells.size(); i++) {
                put(header.get(i), number(header.get(i), cells.get(i)));
            }
            length++;
        }

        private double number(String name, String cell) {
            if (cell.isEmpty()) {
                return Double.NaN;
            }
            try {
                return Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(at("'%s' under %s is no number".formatted(cell, name)), e);
            }
        }

        private void put(String name, double value) {
            List<Double> column = columns.computeIfAbsent(name, n -> new ArrayList<>());
            while (column.size() < length) {
                column.add(Double.NaN);
            }
            column.add(value);
        }

        private String at(String what) {
            return "%s, line %d: %s".formatted(file, line, what);
        }

        History history() {
            Map<String, double[]> all = new LinkedHashMap<>();
            columns.forEach((name, values) -> {
                double[] column = new double[length];
                Arrays.fill(column, Double.NaN);
                for (int i = 0; i < values.size(); i++) {
                    column[i] = values.get(i);
                }
                all.put(name, column);
            });
            return new History(all, length);
        }
    }
}
