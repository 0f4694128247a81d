package io.ef21.run;

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
        Prepared prepared = Prepared.of(options, engine);
        listener.started(prepared.setting());
        engine.reset(checkpoints != null);
        return new Loop(prepared, checkpoints, engine, listener).run();
    }
}
