package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.Arrays;

/** How good a model is: the smaller, the better. */
public enum Quality {
    /** ||grad f(x)||^2, where a round was evaluated. */
    GRADIENT("gradNormSq", "squared gradient norm"),
    /** f(x) minus the study's reference. */
    GAP("gap", "objective gap"),
    /** f(x). */
    OBJECTIVE("objective", "objective");

    private final String field;
    private final String text;

    Quality(String field, String text) {
        this.field = field;
        this.text = text;
    }

    /** Its name in jobs and files. */
    public String field() {
        return field;
    }

    /** For axes and tables. */
    public String text() {
        return text;
    }

    /**
     * The quality with a name.
     *
     * @throws InvalidInputException if there is none
     */
    static Quality named(String name) {
        return Arrays.stream(values())
                .filter(quality -> quality.field.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Nearest.unknown(
                        "quality",
                        name,
                        Arrays.stream(values()).map(Quality::field).toList())));
    }
}
