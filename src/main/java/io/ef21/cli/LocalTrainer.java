package io.ef21.cli;

import io.ef21.data.LibsvmReader;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Objective;
import io.ef21.objective.RowProblem;
import io.ef21.run.Engine;
import io.ef21.run.HistoryFile;
import io.ef21.run.LocalEngine;
import io.ef21.run.Outcome;
import io.ef21.run.StopReason;
import io.ef21.run.TrainOption;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import io.ef21.study.OptionPlace;
import io.ef21.study.RunFacts;
import io.ef21.study.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Trainings on the local engine, one thread each, on rows that are read once. Thread-safe. */
final class LocalTrainer implements Trainer {
    private static final int ONE_THREAD = 1;

    private final TrainArguments common;
    private final Configuration hadoop = Workplace.hadoopWithoutSession();
    private @Nullable LocalRows rows;

    /**
     * A trainer on some data.
     *
     * @param common options that all trainings have; only those count that decide the data and the objective
     */
    LocalTrainer(Map<TrainOption, String> common) {
        Map<TrainOption, String> ofData = new EnumMap<>(common);
        ofData.keySet().removeIf(option -> !OptionPlace.isCommon(option));
        this.common = here(ofData);
    }

    /** What options mean on the local engine. */
    private static TrainArguments here(Map<TrainOption, String> options) {
        Map<TrainOption, String> all = new EnumMap<>(TrainOption.class);
        all.putAll(options);
        all.put(TrainOption.ENGINE, "local");
        return TrainArguments.of(all);
    }

    /** What generated data are called, or a hash of the files. */
    @Override
    public String data() throws IOException {
        if (common.problem() instanceof GeneratedProblem) {
            return "none";
        }
        if (common.generated() != null) {
            return common.data();
        }
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (Path file : LibsvmReader.files(common.data(), hadoop)) {
                try (InputStream in =
                        new DigestInputStream(file.getFileSystem(hadoop).open(file), hash)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return "sha256:" + HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads the data now, so that what is wrong with them is said before anything runs.
     *
     * @throws io.ef21.data.InvalidInputException if they cannot be used
     */
    void read() throws IOException {
        objectives(common);
    }

    @Override
    public void check(Map<TrainOption, String> options) {
        here(options);
    }

    @Override
    public RunFacts train(Map<TrainOption, String> options, java.nio.file.Path history) throws IOException {
        TrainArguments arguments = here(options);
        try (Engine engine = LocalEngine.of(objectives(arguments), ONE_THREAD);
                HistoryFile file = new HistoryFile(history)) {
            Outcome outcome = new Training(options(arguments), arguments.path(), null).run(engine, file);
            file.finish();
            return new RunFacts(
                    outcome.reason().text(),
                    outcome.reason() == StopReason.DIVERGED,
                    outcome.setting().stepSize().gamma(),
                    engine.population().totalRows(),
                    engine.population().features(),
                    engine.population().clients());
        }
    }

    private TrainingOptions options(TrainArguments arguments) throws IOException {
        return arguments.intercept() && arguments.problem() instanceof RowProblem problem
                ? arguments.optionsFor(rows().deal(arguments, problem, ONE_THREAD))
                : arguments.options();
    }

    private List<Objective> objectives(TrainArguments arguments) throws IOException {
        if (arguments.problem() instanceof GeneratedProblem problem) {
            return LocalRows.made(arguments, problem, ONE_THREAD);
        }
        RowProblem problem = (RowProblem) arguments.problem();
        LocalRows shared = rows();
        return shared.objectives(arguments, problem, shared.deal(arguments, problem, ONE_THREAD));
    }

    private synchronized LocalRows rows() throws IOException {
        LocalRows read = rows;
        if (read == null) {
            read = LocalRows.read(common, hadoop);
            rows = read;
        }
        return read;
    }
}
