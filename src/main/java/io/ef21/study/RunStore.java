package io.ef21.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finished runs in a folder: {@code KEY.jsonl} is the history, {@code KEY.json} says what it is of. The key is a hash of the
 * options, the data and the version of this program. The second file is written last, so a run that has it is whole.
 *
 * <p>Thread-safe for different runs.
 */
public final class RunStore {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int KEY_DIGITS = 20;

    private final Path folder;
    private final String version;
    private final String data;

    /**
     * A store in a folder, which is made.
     *
     * @param version of the program: what another one computed is not reused
     * @param data what the data are
     */
    public RunStore(Path folder, String version, String data) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.version = version;
        this.data = data;
    }

    /** The name under which a run is kept. */
    String key(PlannedRun run) {
        String text = version + "\n" + data + "\n" + run.canonical();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Where its history is, or will be. */
    Path history(PlannedRun run) {
        return folder.resolve(key(run) + ".jsonl");
    }

    /** What is known of a finished run; null where there is none. */
    @Nullable
    RunFacts find(PlannedRun run) throws IOException {
        Path facts = facts(run);
        return Files.exists(facts) && Files.exists(history(run))
                ? JSON.treeToValue(JSON.readTree(facts.toFile()).get("facts"), RunFacts.class)
                : null;
    }

    /** Keeps a run whose history is there. */
    void finish(PlannedRun run, RunFacts facts) throws IOException {
        ObjectNode all = JSON.createObjectNode();
        all.put("command", run.command()).put("version", version).put("data", data);
        all.set("facts", JSON.valueToTree(facts));
        Path file = facts(run);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, JSON.writeValueAsString(all) + "\n");
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path facts(PlannedRun run) {
        return folder.resolve(key(run) + ".json");
    }
}
