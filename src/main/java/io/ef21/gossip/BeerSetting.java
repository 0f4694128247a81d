package io.ef21.gossip;

import io.ef21.compress.Compressor;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Guarantee;
import io.ef21.method.Method;
import io.ef21.method.Sampling;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import io.ef21.method.mechanism.Gossip;
import io.ef21.objective.LargestEigenvalue;
import io.ef21.run.Engine;
import io.ef21.run.Ledger;
import io.ef21.run.Population;
import io.ef21.run.Setting;
import io.ef21.run.TrainingOptions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens before round 0: checks, the constants, both steps.
 *
 * <p>BEER's theorem has gamma = c alpha rho and eta = c' gamma rho / L for constants c, c' that the proof leaves small, and L
 * the largest of the clients' smoothness constants. Where nothing is said, gamma = {@value #MIXING} alpha rho and eta =
 * gamma rho / L, by convention.
 *
 * @param setting of the run, with gamma and rho in its method
 * @param mixingStep gamma
 * @param ledger with what the preparations moved
 */
record BeerSetting(Setting setting, double mixingStep, Ledger ledger) {
    /** c. */
    static final double MIXING = 0.5;

    /**
     * @throws InvalidInputException if options need a server, or something does not fit the clients
     */
    static BeerSetting of(TrainingOptions options, Mixing mixing, Engine engine) {
        Serverless.check(options);
        if (!(options.method().mechanism() instanceof Gossip gossip)) {
            throw new IllegalArgumentException("--method " + options.method().name() + " has a server");
        }
        Population population = engine.population();
        requireAllColumns(population);
        requireSamples(options, engine);
        Compressor compressor = options.compressor();
        compressor.requireFits(population.features());
        Guarantee guarantee = Guarantee.of(compressor, population.columns().size());
        double gamma = gossip.mixingStep();
        boolean given = !Double.isNaN(gamma);
        if (!given) {
            guarantee.requireContraction();
            gamma = MIXING * guarantee.alpha() * mixing.gap();
        }
        Ledger ledger = Ledger.EMPTY.plusSetup(population.setupBytes());
        Smoothness smoothness = null;
        if (options.stepSize().needsSmoothness()) {
            smoothness = smoothness(engine);
            // every L_i to the driver, eta back
            ledger = ledger.plusSetup(2L * Double.BYTES * population.clients());
        }
        StepSize stepSize = stepSize(options.stepSize(), smoothness, gamma, mixing.gap());
        Method method = options.method().with(new Gossip(gossip.graph(), gamma, mixing.gap()));
        List<String> reasons = List.of("mixing step %s, %s: rho = %s"
                .formatted(gamma, given ? "given" : MIXING + " alpha rho by convention", mixing.gap()));
        Setting setting = new Setting(
                options, method, population, guarantee.alpha(), smoothness, stepSize, null, null, null, reasons);
        return new BeerSetting(setting, gamma, ledger);
    }

    private static void requireAllColumns(Population population) {
        int columns = population.columns().size();
        for (int i = 0; i < population.clients(); i++) {
            if (population.supports()[i] < columns) {
                throw new InvalidInputException("--method beer needs clients that own all columns, and client " + i
                        + " owns " + population.supports()[i] + " of " + columns
                        + ": deal the rows without compacting columns, as ef21 train does");
            }
        }
    }

    private static void requireSamples(TrainingOptions options, Engine engine) {
        Sampling sampling = options.method().estimator().sampling();
        if (sampling == null) {
            return;
        }
        List<Long> samples = engine.ask(
                client -> client.objective().hasSamples() ? client.objective().samples() : -1L);
        if (samples.contains(-1L)) {
            throw new InvalidInputException("--batch-size draws samples, and the objective of client "
                    + samples.indexOf(-1L) + " has none: leave it out");
        }
        samples.forEach(sampling::requireFits);
    }

    /** Every L_i at its client; that of the mean is not needed, and only its bound is told. */
    private static Smoothness smoothness(Engine engine) {
        List<Double> answers = engine.ask(client -> {
            int d = client.objective().dimension();
            double top = LargestEigenvalue.of(d, v -> {
                double[] product = new double[d];
                client.objective().addCurvature(v, product);
                return product;
            });
            return top + client.objective().curvatureShift();
        });
        double[] constants = answers.stream().mapToDouble(Double::doubleValue).toArray();
        double[] weights = new double[constants.length];
        Arrays.fill(weights, 1.0 / weights.length);
        double[] unknown = new double[constants.length];
        Arrays.fill(unknown, Double.NaN);
        double mean = Smoothness.of(0, true, weights, constants, unknown, 0).arithmeticMean();
        return Smoothness.of(mean, true, weights, constants, unknown, 0);
    }

    private static StepSize stepSize(StepSizeRule rule, @Nullable Smoothness smoothness, double gamma, double gap) {
        if (smoothness == null) {
            return new StepSize(rule.number(), "given");
        }
        double eta = gamma * gap / smoothness.largest();
        return Double.isInfinite(eta)
                ? new StepSize(1, "any step: all smoothness constants are 0")
                : new StepSize(eta, "gamma rho / max L_i, by convention: BEER's theorem leaves the constant open")
                        .times(rule.number());
    }
}
