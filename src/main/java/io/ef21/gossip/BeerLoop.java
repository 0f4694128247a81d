package io.ef21.gossip;

import io.ef21.kernel.CanonicalTree;
import io.ef21.method.Report;
import io.ef21.run.Ledger;
import io.ef21.run.Outcome;
import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import io.ef21.run.Solution;
import io.ef21.run.StopReason;
import io.ef21.run.TrainingOptions;
import io.ef21.update.Stepper.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rounds of one run: let the clients write and step, count, look at the mean of their models, record. */
final class BeerLoop {
    private final Setting setting;
    private final TrainingOptions options;
    private final double mixingStep;
    private final Graph graph;
    private final Neighbours neighbours;
    private final RoundListener listener;
    private final long start = System.nanoTime();
    private Ledger ledger;
    private long computeNanos;
    private long compressNanos;

    BeerLoop(BeerSetting prepared, Graph graph, Neighbours neighbours, RoundListener listener) {
        this.setting = prepared.setting();
        this.options = setting.options();
        this.mixingStep = prepared.mixingStep();
        this.graph = graph;
        this.neighbours = neighbours;
        this.listener = listener;
        this.ledger = prepared.ledger();
    }

    Outcome run() {
        RoundRecord first = null;
        for (int t = 0; ; t++) {
            List<Report> reports = neighbours.round(task(t));
            count(reports);
            Consensus consensus = isEvaluated(t) ? consensus() : null;
            RoundRecord record = record(t, reports, consensus);
            first = first == null ? record : first;
            neighbours.engine().recorded(record);
            listener.round(record);
            StopReason reason = reason(record, first.objective());
            if (reason != null) {
                double[] model = (consensus == null ? consensus() : consensus).model();
                Solution solution = new Solution(Double.NaN, model, record, reason);
                return new Outcome(setting, model, first, record, reason, List.of(solution));
            }
        }
    }

    private BeerTask task(int round) {
        return new BeerTask(
                setting.method(),
                options.compressor(),
                options.valueBits(),
                setting.stepSize().gamma(),
                mixingStep,
                options.seed(),
                round);
    }

    private boolean isEvaluated(int round) {
        int every = options.evaluateEvery();
        return every > 0 && (round % every == 0 || round == options.rounds());
    }

    private Consensus consensus() {
        Consensus consensus = Consensus.of(neighbours.models());
        ledger = ledger.plusEvaluation(vectors());
        return consensus;
    }

    /** The bytes of a vector from every client. */
    private long vectors() {
        return setting.population().totalSupport() * Double.BYTES;
    }

    private @Nullable StopReason reason(RoundRecord record, double start) {
        if (record.isBeyondReturn(start)) {
            return StopReason.DIVERGED;
        }
        if (options.maxBytes() > 0 && ledger.uplinkBytes() + ledger.setupBytes() >= options.maxBytes()) {
            return StopReason.BYTES;
        }
        return record.round() >= options.rounds() ? StopReason.ROUNDS : null;
    }

    /** A letter goes over every edge by itself: there is no one to pass it on. */
    private void count(List<Report> reports) {
        long bits = 0;
        long paperBits = 0;
        long bytes = 0;
        long samples = 0;
        for (Report report : reports) {
            int degree = graph.degree(report.client());
            bits += degree * report.honestBits();
            paperBits += degree * report.paperBits();
            bytes += (long) degree * report.bytes();
            samples += report.samples();
            computeNanos += report.computeNanos();
            compressNanos += report.compressNanos();
        }
        ledger = ledger.plusUplink(bits, paperBits, bytes, samples);
    }

    private RoundRecord record(int round, List<Report> reports, @Nullable Consensus consensus) {
        double n = graph.clients();
        Consensus.Seen seen = null;
        if (consensus != null) {
            seen = consensus.seen(neighbours.engine());
            // the mean to all, and their gradients back
            ledger = ledger.plusEvaluation(2 * vectors());
        }
        double own =
                CanonicalTree.sum(reports.stream().mapToDouble(Report::loss).toArray()) / n;
        boolean lost = Double.isNaN(own);
        return new RoundRecord(
                round,
                Double.NaN,
                seen == null || lost ? own : seen.objective(),
                seen == null,
                seen == null ? Double.NaN : seen.squaredGradientNorm(),
                Double.NaN,
                consensus == null ? Double.NaN : consensus.distance(),
                setting.stepSize().gamma(),
                Action.STEP,
                ledger.uplinkBits() / n,
                ledger.uplinkPaperBits() / n,
                ledger.uplinkBytes(),
                ledger.downlinkBytes(),
                ledger.setupBytes(),
                ledger.evaluationBytes(),
                ledger.samples() / n,
                reports.stream().mapToLong(Report::stateBytes).sum(),
                neighbours.engine().moved(false),
                computeNanos / 1e9,
                compressNanos / 1e9,
                0,
                (System.nanoTime() - start) / 1e9);
    }
}
