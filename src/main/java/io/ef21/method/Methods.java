package io.ef21.method;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.data.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The catalogue of methods: those of this package, and those that a {@link ServiceLoader} finds. */
public final class Methods {
    /** Gradient descent. */
    public static final String GD = "gd";

    private Methods() {}

    /** All families, those of this package first. */
    public static List<MethodFamily> families() {
        List<MethodFamily> all = new ArrayList<>();
        all.addAll(Baselines.FAMILIES);
        all.addAll(ClassicFeedback.FAMILIES);
        all.addAll(Ef21Variants.FAMILIES);
        all.addAll(Decentralized.FAMILIES);
        ServiceLoader.load(MethodFamily.class).forEach(all::add);
        return all;
    }

    /**
     * The family of a name, or the one in a Java source file, {@code file:Mine.java}.
     *
     * @throws InvalidInputException if there is none
     */
    public static MethodFamily family(String name) {
        if (name.startsWith(SourceFile.SCHEME)) {
            return SourceFile.load(name, MethodFamily.class, "--method");
        }
        return families().stream()
                .filter(family -> family.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Nearest.unknown("method", name, names())));
    }

    /**
     * The method of a name.
     *
     * @throws InvalidInputException if there is none, it does not have a parameter that was given, or that makes no sense
     */
    public static Method parse(String name, MethodOptions options) {
        MethodFamily family = family(name);
        for (Knob knob : options.given().keySet()) {
            if (!family.knobs().contains(knob)) {
                throw new InvalidInputException(
                        knob.flag() + " is no option of --method " + name + ": " + having(knob));
            }
        }
        return family.make(options);
    }

    private static String having(Knob knob) {
        List<String> having = families().stream()
                .filter(family -> family.knobs().contains(knob))
                .map(MethodFamily::name)
                .toList();
        return "use it with " + (having.size() > 1 ? "one of " : "") + String.join(", ", having);
    }

    /** The method of a name, with its parameters as they are when nothing is said. */
    public static Method parse(String name) {
        return parse(name, MethodOptions.NONE);
    }

    /** All names, in the order of the catalogue. */
    public static List<String> names() {
        return families().stream().map(MethodFamily::name).toList();
    }
}
