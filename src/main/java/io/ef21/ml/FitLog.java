package io.ef21.ml;

import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line in the log every few seconds, and when something goes wrong. */
final class FitLog implements RoundListener {
    private static final Logger LOG = LoggerFactory.getLogger(FitLog.class);
    private static final double SECONDS = 5;

    private final String uid;
    private final int rounds;
    private double loggedAt = Double.NEGATIVE_INFINITY;

    /** The log of a fit of at most so many rounds. */
    FitLog(String uid, int rounds) {
        this.uid = uid;
        this.rounds = rounds;
    }

    @Override
    public void started(Setting setting) {
        LOG.info(
                "{}: {} rows, {} clients, {} features",
                uid,
                setting.population().totalRows(),
                setting.population().clients(),
                setting.population().features());
    }

    @Override
    public void warning(String what) {
        LOG.warn("{}: {}", uid, ParamNames.inParams(what));
    }

    @Override
    public void resumed(int nextRound) {
        LOG.info("{}: resumed from a checkpoint, next round {}", uid, nextRound);
    }

    @Override
    public void round(RoundRecord record) {
        if (record.seconds() - loggedAt < SECONDS) {
            return;
        }
        loggedAt = record.seconds();
        LOG.info(
                "{}: round {} of {}, objective {}, gradient norm at most {}",
                uid,
                record.round(),
                rounds,
                record.objective(),
                record.gradNormBound());
    }
}
