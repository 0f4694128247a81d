package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.auto.Link;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.compress.Identity;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.method.Demand;
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
 */
public final class Choices {
    /** The value that leaves the choice to us. */
    public static final String AUTO = "auto";

    private final String method;
    private final Method chosen;
    private final String compressor;
    private final String downlink;
    private final String serverUpdate;
    private final String precondition;
    private final String stepSize;
    private final String link;

    /**
     * What was given.
     *
     * @param method auto, or a name
     * @param parameters of the method
     * @param compressor auto, or a specification
     * @param downlink auto, or a specification
     * @param serverUpdate auto, or a specification
     * @param precondition auto, none or diagonal
     * @param stepSize auto, or a rule
     * @param link of the driver; empty when nothing is known
     * @throws InvalidInputException if there is no such method, or not with these parameters
     */
    public Choices(
            String method,
            MethodOptions parameters,
            String compressor,
            String downlink,
            String serverUpdate,
            String precondition,
            String stepSize,
            String link) {
        this.method = method;
        this.chosen = Methods.parse(method.equals(AUTO) ? "ef21" : method, parameters);
        this.compressor = compressor;
        this.downlink = downlink;
        this.serverUpdate = serverUpdate;
        this.precondition = precondition;
        this.stepSize = stepSize;
        this.link = link;
    }

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
        return chosen;
    }

    /**
     * The compressor to begin with.
     *
     * @throws InvalidInputException if there is none of that name, or it would do nothing
     */
    public Compressor chosenCompressor() {
        if (compressor.equals(AUTO)) {
            return Compressors.parse(chosenMethod().mechanism().demand().usual());
        }
        Compressor named = Compressors.parse(compressor);
        // a downlink of the method's own compresses with it
        boolean down = !chosenMethod().serving().downlink().isEmpty() && downlink.equals(AUTO);
        if (chosenMethod().mechanism().demand() == Demand.WHOLE && !down && !(named instanceof Identity)) {
            throw new InvalidInputException("--method " + method + " sends everything as it is, so --compressor "
                    + compressor + " would do nothing: leave it out, or use a method that compresses, such as ef21");
        }
        return named;
    }

    /**
     * Whether estimates open with exact gradients.
     *
     * @param start as in {@code --init}
     * @throws InvalidInputException if that would do nothing
     */
    public boolean chosenStart(String start) {
        boolean exact = TrainOption.INIT.requireChoice(start).equals("full");
        if (exact && !chosenMethod().mechanism().opens()) {
            throw new InvalidInputException("--method " + method
                    + " has no estimate to open, or opens it exactly anyhow: leave out --init full");
        }
        return exact;
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
