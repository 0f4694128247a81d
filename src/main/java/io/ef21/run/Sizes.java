package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Method;
import java.util.List;

/**
 * How many samples clients have; zeros where no method asks.
 *
 * @param fewest of a client
 * @param most of a client
 */
public record Sizes(long fewest, long most) {
    /** As far as the objectives have samples. */
    static Sizes known(Engine engine) {
        return among(engine.ask(
                client -> client.objective().hasSamples() ? client.objective().samples() : 0L));
    }

    /**
     * Asks the clients, where a method needs to know.
     *
     * @throws InvalidInputException if the method needs samples and an objective has none
     */
    static Sizes of(Engine engine, Method method) {
        if (!method.estimator().samples()) {
            return new Sizes(0, 0);
        }
        List<Long> sizes = engine.ask(
                client -> client.objective().hasSamples() ? client.objective().samples() : -1L);
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) < 0) {
                throw new InvalidInputException(
                        "--method " + method.name() + " draws samples, and the objective of client " + i
                                + " has none: use a method of whole gradients, such as ef21");
            }
        }
        return among(sizes);
    }

    private static Sizes among(List<Long> sizes) {
        return new Sizes(
                sizes.stream().mapToLong(Long::longValue).min().orElse(0),
                sizes.stream().mapToLong(Long::longValue).max().orElse(0));
    }
}
