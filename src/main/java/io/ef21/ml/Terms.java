package io.ef21.ml;

import io.ef21.data.Columns;
import io.ef21.data.Deal;
import io.ef21.data.InvalidInputException;
import io.ef21.objective.Loss;
import io.ef21.objective.Perceptron;
import io.ef21.objective.Regularizer;
import io.ef21.run.Engine;
import io.ef21.run.ModelTerms;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What the Params say of the model: intercepts, standardization, where it starts and what it is drawn to.
 *
 * @param goal what is trained
 * @param deal of the rows
 * @param model in the order of the engine's variables, intercepts last
 */
record Terms(Fit.Goal goal, Deal deal, ModelTerms model) {

    /**
     * @throws InvalidInputException if a vector has not as many entries as the model, or the terms do not go together
     */
    static Terms of(Settings settings, Fit.Goal goal, Deal deal, Plan plan) {
        boolean standardized = settings.has(EstimatorParam.STANDARDIZATION)
                && settings.value(EstimatorParam.STANDARDIZATION).equals(true);
        boolean atClients = !(plan.clientRegularizer() instanceof Regularizer.None);
        if (standardized && atClients) {
            throw new InvalidInputException(
                    "regularizerAt clients takes the columns as they are: set standardization to"
                            + " false, or leave out regularizerAt");
        }
        if (atClients && goal.problem() instanceof Loss.LeastSquares) {
            throw new InvalidInputException(
                    "linear regression divides squares by the deviation of the labels, which its clients"
                            + " do not know: leave out regularizerAt");
        }
        Terms terms = new Terms(goal, deal, ModelTerms.PLAIN);
        double[] prior = terms.vector(settings, EstimatorParam.PRIOR_COEFFICIENTS);
        double[] precision = terms.vector(settings, EstimatorParam.PRIOR_PRECISION);
        if ((prior != null || precision != null) && plan.options().serverRegularizer() instanceof Regularizer.None) {
            throw new InvalidInputException(
                    "priorCoefficients and priorPrecision are about the regularizer at the server, and there is"
                            + " none: set regParam, or leave them out");
        }
        double[] start = terms.vector(settings, EstimatorParam.INITIAL_COEFFICIENTS);
        return new Terms(
                goal,
                deal,
                ModelTerms.PLAIN
                        .withIntercepts(terms.intercepts())
                        .withStandardization(standardized)
                        .startingAt(start == null ? terms.weights(settings) : start)
                        .withPrior(prior, precision));
    }

    private int intercepts() {
        return deal.intercept() ? goal.problem().outputs(goal.labels()) : 0;
    }

    /** Entries of the model without its intercepts. */
    private int coefficients() {
        return deal.features() * goal.problem().outputs(goal.labels());
    }

    /** A Param as long as the model, or without its intercepts, which are then 0; null where it is not set. */
    private double @Nullable [] vector(Settings settings, EstimatorParam param) {
        if (!settings.isGiven(param)) {
            return null;
        }
        double[] given = ((Vector) settings.value(param)).toArray();
        int whole = coefficients() + intercepts();
        if (given.length != whole && given.length != coefficients()) {
            throw new InvalidInputException(
                    intercepts() == 0
                            ? "%s has %d entries, and the model has %d".formatted(param.param(), given.length, whole)
                            : "%s has %d entries, and the model has %d coefficients and %d in all"
                                    .formatted(param.param(), given.length, coefficients(), whole));
        }
        for (double entry : given) {
            if (!Double.isFinite(entry) || (param == EstimatorParam.PRIOR_PRECISION && entry < 0)) {
                throw new InvalidInputException(param.param() + " must have "
                        + (Double.isFinite(entry) ? "nonnegative" : "finite") + " entries (got " + entry + ")");
            }
        }
        return java.util.Arrays.copyOf(given, whole);
    }

    /** The initial weights of a perceptron less those that it draws by itself; null where they are not set. */
    private double @Nullable [] weights(Settings settings) {
        if (!settings.isGiven(EstimatorParam.INITIAL_WEIGHTS) || !(goal.problem() instanceof Perceptron perceptron)) {
            return null;
        }
        double[] given = ((Vector) settings.value(EstimatorParam.INITIAL_WEIGHTS)).toArray();
        double[] start = perceptron.start(deal.features(), goal.labels());
        if (given.length != start.length) {
            throw new InvalidInputException(
                    "initialWeights has %d entries, and the layers have %d".formatted(given.length, start.length));
        }
        double[] moved = given.clone();
        for (int j = 0; j < moved.length; j++) {
            moved[j] -= start[j];
        }
        return moved;
    }

    /**
     * A regularizer as the objective has it. Where Spark's linear regression has squares of the coefficients in its
     * objective, it divides them by the standard deviation of the labels, as glmnet does; so does this one, unless there is a prior.
     */
    Regularizer inObjective(Regularizer regularizer, Engine engine) {
        if (!(goal.problem() instanceof Loss.LeastSquares)
                || model.prior() != null
                || model.precision() != null
                || !(regularizer instanceof Regularizer.L2 || regularizer instanceof Regularizer.ElasticNet)) {
            return regularizer;
        }
        double deviation = LabelSpread.of(engine);
        double absolute = regularizer.absolute();
        double squares = deviation > 0 ? regularizer.curvature() / deviation : regularizer.curvature();
        return absolute == 0
                ? new Regularizer.L2(squares)
                : new Regularizer.ElasticNet(absolute + squares, absolute / (absolute + squares));
    }

    /**
     * The model of some variables. Where no row says anything of a column, the prior does.
     *
     * @param atServer the regularizer there
     * @param columns of the variables
     */
    SparkModels.Trained trained(Plan plan, Regularizer atServer, Columns columns, double[] variables) {
        Regularizer regularizer =
                plan.clientRegularizer() instanceof Regularizer.None ? atServer : plan.clientRegularizer();
        double[] prior = model.prior();
        int[] ids = columns.ids();
        if (prior == null || ids == null) {
            return new SparkModels.Trained(
                    goal.problem(), goal.labels(), deal.features(), deal.intercept(), regularizer, columns, variables);
        }
        double[] all = prior.clone();
        for (int k = 0; k < ids.length; k++) {
            all[ids[k]] = variables[k];
        }
        return new SparkModels.Trained(
                goal.problem(),
                goal.labels(),
                deal.features(),
                deal.intercept(),
                regularizer,
                Columns.all(all.length),
                all);
    }
}
