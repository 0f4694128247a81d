package io.ef21.run;

import io.ef21.compress.Traits;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Contraction;
import io.ef21.method.Report;
import io.ef21.method.RoundTask;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.StepSizeRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The server's loop: broadcast, let the clients answer, absorb, record, step. The same for every engine.
 *
 * @param options of the run
 * @param checkpoints where the run saves itself; null for nowhere
 */
public record Training(TrainingOptions options, @Nullable CheckpointOptions checkpoints) {
    /** A training that is not saved. */
    public Training(TrainingOptions options) {
        this(options, null);
    }

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
        engine.reset(checkpoints != null);
        return loop(engine, listener, setting, summation, ledger);
    }

    private Outcome loop(Engine engine, RoundListener listener, Setting setting, Summation summation, Ledger initial) {
        double gamma = setting.stepSize().gamma();
        Server server = new Server(options, gamma, summation.size());
        CheckpointStore store = checkpoints == null
                ? null
                : new CheckpointStore(checkpoints, RunIdentity.of(setting, engine), listener::warning);
        List<RoundRecord> records = new ArrayList<>();
        Ledger ledger = initial;
        int t = 0;
        CheckpointStore.Found found = store == null ? null : store.find();
        if (store != null && found != null) {
            Snapshot snapshot = found.snapshot();
            server.restore(snapshot.model(), snapshot.estimate());
            restore(engine, found, store.hadoop());
            ledger = snapshot.ledger();
            t = snapshot.nextRound();
            listener.resumed(t);
            snapshot.records().forEach(listener::round);
            records.addAll(snapshot.records());
        }
        Clock clock = new Clock(records.isEmpty() ? null : records.get(records.size() - 1));
        byte[] downlink = null;
        for (; ; t++) {
            Gathered gathered = engine.round(task(t, gamma, downlink), summation);
            clock.answered(gathered);
            server.absorb(gathered.sum());
            ledger = charge(ledger, t, gathered, setting.population());
            RoundRecord record = record(t, setting, server, summation, gathered, ledger, engine.moved(false), clock);
            clock.served();
            listener.round(record);
            if (store != null || records.isEmpty()) {
                records.add(record);
            }
            StopReason reason = reasonToStop(record);
            if (reason != null) {
                return new Outcome(setting, server.model(), records.get(0), record, reason);
            }
            clock.serving();
            downlink = server.step(t);
            clock.served();
            ledger = ledger.plusDownlink(downlink.length);
            if (store != null && store.isDue(t + 1)) {
                CheckpointStore.Found written =
                        store.write(new Snapshot(t + 1, server.model(), server.estimate(), ledger, records), engine);
                if (written != null) {
                    restore(engine, written, store.hadoop());
                    downlink = null;
                }
            }
        }
    }

    private static void restore(Engine engine, CheckpointStore.Found found, Configuration configuration) {
        try {
            engine.restore(found.folder(), found.clients(), found.snapshot().model(), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the client states of " + found.folder(), e);
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
            Moved moved,
            Clock clock) {
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
                moved,
                clock.computeSeconds(),
                clock.compressSeconds(),
                clock.serverSeconds(),
                clock.seconds());
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
                Traits traits = options.compressor().traits(support);
                if (support < population.columns().size() && !traits.supportPreserving()) {
                    throw new InvalidInputException("--compressor " + options.compressor()
                            + " decodes outside the columns that a client owns: use one that does not, such as"
                            + " quantize:4 or topk:0.1");
                }
                alpha = Math.min(alpha, traits.alpha());
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
