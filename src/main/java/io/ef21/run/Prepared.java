package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.auto.BitChoice;
import io.ef21.auto.UplinkSchedule;
import io.ef21.compress.Compressor;
import io.ef21.compress.Sparing;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Circumstances;
import io.ef21.method.Downlink;
import io.ef21.method.Guarantee;
import io.ef21.method.Method;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Contrast;
import io.ef21.objective.Penalty;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.objective.Scaling;
import io.ef21.update.CenteredStep;
import io.ef21.update.ServerUpdate;
import io.ef21.update.Stepper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens before round 0: choices for these clients, the preconditioner, the constants and the step size.
 *
 * @param setting of the run
 * @param summation of contributions
 * @param ledger with what the preparations moved
 */
record Prepared(Setting setting, Summation summation, Ledger ledger) {

    static Prepared of(TrainingOptions asked, RegularizationPath path, Engine engine) {
        Population population = engine.population();
        List<String> reasons = new ArrayList<>();
        TrainingOptions options = chosen(asked, path, population, reasons);
        Guarantee guarantee = Grounds.guarantee(options, population);
        Compressor down = options.downlink().compressor();
        if (down != null) {
            Sparing.of(down, options.model().intercepts())
                    .requireFits(population.columns().size());
        }
        options.method().mechanism().others().forEach((option, other) -> requireFits(option, other, population));
        double[] weights = population.shares(options.weighByRows());
        Summation summation = new Summation(
                weights, weights, population.columns().size(), population.supports(), population.positions());
        Ledger ledger = Ledger.EMPTY.plusSetup(population.setupBytes());
        Regularizer regularizer = options.serverRegularizer();
        Contrasts.requireIntercepts(options.model(), population);
        boolean centers = options.model().intercepts() > 0
                && options.acceleration().precondition()
                && options.stepSize().kind() == StepSizeRule.Kind.AUTO;
        Standardization spread =
                centers || Contrasts.needSpread(options) ? Standardization.compute(engine, summation) : null;
        ledger = spread == null ? ledger : ledger.plusSetup(spread.bytes());
        Contrast contrast = Contrasts.of(options, population, spread);
        Scaling scaling = null;
        if (options.acceleration().precondition()) {
            Preconditioner preconditioner = Preconditioner.compute(
                    engine,
                    summation,
                    new Penalty(regularizer, null, contrast),
                    centers ? spread : null,
                    options.model().intercepts());
            scaling = preconditioner.scaling();
            ledger = ledger.plusSetup(preconditioner.bytes());
            reasons.add(
                    scaling == null
                            ? "no preconditioner: the objective does not know its diagonal"
                            : "diagonal preconditioner: one pass");
        }
        Smoothness smoothness = null;
        Sizes sizes = Sizes.of(engine, options.method());
        Method method = options.method()
                .fitted(new Circumstances(
                        guarantee, population.clients(), population.effective(options.weighByRows()), sizes.most()));
        if (options.stepSize().needsSmoothness() || method.weighted() || method.needsConvexity()) {
            Constants constants = Constants.compute(
                    engine, summation, new Penalty(regularizer, scaling, contrast).curvature(), scaling);
            smoothness = constants.smoothness();
            ledger = ledger.plusSetup(constants.bytes());
            if (method.needsConvexity()) {
                smoothness.requireStrongConvexity();
            }
        }
        if (method.weighted() && smoothness != null) {
            summation = summation.sharing(shares(method, smoothness, weights));
        }
        StepSize stepSize = stepSize(options, new Grounds(population, smoothness, sizes));
        return new Prepared(
                new Setting(
                        options,
                        method,
                        population,
                        guarantee.alpha(),
                        smoothness,
                        stepSize,
                        scaling,
                        contrast,
                        centers && spread != null
                                ? means(spread, scaling, options.model().intercepts())
                                : null,
                        List.copyOf(reasons)),
                summation,
                ledger);
    }

    private static void requireFits(String option, Compressor other, Population population) {
        try {
            other.requireFits(population.features());
        } catch (InvalidInputException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()).replaceFirst("^--compressor", option), e);
        }
    }

    /** The means of the columns in the server's variables: x = S z, and an intercept's unit is its own. */
    private static double[] means(Standardization spread, @Nullable Scaling scaling, int intercepts) {
        double[] means = spread.means().clone();
        int rest = means.length - intercepts;
        for (int p = 0; scaling != null && p < rest; p++) {
            means[p] *= scaling.at(p) / scaling.at(rest + p % intercepts);
        }
        return means;
    }

    /** The stepper of the run. */
    Stepper stepper() {
        TrainingOptions options = setting.options();
        ServerUpdate update = options.acceleration().update();
        if (setting.means() != null) {
            return new CenteredStep(
                    update.start(setting.method().mechanism().refines(), setting.alpha()),
                    setting.means(),
                    options.model().intercepts());
        }
        return options.stepSize().kind() == StepSizeRule.Kind.AUTO
                ? update.start(setting.method().mechanism().refines(), setting.alpha())
                // the sum of a method that sends steps has gamma in it
                : update.start(
                        summation.size(),
                        setting.method().mechanism().steps()
                                ? 1
                                : setting.stepSize().gamma());
    }

    /** The average of the run's models. */
    ModelAverage average() {
        Smoothness s = setting.smoothness();
        return new ModelAverage(
                setting.method().serving().averaging(),
                s == null ? Double.NaN : s.strongConvexity(),
                setting.stepSize().gamma(),
                summation.size());
    }

    /** The compressors of the run. */
    UplinkSchedule schedule() {
        TrainingOptions options = setting.options();
        return options.acceleration().chooseUplink()
                ? UplinkSchedule.chosen(options.compressor())
                : UplinkSchedule.named(options.compressor());
    }

    private static TrainingOptions chosen(
            TrainingOptions asked, RegularizationPath path, Population population, List<String> reasons) {
        Acceleration acceleration = asked.acceleration();
        int columns = population.columns().size();
        ServerUpdate update = path.named() ? acceleration.updateForPath(columns) : acceleration.updateFor(columns);
        Compressor up = asked.compressor();
        Downlink down = asked.downlink();
        if (acceleration.chooseUplink() || acceleration.chooseDownlink()) {
            BitChoice choice =
                    BitChoice.of(population.clients(), columns, population.totalSupport(), acceleration.link());
            up = acceleration.chooseUplink() ? choice.uplink() : up;
            if (acceleration.chooseDownlink()) {
                down = asked.serverRegularizer().proximal() ? Downlink.EXACT : Downlink.step(choice.downlink());
            }
            reasons.add("compressor %s, downlink %s: %s".formatted(up, down, choice.reason()));
            if (acceleration.chooseDownlink() && down.compressor() == null) {
                reasons.add("exact downlink: a compressed step would reach the zeros of the model in the limit only");
            }
        }
        if (acceleration.pairsChosen() && update instanceof ServerUpdate.QuasiNewton quasi) {
            reasons.add("server update %s: %d pairs for %d columns".formatted(update, quasi.pairs(), columns));
        }
        return asked.chosen(update, up, down);
    }

    /** What clients' messages count as in EF21-W: in proportion to w_i L_i (Error Feedback Reloaded, Theorem 2). */
    private static double[] shares(Method method, Smoothness smoothness, double[] weights) {
        if (!(smoothness.smallest() > 0)) {
            throw new InvalidInputException(
                    "--method " + method.name() + " divides by the clients' smoothness constants, and"
                            + " one of them is 0: use --method ef21, whose step uses their arithmetic mean as well");
        }
        double[] shares = new double[weights.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights[i] * smoothness.constants()[i] / smoothness.arithmeticMean();
        }
        return shares;
    }

    private static StepSize stepSize(TrainingOptions options, Grounds grounds) {
        StepSizeRule rule = options.stepSize();
        if (rule.kind() == StepSizeRule.Kind.AUTO) {
            Grounds.guarantee(options, grounds.population()).requireContraction();
            return new StepSize(Double.NaN, "found while running, behind the safeguard");
        }
        if (!rule.needsSmoothness()) {
            return new StepSize(rule.number(), "given");
        }
        StepSize largest = grounds.largest(options);
        return Double.isInfinite(largest.gamma())
                ? new StepSize(1, "any step: all smoothness constants are 0")
                : largest.times(rule.number());
    }
}
