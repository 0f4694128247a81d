package io.ef21.data;

import java.io.Serializable;
import java.util.List;

/** Rows that tasks make for themselves: every row is a function of a seed and of its number. Thread-safe. */
public interface GeneratedRows extends Serializable {
    /** What the location of generated rows starts with. */
    String SCHEME = "generated:";

    /** The forms that {@link #parse} knows. */
    List<String> FORMS = List.of(
            "generated:a9a:ROWS",
            "generated:zipf:ROWS:FEATURES:NONZEROS:EXPONENT",
            "generated:cover:ROWS:FEATURES:NONZEROS");

    /** How many rows there are. */
    int rows();

    /** How many columns there are. */
    int features();

    /** The rows in [from, to). */
    RowBlock block(int from, int to);

    /**
     * The rows with a location, one of {@link #FORMS}.
     *
     * @throws InvalidInputException if it is none
     */
    static GeneratedRows parse(String location, long seed) {
        String[] parts = location.split(":", -1);
        try {
            return switch (parts.length > 1 ? parts[1] + "/" + parts.length : "") {
                case "a9a/3" -> new OneHotRows(seed, Integer.parseInt(parts[2]));
                case "zipf/6" ->
                    new ZipfRows(
                            seed,
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            Integer.parseInt(parts[4]),
                            Double.parseDouble(parts[5]));
                case "cover/5" ->
                    new CoverRows(
                            seed, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
                default -> throw new InvalidInputException(Nearest.unknown("generated data", location, FORMS));
            };
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "--data " + location + ": a number is malformed; the forms are " + String.join(", ", FORMS), e);
        }
    }
}
