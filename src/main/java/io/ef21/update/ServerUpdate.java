package io.ef21.update;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import java.io.Serializable;
import java.util.List;

/** A server update by name; {@code toString} gives what {@link #parse} reads. */
public sealed interface ServerUpdate extends Serializable {
    /** The specifications that {@link #parse} knows. */
    List<String> FORMS =
            List.of("gradient", "heavy-ball:B", "nesterov:B", "fista", "lbfgs[:M]", "owlqn[:M]", "adam", "normalized");

    /** The name of orthant-wise quasi-Newton steps. */
    String OWLQN = "owlqn";

    /** Pairs that lbfgs and owlqn keep when none is said. */
    int PAIRS = 10;

    /** The papers' step along minus the estimate. */
    record Gradient() implements ServerUpdate {
        @Override
        public Stepper start(int size, double gamma) {
            return new GradientStep(gamma);
        }

        @Override
        public String toString() {
            return "gradient";
        }
    }

    /** See {@link HeavyBallStep}. */
    record HeavyBall(double momentum) implements ServerUpdate {
        public HeavyBall {
            requireMomentum("heavy-ball", momentum);
        }

        @Override
        public Stepper start(int size, double gamma) {
            return new HeavyBallStep(size, gamma, momentum);
        }

        @Override
        public String toString() {
            return "heavy-ball:" + momentum;
        }
    }

    /** See {@link ExtrapolatedStep}. */
    record Nesterov(double momentum) implements ServerUpdate {
        public Nesterov {
            requireMomentum("nesterov", momentum);
        }

        @Override
        public Stepper start(int size, double gamma) {
            return ExtrapolatedStep.constant(size, gamma, momentum);
        }

        @Override
        public String toString() {
            return "nesterov:" + momentum;
        }
    }

    /** See {@link ExtrapolatedStep}. */
    record Fista() implements ServerUpdate {
        @Override
        public Stepper start(int size, double gamma) {
            return ExtrapolatedStep.fista(size, gamma);
        }

        @Override
        public String toString() {
            return "fista";
        }
    }

    /**
     * See {@link SafeguardedStep}.
     *
     * @param name lbfgs or owlqn, which differ where the penalty has absolute values: steps are those of {@link PenalizedStep},
     *     or orthant-wise (Andrew and Gao 2007)
     * @param pairs to keep
     */
    record QuasiNewton(String name, int pairs) implements ServerUpdate {
        public QuasiNewton {
            if (pairs < 1 || pairs > 100) {
                throw new InvalidInputException(
                        "--server-update " + name + ":M needs M between 1 and 100 (got " + pairs + ")");
            }
        }

        @Override
        public Stepper start(int size, double gamma) {
            throw new InvalidInputException("--server-update " + this + " finds its own steps: use --step-size auto");
        }

        @Override
        public String toString() {
            return name + ":" + pairs;
        }
    }

    /** See {@link AdamStep}. */
    record Adam() implements ServerUpdate {
        @Override
        public Stepper start(int size, double gamma) {
            return new AdamStep(size, gamma);
        }

        @Override
        public String toString() {
            return "adam";
        }
    }

    /** See {@link NormalizedStep}. */
    record Normalized() implements ServerUpdate {
        @Override
        public Stepper start(int size, double gamma) {
            return new NormalizedStep(gamma);
        }

        @Override
        public String toString() {
            return "normalized";
        }
    }

    /**
     * The update with a specification, one of {@link #FORMS}.
     *
     * @throws InvalidInputException if there is none of that name or its argument is wrong
     */
    static ServerUpdate parse(String specification) {
        int colon = specification.indexOf(':');
        String name = colon < 0 ? specification : specification.substring(0, colon);
        String argument = colon < 0 ? "" : specification.substring(colon + 1);
        try {
            return switch (name + (colon < 0 ? "" : ":")) {
                case "gradient" -> new Gradient();
                case "heavy-ball:" -> new HeavyBall(Double.parseDouble(argument));
                case "nesterov:" -> new Nesterov(Double.parseDouble(argument));
                case "fista" -> new Fista();
                case "lbfgs", OWLQN -> new QuasiNewton(name, PAIRS);
                case "lbfgs:", "owlqn:" -> new QuasiNewton(name, Integer.parseInt(argument));
                case "adam" -> new Adam();
                case "normalized" -> new Normalized();
                default -> throw new InvalidInputException(Nearest.unknown("--server-update", specification, FORMS));
            };
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "--server-update " + specification + ": '" + argument + "' is not a number", e);
        }
    }

    /** Whether the update can find its own step length behind a safeguard. */
    default boolean safeguarded() {
        return this instanceof Gradient || this instanceof QuasiNewton;
    }

    /** Whether it goes on from what is a step already. */
    default boolean takesSteps() {
        return this instanceof Gradient || this instanceof HeavyBall || this instanceof Nesterov;
    }

    /**
     * A run's stepper with a fixed step size.
     *
     * @param size of the server's vectors
     * @param gamma the step size
     * @throws InvalidInputException if the update finds its own
     */
    Stepper start(int size, double gamma);

    /**
     * A run's stepper that finds its own step length.
     *
     * @param refines whether more rounds at the same model improve the estimate
     * @param alpha contraction of the compressor
     */
    default Stepper start(boolean refines, double alpha) {
        return this instanceof QuasiNewton q
                ? new SafeguardedStep(q.pairs(), q.name().equals(OWLQN), refines, alpha)
                : new SafeguardedStep(0, false, refines, alpha);
    }

    private static void requireMomentum(String name, double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidInputException("--server-update " + name + ":B needs B in [0, 1) (got " + momentum + ")");
        }
    }
}
