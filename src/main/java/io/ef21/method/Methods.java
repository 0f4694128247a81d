package io.ef21.method;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.util.List;

/** The catalogue of methods. */
public final class Methods {
    /** Gradient descent: {@link Direct} with the identity. */
    public static final String GD = "gd";

    private static final List<Method> CATALOGUE =
            List.of(new Direct(GD), new Direct("dcgd"), new Ef14(), new Ef21(), new Ef21Plus());

    private Methods() {}

    /**
     * The method of a name.
     *
     * @throws InvalidInputException if there is none
     */
    public static Method parse(String name) {
        return CATALOGUE.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Nearest.unknown("method", name, names())));
    }

    /** All names, in the order of the catalogue. */
    public static List<String> names() {
        return CATALOGUE.stream().map(Method::name).toList();
    }
}
