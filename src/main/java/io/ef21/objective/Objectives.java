package io.ef21.objective;

import io.ef21.compress.Specification;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Problems by specification: a name and its arguments, {@code name(':' argument)*}. */
public final class Objectives {
    private static final Map<String, ObjectiveFamily> FAMILIES = families();

    private Objectives() {}

    private static Map<String, ObjectiveFamily> families() {
        Map<String, ObjectiveFamily> families = new LinkedHashMap<>();
        for (ObjectiveFamily family : ObjectiveCatalogue.FAMILIES) {
            families.put(family.name(), family);
        }
        for (ObjectiveFamily family : ServiceLoader.load(ObjectiveFamily.class)) {
            families.putIfAbsent(family.name(), family);
        }
        return Collections.unmodifiableMap(families);
    }

    /** All families, those from outside last. */
    public static Collection<ObjectiveFamily> all() {
        return FAMILIES.values();
    }

    /**
     * The problem with a specification such as {@code huber:0.5} or {@code quadratic:100:1000}.
     *
     * @param seed of everything random in the problem
     * @throws InvalidInputException if there is none of that name or its arguments are wrong
     */
    public static Problem parse(String text, long seed) {
        Specification specification;
        try {
            specification = Specification.of(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--objective '%s' %s".formatted(text, e.getMessage()), e);
        }
        ObjectiveFamily family = FAMILIES.get(specification.name());
        if (family == null) {
            throw new InvalidInputException(Nearest.unknown(
                    "objective", text, all().stream().map(ObjectiveFamily::form).toList()));
        }
        try {
            Problem problem = family.parse(specification, seed);
            specification.requireEnd();
            return problem;
        } catch (InvalidInputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "--objective %s %s (got %s)".formatted(family.form(), family.needs(), text), e);
        }
    }
}
