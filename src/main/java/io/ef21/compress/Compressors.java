package io.ef21.compress;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.data.SourceFile;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Compressors by specification.
 *
 * <pre>
 * specification := step ('+' step)*             each works on what the one before has chosen
 * step          := name (':' argument)*         an argument is a number, a word, or key=value
 *                | name '(' item (',' item)* ')'  an item is a specification, a number, a word, or a block
 * </pre>
 */
public final class Compressors {
    private static final Map<String, CompressorFamily> FAMILIES = families();

    private Compressors() {}

    private static Map<String, CompressorFamily> families() {
        Map<String, CompressorFamily> families = new LinkedHashMap<>();
        for (CompressorFamily family : Catalogue.FAMILIES) {
            families.put(family.name(), family);
        }
        for (CompressorFamily family : ServiceLoader.load(CompressorFamily.class)) {
            families.putIfAbsent(family.name(), family);
        }
        return Collections.unmodifiableMap(families);
    }

    /** All families, those from outside last. */
    public static Collection<CompressorFamily> all() {
        return FAMILIES.values();
    }

    /**
     * The compressor with a specification such as {@code topk:0.01} or {@code topk:100+natural}, or the one in a Java source
     * file, {@code file:Mine.java}.
     *
     * @throws InvalidInputException if there is none of that name or its arguments are wrong
     */
    public static Compressor parse(String specification) {
        if (specification.startsWith(SourceFile.SCHEME)) {
            return Foreign.load(specification);
        }
        try {
            return parse(Specification.split(specification, '+'), specification);
        } catch (InvalidInputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("specification '%s' %s".formatted(specification, e.getMessage()), e);
        }
    }

    private static Compressor parse(List<String> steps, String specification) {
        Compressor first = step(steps.get(0));
        if (steps.size() == 1) {
            return first;
        }
        if (!(first instanceof Sparsifier sparsifier)) {
            throw new InvalidInputException("'" + specification + "': what stands before a + has to choose entries, as"
                    + " topk and randk do (got " + first + ")");
        }
        Compressor second = parse(steps.subList(1, steps.size()), specification);
        try {
            return new Composed(sparsifier, second);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("'" + specification + "' " + e.getMessage(), e);
        }
    }

    private static Compressor step(String step) {
        Specification specification = Specification.of(step);
        CompressorFamily family = FAMILIES.get(specification.name());
        if (family == null) {
            throw new InvalidInputException(Nearest.unknown("compressor", specification.name(), FAMILIES.keySet()));
        }
        try {
            Compressor compressor = family.parse(specification);
            specification.requireEnd();
            return compressor;
        } catch (InvalidInputException e) {
            throw e;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new InvalidInputException(
                    "%s %s (got %s%s)".formatted(family.form(), family.needs(), step, reason(e)), e);
        }
    }

    /** What a constructor complained about, where it says more than what is needed. */
    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        boolean says = message != null && (message.startsWith("needs ") || message.startsWith("takes "));
        return says ? ", which " + message : "";
    }
}
