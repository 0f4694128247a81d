package io.ef21.run;

import io.ef21.auto.Acceleration;
import io.ef21.auto.BitChoice;
import io.ef21.auto.UplinkSchedule;
import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Circumstances;
import io.ef21.method.Downlink;
import io.ef21.method.Guarantee;
import io.ef21.method.Method;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import io.ef21.method.Theory;
import io.ef21.objective.Penalty;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.objective.Scaling;
import io.ef21.update.ServerUpdate;
import io.ef21.update.Stepper;
import java.util.ArrayList;
import java.util.Arrays;
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
        Guarantee guarantee = guarantee(options.compressor(), population);
        Compressor down = options.downlink().compressor();
        if (down != null) {
            down.requireFits(population.columns().size());
        }
        double[] weights = weights(options, population);
        Summation summation = new Summation(
                weights, weights, population.columns().size(), population.supports(), population.positions());
        Ledger ledger = Ledger.EMPTY.plusSetup(population.setupBytes());
        Regularizer regularizer = options.serverRegularizer();
        Scaling scaling = null;
        if (options.acceleration().precondition()) {
            Preconditioner preconditioner = Preconditioner.compute(engine, summation, regularizer.curvature());
            scaling = preconditioner.scaling();
            ledger = ledger.plusSetup(preconditioner.bytes());
            reasons.add(
                    scaling == null
                            ? "no preconditioner: the objective does not know its diagonal"
                            : "diagonal preconditioner: one pass");
        }
        Smoothness smoothness = null;
        Sizes sizes = Sizes.of(engine, options.method());
        Method method = options.method().fitted(new Circumstances(guarantee, population.clients(), sizes.most()));
        if (options.stepSize().needsSmoothness() || method.weighted() || method.needsConvexity()) {
            Constants constants =
                    Constants.compute(engine, summation, new Penalty(regularizer, scaling).curvature(), scaling);
            smoothness = constants.smoothness();
            ledger = ledger.plusSetup(constants.bytes());
        }
        if (method.weighted() && smoothness != null) {
            summation = summation.sharing(shares(method, smoothness, weights));
        }
        StepSize stepSize = stepSize(options, smoothness, guarantee, sizes, population);
        return new Prepared(
                new Setting(
                        options,
                        method,
                        population,
                        guarantee.alpha(),
                        smoothness,
                        stepSize,
                        scaling,
                        List.copyOf(reasons)),
                summation,
                ledger);
    }

    /** The stepper of the run. */
    Stepper stepper() {
        TrainingOptions options = setting.options();
        ServerUpdate update = options.acceleration().update();
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

    private static double[] weights(TrainingOptions options, Population population) {
        int n = population.clients();
        double[] weights = new double[n];
        if (options.weighByRows()) {
            double total = population.totalRows();
            for (int i = 0; i < n; i++) {
                weights[i] = population.rows()[i] / total;
            }
        } else {
            Arrays.fill(weights, 1.0 / n);
        }
        return weights;
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

    private static StepSize stepSize(
            TrainingOptions options,
            @Nullable Smoothness smoothness,
            Guarantee guarantee,
            Sizes sizes,
            Population population) {
        StepSizeRule rule = options.stepSize();
        if (rule.kind() == StepSizeRule.Kind.AUTO) {
            guarantee.requireContraction();
            return new StepSize(Double.NaN, "found while running, behind the safeguard");
        }
        if (smoothness == null || !rule.needsSmoothness()) {
            return new StepSize(rule.number(), "given");
        }
        boolean classic = rule.kind() == StepSizeRule.Kind.CLASSIC;
        boolean proximal = options.serverRegularizer().proximal();
        int clients = population.clients();
        Compressor down = options.downlink().compressor();
        int columns = Arrays.stream(population.supports()).max().orElse(0);
        StepSize largest = options.method()
                .theorem()
                .stepSize(new Theory(
                        smoothness,
                        guarantee,
                        down == null
                                ? null
                                : Guarantee.of(down, population.columns().size()),
                        clients,
                        options.method().participation().probability(clients),
                        columns,
                        sizes.fewest(),
                        sizes.most(),
                        options.rounds(),
                        classic,
                        proximal));
        return Double.isInfinite(largest.gamma())
                ? new StepSize(1, "any step: all smoothness constants are 0")
                : largest.times(rule.number());
    }

    private static Guarantee guarantee(Compressor compressor, Population population) {
        compressor.requireFits(population.features());
        int columns = population.columns().size();
        for (int support : population.supports()) {
            if (support > 0 && support < columns && !compressor.traits(support).has(Property.SUPPORT_PRESERVING)) {
                throw new InvalidInputException("--compressor " + compressor
                        + " needs clients that own all columns, and"
                        + " here a client owns " + support + " of " + columns + ": use one that works on a client's own"
                        + " columns, such as quantize:4 or topk:0.1, or put a regularizer at the clients, as with"
                        + " --regularizer l2:1e-4 --regularizer-at clients");
            }
        }
        return Guarantee.of(compressor, population.supports());
    }
}
