package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.ScarceDisk;
import io.ef21.data.InvalidInputException;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.update.Stepper.Action;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that was broken off goes on from its last checkpoint to the same bits, and never from a wrong one. */
class CheckpointTest {
    private static final int ROUNDS = 37;
    private static final List<Objective> CLIENTS = Problems.oneHot(600, 6, new Regularizer.L2(0.01));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ef21, topk:3, false",
        "ef21+, topk:1, false",
        "ef14, topk:3, false",
        "gd, identity, false",
        "ef21, quantize:3, true"
    })
    void brokenOffAnywhere_goesOnToTheSameBits(String method, String compressor, boolean narrow) {
        goesOnToTheSameBits(options(method, compressor, narrow));
    }

    @ParameterizedTest
    @CsvSource({"nesterov:0.9, diagonal", "fista, none", "heavy-ball:0.8, diagonal", "gradient, diagonal"})
    void brokenOffBetweenAcceleratedSteps_goesOnToTheSameBits(String update, String precondition) {
        Choices choices = new Choices(
                "ef21", MethodOptions.NONE, "quantize:4", "step:quantize:6", update, precondition, "theory", "");
        goesOnToTheSameBits(
                options("ef21", "quantize:4", false).with(choices.acceleration(), choices.chosenStepSize()));
    }

    /** Every state of every method is in the files. */
    @ParameterizedTest
    @MethodSource("published")
    void everyPublishedMethod_goesOnToTheSameBits(String method) {
        goesOnToTheSameBits(Problems.published(method, ROUNDS));
    }

    /** With resets in rounds after which there is a checkpoint, and in others. */
    @Test
    void exchangedErrors_goOnToTheSameBits() {
        goesOnToTheSameBits(options("ef14", "topk:3", false).withMethod(ErrorResetTest.averaging(0.2)));
    }

    static Stream<String> published() {
        return Methods.names().stream()
                .filter(name -> !name.equals("cgd") && !Methods.parse(name).isDecentralized());
    }

    /** Broken off while the server waits, and after steps that it takes back. */
    @ParameterizedTest
    @CsvSource({
        "auto, nonconvex:0.1, STEP",
        "topk:8, nonconvex:0.1, RETRY",
        "topk:12, l1:0.005, RETRY",
        "quantize:2, elasticnet:0.01:0.5, REFINE",
        "topk:3, l2:0.01, REFINE"
    })
    void brokenOffBehindTheSafeguard_goesOnToTheSameBits(String compressor, String regularizer, Action some) {
        TrainingOptions options = Problems.untuned("auto", compressor, Regularizer.parse(regularizer), ROUNDS, 0);
        Problems.Run expected = goesOnToTheSameBits(options);
        assertTrue(
                expected.records().stream().anyMatch(record -> record.action() == some),
                () -> expected.records().stream()
                        .map(r -> r.action().toString())
                        .toList()
                        .toString());
    }

    private Problems.Run goesOnToTheSameBits(TrainingOptions options) {
        Problems.Run expected = whole(options);
        int[] breaks = {0, 4, 5, 12, 33};
        for (int i = 0; i < breaks.length; i++) {
            Listener listener = new Listener(breaks[i]);
            assertThrows(Broken.class, () -> train(options, CheckpointOptions.Resume.AUTO, listener));
        }
        Listener last = new Listener(Integer.MAX_VALUE);
        Outcome outcome = train(options, CheckpointOptions.Resume.AUTO, last);
        assertEquals(30, last.resumedAt);
        assertEquals(strip(expected.records()), strip(last.records));
        assertArrayEquals(expected.outcome().model(), outcome.model());
        return expected;
    }

    @Test
    void twoCheckpointsAreKept() throws IOException {
        train(options("ef21", "topk:3", false), CheckpointOptions.Resume.AUTO, new Listener(Integer.MAX_VALUE));
        assertEquals(List.of("round-0000000030", "round-0000000035"), folders());
    }

    @ParameterizedTest
    @CsvSource({
        "manifest.json, cut",
        "server.bin, cut",
        "states-00000.bin, flip",
        "server.bin, flip",
        "variables.bin, cut",
        "variables.bin, flip",
        "manifest.json, flip",
        "states-00000.bin, gone"
    })
    void aDamagedCheckpoint_isNoticedAndTheOneBeforeUsed(String file, String damage) throws IOException {
        TrainingOptions options = options("ef21", "topk:3", false);
        Problems.Run expected = whole(options);
        assertThrows(Broken.class, () -> train(options, CheckpointOptions.Resume.AUTO, new Listener(33)));
        damage(folder.resolve("round-0000000030").resolve(file), damage);
        Listener listener = new Listener(Integer.MAX_VALUE);
        Outcome outcome = train(options, CheckpointOptions.Resume.REQUIRE, listener);
        assertEquals(25, listener.resumedAt);
        assertEquals(1, listener.warnings.size(), listener.warnings.toString());
        assertTrue(listener.warnings.get(0).contains("round-0000000030"), listener.warnings.get(0));
        assertEquals(strip(expected.records()), strip(listener.records));
        assertArrayEquals(expected.outcome().model(), outcome.model());
    }

    @Test
    void anotherConfiguration_isRefusedByItsFirstDifference() {
        assertThrows(
                Broken.class,
                () -> train(options("ef21", "topk:3", false), CheckpointOptions.Resume.AUTO, new Listener(12)));
        refused("compressor was topk:3, now it is topk:4", options("ef21", "topk:4", false), CLIENTS);
        refused("method was ef21, now it is ef21+", options("ef21+", "topk:3", false), CLIENTS);
        refused(
                "clients was 6, now it is 5",
                options("ef21", "topk:3", false),
                Problems.oneHot(600, 5, new Regularizer.L2(0.01)));
        refused(
                "objective, data, its split and its layout was",
                options("ef21", "topk:3", false),
                Problems.oneHot(600, 6, new Regularizer.L2(0.02)));
        refused(
                "objective, data, its split and its layout was",
                options("ef21", "topk:3", false),
                Problems.oneHot(new Loss.SquaredHinge(), 600, 6, new Regularizer.L2(0.01)));
    }

    @Test
    void never_refusesToRunBesideACheckpoint() {
        TrainingOptions options = options("ef21", "topk:3", false);
        train(options, CheckpointOptions.Resume.NEVER, new Listener(Integer.MAX_VALUE));
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> train(options, CheckpointOptions.Resume.NEVER, new Listener(Integer.MAX_VALUE)));
        assertTrue(String.valueOf(refused.getMessage()).contains("add --resume auto"));
    }

    @Test
    void require_refusesToStartAfresh() {
        assertThrows(
                InvalidInputException.class,
                () -> train(
                        options("ef21", "topk:3", false),
                        CheckpointOptions.Resume.REQUIRE,
                        new Listener(Integer.MAX_VALUE)));
    }

    @Test
    void aFolderThatIsAFile_isRefused() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        folder = folder.resolve("file");
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> train(
                        options("ef21", "topk:3", false),
                        CheckpointOptions.Resume.AUTO,
                        new Listener(Integer.MAX_VALUE)));
        assertTrue(String.valueOf(refused.getMessage()).contains("--checkpoint-dir"));
    }

    @Test
    void aCheckpointThatCannotBeWritten_warnsOrEndsTheRun() {
        TrainingOptions options = options("ef21", "topk:3", false);
        for (boolean fail : new boolean[] {false, true}) {
            Listener listener = new Listener(Integer.MAX_VALUE) {
                @Override
                public void round(RoundRecord record) {
                    super.round(record);
                    if (record.round() == 22) {
                        spoil();
                    }
                }
            };
            if (fail) {
                assertThrows(
                        CheckpointFailedException.class,
                        () -> train(options, CheckpointOptions.Resume.AUTO, listener, true));
            } else {
                Outcome outcome = train(options, CheckpointOptions.Resume.AUTO, listener, false);
                assertEquals(StopReason.ROUNDS, outcome.reason());
                assertFalse(listener.warnings.isEmpty());
            }
            mend();
            Listener again = new Listener(Integer.MAX_VALUE);
            train(options, CheckpointOptions.Resume.AUTO, again, true);
            assertEquals(20, again.resumedAt, "what was complete stays usable");
            deleteAll();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "server, 0", "server, 1", "server, 400", "server, -1",
        "states, 0", "states, 7", "states, 2000", "states, -1",
        "manifest, 0", "manifest, 1", "manifest, 300", "manifest, -1"
    })
    void aDiskThatIsFullInTheMiddleOfAFile_warnsOrEndsTheRun(String file, int bytes) throws IOException {
        TrainingOptions options = options("ef21", "topk:3", false);
        Problems.Run expected = whole(options);
        for (boolean fail : new boolean[] {false, true}) {
            Listener listener = new Listener(Integer.MAX_VALUE) {
                @Override
                public void round(RoundRecord record) {
                    super.round(record);
                    if (record.round() == 22) {
                        ScarceDisk.fill(file, bytes);
                    }
                }
            };
            String sentence = "cannot write the checkpoint before round 25 to "
                    + scarce(fail).folder() + "/round-0000000025: No space left on device";
            if (fail) {
                CheckpointFailedException failed =
                        assertThrows(CheckpointFailedException.class, () -> train(options, scarce(fail), listener));
                assertEquals(sentence + "; the checkpoints before it stay usable", failed.getMessage());
            } else {
                assertArrayEquals(
                        expected.outcome().model(),
                        train(options, scarce(fail), listener).model());
                assertEquals(strip(expected.records()), strip(listener.records));
                assertEquals(3, listener.warnings.size());
                assertEquals(sentence, listener.warnings.get(0));
            }
            assertEquals(List.of("round-0000000015", "round-0000000020"), folders(), "what was begun is cleared away");
            ScarceDisk.free();
            Listener again = new Listener(Integer.MAX_VALUE);
            Outcome outcome = train(options, scarce(true), again);
            assertEquals(20, again.resumedAt, "what was complete stays usable");
            assertEquals(List.of(), again.warnings);
            assertEquals(strip(expected.records()), strip(again.records));
            assertArrayEquals(expected.outcome().model(), outcome.model());
            deleteAll();
        }
    }

    @AfterEach
    void freeTheDisk() {
        ScarceDisk.free();
    }

    private CheckpointOptions scarce(boolean fail) {
        return new CheckpointOptions(ScarceDisk.path(folder), 5, CheckpointOptions.Resume.AUTO, fail)
                .on(ScarceDisk.configuration());
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            return left.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** The place of later checkpoints is taken by files: root may write anywhere, so permissions would not do. */
    private void spoil() {
        try {
            for (int round : new int[] {25, 30, 35}) {
                Path blocked = folder.resolve("round-%010d".formatted(round));
                Files.createDirectories(blocked.resolve("x"));
            }
            Files.move(folder, folder.resolveSibling("aside"));
            Files.writeString(folder, "in the way");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void mend() {
        try {
            Files.delete(folder);
            Files.move(folder.resolveSibling("aside"), folder);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void deleteAll() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .filter(path -> !path.equals(folder))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String sentence, TrainingOptions options, List<Objective> clients) {
        try (LocalEngine engine = LocalEngine.of(clients, 1)) {
            InvalidInputException refused = assertThrows(InvalidInputException.class, () -> new Training(
                            options, checkpoints(CheckpointOptions.Resume.AUTO, true))
                    .run(engine, new Listener(Integer.MAX_VALUE)));
            assertTrue(String.valueOf(refused.getMessage()).contains(sentence), refused.getMessage());
        }
    }

    private static void damage(Path file, String how) throws IOException {
        switch (how) {
            case "cut" -> {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.setLength(open.length() - 3);
                }
            }
            case "flip" -> {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 4;
                Files.write(file, bytes);
            }
            default -> Files.delete(file);
        }
        // Hadoop's local filesystem keeps checksums of its own beside the files; another store does not
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private Outcome train(TrainingOptions options, CheckpointOptions.Resume resume, Listener listener) {
        return train(options, resume, listener, true);
    }

    private Outcome train(TrainingOptions options, CheckpointOptions.Resume resume, Listener listener, boolean fail) {
        return train(options, checkpoints(resume, fail), listener);
    }

    private static Outcome train(TrainingOptions options, CheckpointOptions checkpoints, Listener listener) {
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 2)) {
            return new Training(options, checkpoints).run(engine, listener);
        }
    }

    private CheckpointOptions checkpoints(CheckpointOptions.Resume resume, boolean fail) {
        return new CheckpointOptions(new org.apache.hadoop.fs.Path(folder.toUri()), 5, resume, fail);
    }

    private static Problems.Run whole(TrainingOptions options) {
        try (LocalEngine engine = LocalEngine.of(CLIENTS, 1)) {
            return Problems.run(engine, options);
        }
    }

    private static TrainingOptions options(String method, String compressor, boolean narrow) {
        return Problems.options(method, compressor, "theory:4", ROUNDS).withStatePrecision(narrow);
    }

    private static List<RoundRecord> strip(List<RoundRecord> records) {
        return records.stream().map(RoundRecord::withoutTime).toList();
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static class Listener implements RoundListener {
        private final int breakAt;
        final List<RoundRecord> records = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        int resumedAt;

        Listener(int breakAt) {
            this.breakAt = breakAt;
        }

        @Override
        public void warning(String what) {
            warnings.add(what);
        }

        @Override
        public void resumed(int nextRound) {
            resumedAt = nextRound;
        }

        @Override
        public void round(RoundRecord record) {
            records.add(record);
            if (record.round() == breakAt && records.size() > resumedAt) {
                throw new Broken();
            }
        }
    }
}
