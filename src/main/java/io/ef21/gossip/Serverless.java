package io.ef21.gossip;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Downlink;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Regularizer;
import io.ef21.run.TrainingOptions;
import io.ef21.update.ServerUpdate;

/** Refuses options that speak of a server to a run that has none. */
public final class Serverless {
    private Serverless() {}

    /**
     * Checks options of beer.
     *
     * @throws InvalidInputException if there is one
     */
    public static void check(TrainingOptions options) {
        if (!(options.serverRegularizer() instanceof Regularizer.None)) {
            throw refused("--regularizer-at server", "use --regularizer-at clients");
        }
        if (options.downlink().kind() != Downlink.EXACT.kind()) {
            throw refused("--downlink " + options.downlink(), "leave it out");
        }
        if (!(options.acceleration().update() instanceof ServerUpdate.Gradient)) {
            throw refused("--server-update " + options.acceleration().update(), "leave it out");
        }
        if (options.acceleration().precondition()) {
            throw refused("--precondition diagonal", "leave it out");
        }
        if (options.stepSize().kind() == StepSizeRule.Kind.CLASSIC
                || options.stepSize().kind() == StepSizeRule.Kind.AUTO) {
            throw refused("--step-size " + options.stepSize(), "use theory, theory:MULTIPLE or a number");
        }
        if (options.weighByRows()) {
            throw new InvalidInputException(
                    "--method beer minimizes the plain mean of the clients' functions: leave out --client-weights rows");
        }
        if (options.model().intercepts() > 0 || options.model().standardized()) {
            throw refused("--intercept and --standardization", "leave them out");
        }
        if (options.narrowState()) {
            throw new InvalidInputException(
                    "--method beer keeps its state in doubles: leave out --state-precision float");
        }
        if (options.tol() > 0) {
            throw new InvalidInputException(
                    "--method beer does not know its objective in every round: leave out --tol, and" + " use --rounds");
        }
    }

    private static InvalidInputException refused(String option, String instead) {
        return new InvalidInputException("--method beer has no server, and " + option + " is about one: " + instead);
    }
}
