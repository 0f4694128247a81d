package io.ef21.run;

import io.ef21.method.Contraction;
import io.ef21.method.Report;
import io.ef21.method.RoundTask;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
        double alpha = alpha(population);
        Summation summation = new Summation(
                weights(population), population.columns().size(), population.supports(), population.positions());
        Ledger ledger = Ledger.EMPTY.plusSetup(population.setupBytes());
        Smoothness smoothness = null;
        if (options.stepSize().needsSmoothness()) {
            Constants constants = Constants.compute(
                    engine, summation, options.serverRegularizer().curvature());
            smoothness = constants.smoothness();
            ledger = ledger.plusSetup(constants.bytes());
        }
        StepSize stepSize = stepSize(smoothness, new Contraction(alpha), population.clients());
        Setting setting = new Setting(options, population, alpha, smoothness, stepSize);
        listener.started(setting);
        engine.reset();
        return loop(engine, listener, setting, summation, ledger);
    }

    private Outcome loop(Engine engine, RoundListener listener, Setting setting, Summation summation, Ledger ledger) {
        double gamma = setting.stepSize().gamma();
        Server server = new Server(options, gamma, summation.size());
        long start = System.nanoTime();
        RoundRecord first = null;
        byte[] downlink = null;
        for (int t = 0; ; t++) {
            Gathered gathered = engine.round(task(t, gamma, downlink), summation);
            server.absorb(gathered.sum());
            ledger = charge(ledger, t, gathered, setting.population());
            RoundRecord record =
                    record(t, setting, server, summation, gathered, ledger, (System.nanoTime() - start) / 1e9);
            listener.round(record);
            first = first == null ? record : first;
            StopReason reason = reasonToStop(record);
            if (reason != null) {
                return new Outcome(setting, server.model(), first, record, reason);
            }
            downlink = server.step(t);
            ledger = ledger.plusDownlink(downlink.length);
        }
    }

    private RoundTask task(int round, double gamma, byte @Nullable [] downlink) {
        return new RoundTask(
                options.method(),
                options.compressor(),
                options.valueBits(),
                options.exactStart(),
                options.narrowState(),
                gamma,
                options.seed(),
                round,
                evaluates(round),
                downlink);
    }

    private RoundRecord record(
            int round,
            Setting setting,
            Server server,
            Summation summation,
            Gathered gathered,
            Ledger ledger,
            double seconds) {
        double[] gradient = gathered.gradient();
        double distortion = options.method().certifies() ? mean(summation, gathered, Report::distortion) : Double.NaN;
        double bound = Double.isNaN(distortion) ? Double.NaN : server.estimateNorm() + Math.sqrt(distortion);
        double n = summation.clients();
        return new RoundRecord(
                round,
                mean(summation, gathered, Report::loss) + server.regularizerValue(),
                gradient == null ? Double.NaN : server.squaredGradientNorm(gradient),
                bound,
                distortion,
                setting.stepSize().gamma(),
                ledger.uplinkBits() / n,
                ledger.uplinkPaperBits() / n,
                ledger.uplinkBytes(),
                ledger.downlinkBytes(),
                ledger.setupBytes(),
                ledger.evaluationBytes(),
                seconds);
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
        boolean classic = rule.kind() == StepSizeRule.Kind.CLASSIC;
        StepSize theoretical;
        if (options.serverRegularizer().proximal()) {
            theoretical = StepSize.proximal(smoothness, contraction, classic);
        } else {
            theoretical =
                    classic ? StepSize.classic(smoothness, contraction) : StepSize.reloaded(smoothness, contraction);
        }
        StepSize largest = options.method().stepSize(theoretical, smoothness, clients);
        return Double.isInfinite(largest.gamma())
                ? new StepSize(1, "any step: all smoothness constants are 0")
                : largest.times(rule.number());
    }

    /** The smallest contraction over the clients, each on its own columns. */
    private double alpha(Population population) {
        options.compressor().requireFits(population.features());
        double alpha = 1;
        for (int support : population.supports()) {
            if (support > 0) {
                alpha = Math.min(alpha, options.compressor().traits(support).alpha());
            }
        }
        return alpha;
    }

    private static double mean(Summation summation, Gathered gathered, ToDoubleFunction<Report> scalar) {
        return summation.mean(gathered.reports().stream().mapToDouble(scalar).toArray());
    }

    private static Ledger charge(Ledger ledger, int round, Gathered gathered, Population population) {
        long bits = 0;
        long paperBits = 0;
        long bytes = 0;
        List<Report> reports = gathered.reports();
        for (Report report : reports) {
            bits += report.honestBits();
            paperBits += round == 0 ? 0 : report.paperBits();
            bytes += report.bytes();
        }
        Ledger charged = ledger.plusUplink(bits, paperBits, bytes);
        return gathered.gradient() == null ? charged : charged.plusEvaluation(population.totalSupport() * Double.BYTES);
    }
}
