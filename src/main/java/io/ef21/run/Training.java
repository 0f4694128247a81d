package io.ef21.run;

import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Contraction;
import io.ef21.method.RoundTask;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import io.ef21.method.Uplink;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's loop: broadcast, let the clients answer, absorb, record, step. The same for every engine.
 *
 * @param options of the run
 */
public record Training(TrainingOptions options) {
    /**
     * Runs until a reason to stop.
     *
     * @throws io.ef21.data.InvalidInputException if the options do not fit the clients
     */
    public Outcome run(Engine engine, RoundListener listener) {
        Population population = engine.population();
        double alpha = options.compressor().traits(population.dimension()).alpha();
        double[] weights = weights(population);
        Ledger ledger = Ledger.EMPTY;
        Smoothness smoothness = null;
        if (options.stepSize().needsSmoothness()) {
            Constants constants = Constants.compute(
                    engine, weights, options.serverRegularizer().curvature());
            smoothness = constants.smoothness();
            ledger = ledger.plusSetup(constants.bytes());
        }
        StepSize stepSize = stepSize(smoothness, new Contraction(alpha), population.clients());
        Setting setting = new Setting(options, population, alpha, smoothness, stepSize);
        listener.started(setting);
        engine.reset();
        return loop(engine, listener, setting, weights, ledger);
    }

    private Outcome loop(Engine engine, RoundListener listener, Setting setting, double[] weights, Ledger ledger) {
        int n = weights.length;
        int d = setting.population().dimension();
        double gamma = setting.stepSize().gamma();
        Server server = new Server(options.method().absorb(), options.serverRegularizer(), weights, gamma, d);
        long start = System.nanoTime();
        RoundRecord first = null;
        byte[] downlink = null;
        for (int t = 0; ; t++) {
            boolean evaluate = evaluates(t);
            List<Uplink> uplinks = engine.round(task(t, gamma, evaluate, downlink));
            server.absorb(uplinks);
            ledger = charge(ledger, t, uplinks);
            double objective = mean(weights, uplinks, false) + server.regularizerValue();
            double distortion = options.method().certifies() ? mean(weights, uplinks, true) : Double.NaN;
            double gradNormSq = Double.NaN;
            if (evaluate) {
                gradNormSq = server.squaredGradientNorm(uplinks);
                ledger = ledger.plusEvaluation((long) n * d * Double.BYTES);
            }
            double bound = Double.isNaN(distortion) ? Double.NaN : server.estimateNorm() + Math.sqrt(distortion);
            RoundRecord record = new RoundRecord(
                    t,
                    objective,
                    gradNormSq,
                    bound,
                    distortion,
                    gamma,
                    (double) ledger.uplinkBits() / n,
                    (double) ledger.uplinkPaperBits() / n,
                    ledger.uplinkBytes(),
                    ledger.downlinkBytes(),
                    ledger.setupBytes(),
                    ledger.evaluationBytes(),
                    (System.nanoTime() - start) / 1e9);
            listener.round(record);
            first = first == null ? record : first;
            StopReason reason = reasonToStop(record);
            if (reason != null) {
                return new Outcome(setting, server.model(), first, record, reason);
            }
            downlink = server.step();
            ledger = ledger.plusDownlink(downlink.length);
        }
    }

    private RoundTask task(int round, double gamma, boolean evaluate, byte @Nullable [] downlink) {
        return new RoundTask(
                options.method(),
                options.compressor(),
                options.valueBits(),
                options.exactStart(),
                gamma,
                options.seed(),
                round,
                evaluate,
                downlink);
    }

    private boolean evaluates(int round) {
        return options.evaluateEvery() > 0 && (round % options.evaluateEvery() == 0 || round == options.rounds());
    }

    private @Nullable StopReason reasonToStop(RoundRecord record) {
        if (!Double.isFinite(record.objective())) {
            return StopReason.DIVERGED;
        }
        if (record.gradNormBound() <= options.gradientTol() && options.gradientTol() > 0) {
            return StopReason.GRADIENT_TOLERANCE;
        }
        return record.round() == options.rounds() ? StopReason.ROUNDS : null;
    }

    private double[] weights(Population population) {
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

    private StepSize stepSize(@Nullable Smoothness smoothness, Contraction contraction, int clients) {
        StepSizeRule rule = options.stepSize();
        if (smoothness == null) {
            return new StepSize(rule.number(), "given");
        }
        StepSize theoretical = rule.kind() == StepSizeRule.Kind.CLASSIC
                ? StepSize.classic(smoothness, contraction)
                : StepSize.reloaded(smoothness, contraction);
        StepSize largest = options.method().stepSize(theoretical, smoothness, clients);
        return Double.isInfinite(largest.gamma())
                ? new StepSize(1, "any step: all smoothness constants are 0")
                : largest.times(rule.number());
    }

    private static double mean(double[] weights, List<Uplink> uplinks, boolean ofDistortion) {
        double[] terms = new double[weights.length];
        for (int i = 0; i < terms.length; i++) {
            Uplink uplink = uplinks.get(i);
            terms[i] = weights[i] * (ofDistortion ? uplink.distortion() : uplink.loss());
        }
        return CanonicalTree.sum(terms);
    }

    private static Ledger charge(Ledger ledger, int round, List<Uplink> uplinks) {
        long bits = 0;
        long paperBits = 0;
        long bytes = 0;
        for (Uplink uplink : uplinks) {
            bits += uplink.message().honestBits();
            paperBits += round == 0 ? 0 : uplink.message().paperBits();
            bytes += uplink.message().bytes().length;
        }
        return ledger.plusUplink(bits, paperBits, bytes);
    }
}
