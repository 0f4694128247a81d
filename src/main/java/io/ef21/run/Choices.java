package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.auto.Link;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.method.Downlink;
import io.ef21.method.Method;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.update.ServerUpdate;
import java.util.List;

/**
 * What {@code auto} means in every option that has it, given the others. A run that names a published method keeps the
 * paper's meaning: no preconditioner, gradient steps of theory, the exact downlink. A run that names none is the product's:
 * EF21 with a quantizer up and down, and quasi-Newton steps in scaled variables behind a safeguard.
 *
 * @param method auto, or a name
 * @param parameters of the method
 * @param compressor auto, or a specification
 * @param downlink auto, or a specification
 * @param serverUpdate auto, or a specification
 * @param precondition auto, none or diagonal
 * @param stepSize auto, or a rule
 * @param link of the driver; empty when nothing is known
 */
public record Choices(
        String method,
        MethodOptions parameters,
        String compressor,
        String downlink,
        String serverUpdate,
        String precondition,
        String stepSize,
        String link) {
    /** The value that leaves the choice to us. */
    public static final String AUTO = "auto";

    /** Whether a published method is named. */
    public boolean published() {
        return !method.equals(AUTO);
    }

    /** Where the regularizer goes when the user does not say. */
    public boolean regularizesAtServer() {
        return !published() || chosenMethod().serving().proximal();
    }

    /** The method. */
    public Method chosenMethod() {
        return Methods.parse(published() ? method : "ef21", parameters);
    }

    /** The compressor to begin with. */
    public Compressor chosenCompressor() {
        return Compressors.parse(
                compressor.equals(AUTO) ? chosenMethod().mechanism().demand().usual() : compressor);
    }

    /** The downlink, before the bits are chosen. */
    public Downlink chosenDownlink() {
        String kind = chosenMethod().serving().downlink();
        if (kind.isEmpty()) {
            return downlink.equals(AUTO) ? Downlink.EXACT : Downlink.parse(downlink);
        }
        if (!downlink.equals(AUTO) && !downlink.startsWith(kind + ":")) {
            throw new InvalidInputException(
                    "--method " + method + " has --downlink " + kind + ":COMPRESSOR (got " + downlink + ")");
        }
        return Downlink.parse(downlink.equals(AUTO) ? kind + ":" + chosenCompressor() : downlink);
    }

    /** The step size rule. */
    public StepSizeRule chosenStepSize() {
        if (!stepSize.equals(AUTO)) {
            return StepSizeRule.parse(stepSize);
        }
        ServerUpdate update = update();
        boolean finds = update instanceof ServerUpdate.QuasiNewton || (!published() && update.safeguarded());
        return StepSizeRule.parse(finds ? AUTO : "theory");
    }

    /** When to stop by the decrease of the objective: the user's tolerance, or the default of such a run. */
    public double chosenTol(String tol) {
        if (tol.equals(AUTO)) {
            return published() ? 0 : 1e-9;
        }
        try {
            return Double.parseDouble(tol);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--tol must be auto or a number (got '" + tol + "')", e);
        }
    }

    /** What is added to the method. */
    public Acceleration acceleration() {
        if (!List.of(AUTO, "none", "diagonal").contains(precondition)) {
            throw new InvalidInputException(
                    Nearest.unknown("value of --precondition", precondition, List.of(AUTO, "none", "diagonal")));
        }
        boolean scaled = precondition.equals("diagonal") || (precondition.equals(AUTO) && !published());
        return new Acceleration(
                update(),
                serverUpdate.equals(AUTO),
                scaled,
                compressor.equals(AUTO) && !published(),
                downlink.equals(AUTO) && !published(),
                link.isEmpty() ? null : Link.parse(link));
    }

    private ServerUpdate update() {
        String demanded = chosenMethod().serving().update();
        if (!demanded.isEmpty()) {
            if (!serverUpdate.equals(AUTO) && !serverUpdate.equals(demanded)) {
                throw new InvalidInputException("--method " + method + " has --server-update " + demanded + " (got "
                        + serverUpdate + "): leave it out, or name another method");
            }
            return ServerUpdate.parse(demanded);
        }
        if (!serverUpdate.equals(AUTO)) {
            return ServerUpdate.parse(serverUpdate);
        }
        if (published() || !stepSize.equals(AUTO)) {
            return new ServerUpdate.Gradient();
        }
        return ServerUpdate.parse("lbfgs");
    }
}
