package io.ef21.method;

import io.ef21.data.InvalidInputException;
import java.io.Serializable;

/**
 * How the step size is chosen: {@code auto}, {@code theory[:MULTIPLE]}, {@code classic[:MULTIPLE]} or a positive number.
 *
 * @param kind which
 * @param number the multiple, or the step itself
 */
public record StepSizeRule(Kind kind, double number) implements Serializable {
    /** Where the step comes from. */
    public enum Kind {
        /** The largest step of the best theorem there is. */
        THEORY,
        /** The largest step of the EF21 paper. */
        CLASSIC,
        /** Given. */
        VALUE,
        /** Found while running, behind a safeguard. */
        AUTO
    }

    public StepSizeRule {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "--step-size must be positive: theory, theory:MULTIPLE, classic, classic:MULTIPLE or a number (got "
                            + number + ")");
        }
    }

    /**
     * The rule with a specification.
     *
     * @throws InvalidInputException if it is not one
     */
    public static StepSizeRule parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        try {
            return switch (name) {
                case "theory" -> new StepSizeRule(Kind.THEORY, multiple(specification, colon));
                case "auto" -> {
                    if (colon >= 0) {
                        throw new NumberFormatException("auto takes no multiple");
                    }
                    yield new StepSizeRule(Kind.AUTO, 1);
                }
                case "classic" -> new StepSizeRule(Kind.CLASSIC, multiple(specification, colon));
                default -> new StepSizeRule(Kind.VALUE, Double.parseDouble(specification));
            };
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "--step-size must be auto, theory, theory:MULTIPLE, classic, classic:MULTIPLE or a positive number (got "
                            + specification + ")",
                    e);
        }
    }

    private static double multiple(String specification, int colon) {
        return colon < 0 ? 1 : Double.parseDouble(specification.substring(colon + 1));
    }

    /** Whether smoothness constants are needed. */
    public boolean needsSmoothness() {
        return kind == Kind.THEORY || kind == Kind.CLASSIC;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case THEORY -> number == 1 ? "theory" : "theory:" + number;
            case CLASSIC -> number == 1 ? "classic" : "classic:" + number;
            case AUTO -> "auto";
            case VALUE -> Double.toString(number);
        };
    }
}
