package io.ef21.ml;

import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import io.ef21.run.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several listeners as one, called in their order. */
final class Listeners implements RoundListener {
    private final List<RoundListener> all;

    private Listeners(List<RoundListener> all) {
        this.all = all;
    }

    /** Those that are not null. */
    static RoundListener of(@Nullable RoundListener... listeners) {
        List<RoundListener> present = new ArrayList<>();
        for (RoundListener listener : listeners) {
            if (listener != null) {
                present.add(listener);
            }
        }
        return new Listeners(present);
    }

    @Override
    public void started(Setting setting) {
        each(listener -> listener.started(setting));
    }

    @Override
    public void warning(String what) {
        each(listener -> listener.warning(what));
    }

    @Override
    public void resumed(int nextRound) {
        each(listener -> listener.resumed(nextRound));
    }

    @Override
    public void round(RoundRecord record) {
        each(listener -> listener.round(record));
    }

    /** One is enough. */
    @Override
    public boolean ends(int round, Supplier<double[]> model) {
        boolean ends = false;
        for (RoundListener listener : all) {
            ends |= listener.ends(round, model);
        }
        return ends;
    }

    private void each(Consumer<RoundListener> call) {
        all.forEach(call);
    }
}
