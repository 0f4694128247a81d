package io.ef21.run;

import io.ef21.objective.RegularizationPath;
import org.jspecify.annotations.Nullable;

/**
 * The server's loop: broadcast, let the clients answer, absorb, record, step. The same for every engine.
 *
 * <p>The states of the clients do not depend on a regularizer at the server. So one run can go along a path of them: at the
 * solution for one it puts in the next and goes on, from the same estimate and without a round in between. The rounds and
 * the tolerances of the options are then those of each. The clients' functions are taken for convex.
 *
 * @param options of the run; their regularizer at the server is the first of the path
 * @param path of regularizers at the server
 * @param checkpoints where the run saves itself; null for nowhere
 */
public record Training(TrainingOptions options, RegularizationPath path, @Nullable CheckpointOptions checkpoints) {
    /** Puts the first regularizer of the path into the options. */
    public Training {
        options = options.withServerRegularizer(path.first());
    }

    /** A training with one regularizer. */
    public Training(TrainingOptions options, @Nullable CheckpointOptions checkpoints) {
        this(options, RegularizationPath.of(options.serverRegularizer()), checkpoints);
    }

    /** A training with one regularizer that is not saved. */
    public Training(TrainingOptions options) {
        this(options, null);
    }

    /**
     * Runs until a reason to stop.
     *
     * @throws io.ef21.data.InvalidInputException if the options do not fit the clients
     */
    public Outcome run(Engine engine, RoundListener listener) {
        Prepared prepared = Prepared.of(options, path, engine);
        listener.started(prepared.setting());
        engine.reset(checkpoints != null);
        return new Loop(prepared, path, checkpoints, engine, listener).run();
    }
}
