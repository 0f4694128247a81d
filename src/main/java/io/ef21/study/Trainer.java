package io.ef21.study;

import io.ef21.run.RoundListener;
import io.ef21.run.TrainOption;
import java.io.IOException;
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
     * @throws RuntimeException if it fails
     */
    RunFacts train(Map<TrainOption, String> options, RoundListener history) throws IOException;
}
