package io.ef21.run;

import io.ef21.auto.UplinkSchedule;
import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.compress.Sparing;
import io.ef21.method.Coins;
import io.ef21.method.Downlink;
import io.ef21.method.Method;
import io.ef21.method.Report;
import io.ef21.method.RoundTask;
import io.ef21.objective.Penalty;
import io.ef21.objective.RegularizationPath;
import io.ef21.update.Observation;
import io.ef21.update.Stepper.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The rounds of one run: broadcast, let the clients answer, absorb, judge, record, step. */
final class Loop implements ServerState {
    private final TrainingOptions options;
    private final Setting setting;
    private final Summation summation;
    private final Engine engine;
    private final RoundListener listener;
    private final Method method;
    private final ModelAverage average;
    private final Server server;
    private final UplinkSchedule schedule;
    private final @Nullable CheckpointStore store;
    private final StoppingRule stopping;
    private final PathProgress progress;
    private final List<RoundRecord> records = new ArrayList<>();
    private Ledger ledger;
    private Compressor compressor;

    Loop(
            Prepared prepared,
            RegularizationPath path,
            @Nullable CheckpointOptions checkpoints,
            Engine engine,
            RoundListener listener) {
        this.setting = prepared.setting();
        this.options = setting.options();
        this.summation = prepared.summation();
        this.engine = engine;
        this.listener = listener;
        this.ledger = prepared.ledger();
        this.schedule = prepared.schedule();
        this.compressor = schedule.first();
        this.progress = new PathProgress(path);
        this.stopping = new StoppingRule(options, summation.clients(), setting.alpha());
        stopping.at(progress.point(), penalty().strongConvexityInModel());
        this.method = setting.method();
        this.average = prepared.average();
        this.server = new Server(
                options,
                method,
                penalty(),
                prepared.stepper(),
                setting.stepSize().gamma(),
                summation,
                average);
        this.store = checkpoints == null
                ? null
                : new CheckpointStore(
                        checkpoints, RunIdentity.of(setting, path, engine), this, summation.size(), listener::warning);
    }

    Outcome run() {
        int t = store == null ? 0 : resumed(store);
        Clock clock = new Clock(records.isEmpty() ? null : records.get(records.size() - 1));
        byte[] downlink = server.tellsMemories() ? server.memories() : null;
        if (t == 0 && options.model().start() != null) {
            downlink = server.begin(
                    setting.population().columns().gather(options.model().start()));
            ledger = ledger.plusDownlink(downlink.length);
        }
        for (; ; t++) {
            Gathered gathered = engine.round(task(t, downlink), summation);
            clock.answered(gathered);
            server.absorb(gathered.sum(), t);
            ledger = ledger.plusRound(t, gathered, setting.population());
            Observation seen = observe(gathered, mean(gathered, Report::curvature));
            boolean lost = t == 0 && !Double.isFinite(seen.objective()) && method.isExact();
            Action action = lost ? Action.STOP : server.judge(seen);
            RoundRecord record = record(t, gathered, seen, action, clock);
            clock.served();
            engine.recorded(record);
            listener.round(record);
            if (store != null || records.isEmpty()) {
                records.add(record);
            }
            StopReason reason = isSilent(gathered)
                    ? stopping.afterSilence(record)
                    : stopping.after(record, server.promised(), ledger);
            if (reason == null && listener.ends(t, server::model)) {
                reason = StopReason.LISTENER;
            }
            clock.serving();
            if (reason != null) {
                double[] model = server.model();
                if (!progress.solved(model, record, reason)) {
                    return new Outcome(setting, model, records.get(0), record, reason, progress.solutions());
                }
                server.reweigh(seen, penalty());
                seen = observe(gathered, Double.NaN);
                // every lambda has a round of its own
                Action judged = server.judge(seen);
                action = judged == Action.STOP ? Action.REFINE : judged;
                stopping.next(progress.point(), penalty().strongConvexityInModel(), t, seen.objective());
            }
            downlink = server.step(seen, action, t);
            compressor = schedule.after(action);
            clock.served();
            ledger = ledger.plusDownlink(downlink.length);
            if (store != null && store.isDue(t + 1)) {
                CheckpointStore.Found written =
                        store.write(new Snapshot(t + 1, ledger, records, server.variables()), engine);
                if (written != null) {
                    engine.saved(written.states(), store.hadoop());
                }
            }
        }
    }

    private Observation observe(Gathered gathered, double curvature) {
        return server.observe(loss(gathered), shared(gathered, Report::scaledDistortion), curvature);
    }

    /** The mean of the losses of those that have seen them: NaN where one of them met something infinite, or nobody has. */
    private double loss(Gathered gathered) {
        List<Report> reports = gathered.reports();
        if (gathered.gradient() != null || reports.stream().allMatch(Report::present)) {
            return mean(gathered, Report::loss);
        }
        double[] weights = new double[reports.size()];
        double[] losses = new double[reports.size()];
        for (Report report : reports) {
            if (report.present()) {
                weights[report.client()] = 1;
                losses[report.client()] = report.loss();
            }
        }
        return summation.mean(losses) / summation.mean(weights);
    }

    /** Whether all clients were absent, and none was asked for an evaluation. */
    private static boolean isSilent(Gathered gathered) {
        return gathered.gradient() == null && gathered.reports().stream().noneMatch(Report::present);
    }

    private Penalty penalty() {
        return setting.penalty(progress.point().regularizer());
    }

    /** Takes up the last checkpoint, if there is one, and tells the next round. */
    private int resumed(CheckpointStore from) {
        CheckpointStore.Found found = from.find();
        if (found == null) {
            return 0;
        }
        Snapshot snapshot = found.snapshot();
        server.moveTo(snapshot.variables());
        try {
            engine.restore(found.states(), from.hadoop());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the client states of " + found.states().folder(), e);
        }
        ledger = snapshot.ledger();
        listener.resumed(snapshot.nextRound());
        for (RoundRecord record : snapshot.records()) {
            listener.round(record);
            records.add(record);
        }
        if (!records.isEmpty()) {
            engine.recorded(records.get(records.size() - 1));
        }
        return snapshot.nextRound();
    }

    private RoundTask task(int round, byte @Nullable [] downlink) {
        boolean evaluate =
                options.evaluateEvery() > 0 && (round % options.evaluateEvery() == 0 || round == stopping.lastRound());
        return new RoundTask(
                method,
                Sparing.of(compressor, options.model().intercepts()),
                options.valueBits(),
                options.exactStart(),
                options.narrowState(),
                average.stepSize(setting.stepSize().gamma(), round),
                options.seed(),
                method.participation().draw(summation.clients(), Coins.presence(options.seed(), round)),
                round,
                evaluate,
                round == 0 && Double.isNaN(setting.stepSize().gamma()),
                summation.factors(),
                setting.scaling(),
                downlink,
                told());
    }

    private RoundTask.Told told() {
        if (server.tellsMemories()) {
            return RoundTask.Told.MEMORY;
        }
        return options.downlink().kind() == Downlink.Kind.ESTIMATE ? RoundTask.Told.CORRECTION : RoundTask.Told.CHANGE;
    }

    private RoundRecord record(int round, Gathered gathered, Observation seen, Action action, Clock clock) {
        double[] gradient = gathered.gradient();
        double distortion = method.certifies() ? shared(gathered, Report::distortion) : Double.NaN;
        double bound = Double.isNaN(distortion) ? Double.NaN : server.estimateNorm(seen) + Math.sqrt(distortion);
        double n = summation.clients();
        return new RoundRecord(
                round,
                progress.point().lambda(),
                seen.objective(),
                !method.isExact() && gradient == null,
                gradient == null ? Double.NaN : server.squaredGradientNorm(gradient),
                bound,
                distortion,
                server.stepSize(),
                action,
                ledger.uplinkBits() / n,
                ledger.uplinkPaperBits() / n,
                ledger.uplinkBytes(),
                ledger.downlinkBytes(),
                ledger.setupBytes(),
                ledger.evaluationBytes(),
                ledger.samples() / n,
                gathered.reports().stream().mapToLong(Report::stateBytes).sum(),
                engine.moved(false),
                clock.computeSeconds(),
                clock.compressSeconds(),
                clock.serverSeconds(),
                clock.seconds());
    }

    private double shared(Gathered gathered, ToDoubleFunction<Report> scalar) {
        return summation.shared(gathered.reports().stream().mapToDouble(scalar).toArray());
    }

    private double mean(Gathered gathered, ToDoubleFunction<Report> scalar) {
        return summation.mean(gathered.reports().stream().mapToDouble(scalar).toArray());
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        progress.writeTo(out);
        stopping.writeTo(out);
        server.writeTo(out);
        schedule.writeTo(out);
        out.writeUTF(compressor.toString());
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        progress.readFrom(in);
        stopping.readFrom(in);
        server.restore(penalty());
        server.readFrom(in);
        schedule.readFrom(in);
        compressor = Compressors.parse(in.readUTF());
    }
}
