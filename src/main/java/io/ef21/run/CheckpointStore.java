package io.ef21.run;

import io.ef21.data.InvalidInputException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one run in one folder, {@code round-0000000030/} and so on: data files first, checksummed, and one
 * small manifest last, because object stores have no atomic rename. The last two complete ones are kept.
 */
final class CheckpointStore {
    private static final String PREFIX = "round-";
    private static final String SERVER = "server.bin";
    private static final String VARIABLES = "variables.bin";
    private static final long MAGIC = 0x4546323153525632L;
    private static final int KEPT = 2;

    private final CheckpointOptions options;
    private final Map<String, String> configuration;
    private final Consumer<String> warnings;
    private final ServerState server;
    private final int size;

    /** A checkpoint that was found and fits. */
    record Found(Snapshot snapshot, StateFiles states) {}

    CheckpointStore(
            CheckpointOptions options,
            Map<String, String> configuration,
            ServerState server,
            int size,
            Consumer<String> warnings) {
        this.server = server;
        this.size = size;
        this.options = options;
        this.configuration = configuration;
        this.warnings = warnings;
    }

    /**
     * The newest checkpoint that can be read, as {@code --resume} asks; the server has taken up its state then.
     *
     * @return null to start afresh
     * @throws InvalidInputException if the folder cannot be used, or holds what the user did not expect
     */
    @Nullable
    Found find() {
        List<Path> newestFirst;
        try {
            files().mkdirs(options.folder());
            newestFirst = complete();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--checkpoint-dir " + options.folder() + " cannot be used, name a folder that can be written: "
                            + e.getMessage(),
                    e);
        }
        requireWritable();
        if (options.resume() == CheckpointOptions.Resume.NEVER) {
            if (!newestFirst.isEmpty()) {
                throw new InvalidInputException("--checkpoint-dir " + options.folder() + " holds a checkpoint ("
                        + newestFirst.get(0).getName() + "): add --resume auto, or name another folder");
            }
            return null;
        }
        for (Path folder : newestFirst) {
            try {
                return read(folder);
            } catch (IOException e) {
                warnings.accept("checkpoint " + folder + " cannot be read, trying the one before: " + e.getMessage());
            }
        }
        if (options.resume() == CheckpointOptions.Resume.REQUIRE) {
            throw new InvalidInputException(
                    "--resume require: there is no checkpoint that can be read in --checkpoint-dir "
                            + options.folder());
        }
        return null;
    }

    /** The configuration of the filesystem. */
    Configuration hadoop() {
        return options.configuration();
    }

    /** Whether a checkpoint is due before the given round. */
    boolean isDue(int nextRound) {
        return nextRound % options.interval() == 0;
    }

    /**
     * Writes a checkpoint.
     *
     * @return where the client states are, or null if it failed and failing is not fatal
     */
    @Nullable
    Found write(Snapshot snapshot, Engine engine) {
        Path folder = new Path(options.folder(), PREFIX + "%010d".formatted(snapshot.nextRound()));
        try {
            files().delete(folder, true);
            files().mkdirs(folder);
            // the driver writes its part while the clients write theirs
            CompletableFuture<List<StateFile>> ours =
                    CompletableFuture.supplyAsync(() -> writeServer(folder, snapshot));
            List<StateFile> clients;
            try {
                clients = engine.save(folder, options.configuration());
            } finally {
                ours.exceptionally(failed -> null).join();
            }
            StateFile whole = written(ours).get(0);
            StateFiles states = new StateFiles(folder.toString(), written(ours).get(1), clients);
            byte[] manifest = new Manifest(configuration, whole, states.variables(), clients).encode();
            StateFile.write(folder, Manifest.NAME, 0, options.configuration(), out -> out.write(manifest));
            prune();
            return new Found(snapshot, states);
        } catch (IOException e) {
            clear(folder);
            String what = "cannot write the checkpoint before round " + snapshot.nextRound() + " to " + folder + ": "
                    + e.getMessage();
            if (options.failOnError()) {
                throw new CheckpointFailedException(what + "; the checkpoints before it stay usable", e);
            }
            warnings.accept(what);
            return null;
        }
    }

    /** Makes room on a disk that may be full, and takes away a manifest that may be torn. */
    private void clear(Path folder) {
        try {
            files().delete(folder, true);
        } catch (IOException e) {
            warnings.accept("cannot delete " + folder + ", which is incomplete: " + e.getMessage());
        }
    }

    private FileSystem files() throws IOException {
        return StateFile.files(options.folder(), options.configuration());
    }

    private void requireWritable() {
        Path probe = new Path(options.folder(), "_writable");
        try {
            files().create(probe, true).close();
            files().delete(probe, false);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "--checkpoint-dir " + options.folder() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private List<Path> complete() throws IOException {
        List<Path> complete = new ArrayList<>();
        for (Path folder : folders()) {
            if (files().exists(new Path(folder, Manifest.NAME))) {
                complete.add(folder);
            }
        }
        return complete;
    }

    private List<Path> folders() throws IOException {
        try {
            return Arrays.stream(files().listStatus(options.folder()))
                    .filter(FileStatus::isDirectory)
                    .map(FileStatus::getPath)
                    .filter(path -> path.getName().matches(PREFIX + "\\d{10}"))
                    .sorted(Comparator.comparing(Path::getName).reversed())
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** A complete checkpoint stays one where those before it cannot be deleted. */
    private void prune() {
        try {
            List<Path> keep = complete().stream().limit(KEPT).toList();
            for (Path folder : folders()) {
                if (!keep.contains(folder)) {
                    files().delete(folder, true);
                }
            }
        } catch (IOException e) {
            warnings.accept("cannot delete old checkpoints in " + options.folder() + ": " + e.getMessage());
        }
    }

    private Found read(Path folder) throws IOException {
        byte[] bytes;
        try (InputStream in = files().open(new Path(folder, Manifest.NAME))) {
            bytes = in.readAllBytes();
        }
        Manifest manifest = Manifest.decode(bytes);
        requireSame(folder, manifest.configuration());
        // damaged bytes are not to be taken for lengths and names
        verify(manifest.server(), folder);
        verify(manifest.variables(), folder);
        for (StateFile file : manifest.clients()) {
            verify(file, folder);
        }
        StateFiles states = new StateFiles(folder.toString(), manifest.variables(), manifest.clients());
        try (StateFile.Checked checked = manifest.server().open(folder, options.configuration())) {
            return new Found(readServer(states, checked.in()), states);
        }
    }

    private void verify(StateFile file, Path folder) throws IOException {
        try (StateFile.Checked checked = file.open(folder, options.configuration())) {
            checked.verify();
        }
    }

    private void requireSame(Path folder, Map<String, String> saved) {
        configuration.forEach((name, value) -> {
            String before = saved.get(name);
            if (!value.equals(before)) {
                throw new InvalidInputException("checkpoint " + folder + " is of another run: " + name + " was "
                        + before + ", now it is " + value + "; name another --checkpoint-dir, or run as before");
            }
        });
    }

    private List<StateFile> writeServer(Path folder, Snapshot snapshot) {
        try {
            return List.of(
                    StateFile.write(folder, SERVER, 0, options.configuration(), out -> writeServer(out, snapshot)),
                    StateFile.writeVector(
                            folder,
                            VARIABLES,
                            options.configuration(),
                            snapshot.variables().joined()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StateFile> written(CompletableFuture<List<StateFile>> files) throws IOException {
        try {
            return files.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            throw e;
        }
    }

    private void writeServer(DataOutputStream out, Snapshot snapshot) throws IOException {
        out.writeLong(MAGIC);
        out.writeInt(snapshot.nextRound());
        Ledger ledger = snapshot.ledger();
        for (long amount : new long[] {
            ledger.uplinkBits(),
            ledger.uplinkPaperBits(),
            ledger.uplinkBytes(),
            ledger.downlinkBytes(),
            ledger.setupBytes(),
            ledger.evaluationBytes(),
            ledger.samples()
        }) {
            out.writeLong(amount);
        }
        out.writeInt(snapshot.records().size());
        for (RoundRecord record : snapshot.records()) {
            record.writeTo(out);
        }
        server.writeTo(out);
    }

    private Snapshot readServer(StateFiles states, DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new IOException(SERVER + " does not hold a server's state");
        }
        int nextRound = in.readInt();
        Ledger ledger = new Ledger(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
        List<RoundRecord> records = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            records.add(RoundRecord.readFrom(in));
        }
        server.readFrom(in);
        return new Snapshot(nextRound, ledger, records, states.readVariables(size, options.configuration()));
    }
}
