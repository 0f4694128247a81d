package io.ef21.run;

import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.Sparing;
import io.ef21.data.InvalidInputException;
import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Circumstances;
import io.ef21.method.Downlink;
import io.ef21.method.Guarantee;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import io.ef21.method.Theory;
import io.ef21.objective.Contrast;
import io.ef21.objective.Penalty;
import io.ef21.update.ServerUpdate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What theorems build on: the constants of a problem.
 *
 * @param population what the clients own
 * @param smoothness null where nobody asked for it
 * @param sizes of the clients' samples
 */
public record Grounds(Population population, @Nullable Smoothness smoothness, Sizes sizes) {

    /**
     * Computes them, whether the options' step size needs them or not.
     *
     * @throws InvalidInputException if the compressor does not fit
     */
    public static Grounds of(Engine engine, TrainingOptions options) {
        Population population = engine.population();
        double[] weights = population.shares(options.weighByRows());
        Summation summation = new Summation(
                weights, weights, population.columns().size(), population.supports(), population.positions());
        Contrast contrast = Contrasts.of(
                options, population, Contrasts.needSpread(options) ? Standardization.compute(engine, summation) : null);
        Penalty penalty = new Penalty(options.serverRegularizer(), null, contrast);
        return new Grounds(
                population,
                Constants.compute(engine, summation, penalty.curvature(), null).smoothness(),
                Sizes.known(engine));
    }

    /** What a theorem is given for a run. */
    public Theory theory(TrainingOptions options) {
        if (smoothness == null) {
            throw new IllegalStateException("the smoothness constants have not been computed");
        }
        Compressor down = options.downlink().compressor();
        int clients = population.clients();
        return new Theory(
                smoothness,
                guarantee(options, population),
                down == null
                        ? null
                        : Guarantee.of(
                                Sparing.of(down, options.model().intercepts()),
                                population.columns().size()),
                clients,
                population.effective(options.weighByRows()),
                options.method().participation().probability(clients),
                Arrays.stream(population.supports()).max().orElse(0),
                sizes.fewest(),
                sizes.most(),
                options.rounds(),
                options.stepSize().kind() == StepSizeRule.Kind.CLASSIC,
                options.serverRegularizer().proximal());
    }

    /**
     * The largest step of the method's theorem; by convention where the theorem knows nothing of the proximal part, of the
     * server update or of the downlink.
     */
    public StepSize largest(TrainingOptions options) {
        Theory theory = theory(options);
        StepSize step = options.method().theorem().stepSize(theory);
        boolean proximal = theory.proximal() && !step.coversProximal();
        boolean updated = !(options.acceleration().update() instanceof ServerUpdate.Gradient)
                && options.method().serving().update().isEmpty();
        boolean compressed = options.downlink().kind() == Downlink.Kind.STEP;
        return proximal || updated || compressed ? step.byConvention() : step;
    }

    /** What a method's parameters may depend on. */
    public Circumstances circumstances(TrainingOptions options) {
        return new Circumstances(
                guarantee(options, population),
                population.clients(),
                population.effective(options.weighByRows()),
                sizes.most());
    }

    /** The mean of one number per client, weighted as the objective is. */
    public double mean(double[] values, boolean byRows) {
        double[] terms = population.shares(byRows);
        for (int i = 0; i < terms.length; i++) {
            terms[i] *= values[i];
        }
        return CanonicalTree.sum(terms);
    }

    static Guarantee guarantee(TrainingOptions options, Population population) {
        Compressor compressor = Sparing.of(options.compressor(), options.model().intercepts());
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
