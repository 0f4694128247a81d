package io.ef21.study;

import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs trainings on the data of one study. Thread-safe. */
public interface Trainer {
    /** What the data are, the same text for the same rows wherever they lie. */
    String data() throws IOException;

    /**
     * Refuses options that make no sense, before anything runs.
     *
     * @throws io.ef21.data.InvalidInputException if they do not
     */
    void check(Map<TrainOption, String> options);

    /**
     * Runs one training on this thread, with the results that {@code ef21 train} has for these options.
     *
     * @param history file for one line of JSON per round; it gets this name when the run is over
     * @throws RuntimeException if the run fails
     * @throws IOException if the history cannot be written
     */
    RunFacts train(Map<TrainOption, String> options, Path history) throws IOException;
}
