package io.ef21.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a process, its turn has an outcome. The processes are shell scripts. */
class TurnsApartTest {
    private static final TurnTask TASK = TurnTask.fits(List.of(3, 5));

    @TempDir
    private Path folder;

    /** In the script $1 to $8 are the options of the turn. */
    private static Turn turn(String script, double seconds) throws IOException {
        List<String> command = List.of("/bin/sh", "-c", script, "sh");
        return new TurnsApart(command, Duration.ofMillis((long) (1000 * seconds))).take("default", TASK);
    }

    @Test
    void aTurn_isWhatTheProcessWrote() throws IOException {
        Fit fit = new Fit(
                3,
                new double[] {1, 0.5},
                new double[] {7, 8},
                0.1,
                new Traffic(1, 2, 3, 4, 5),
                new Heap(6, 7),
                Double.NaN);
        Turn written = new Turn(new DataSize(1, 2, 3, 4), 0.25, 0.5, List.of(fit), "");
        Path file = folder.resolve("turn");
        TurnsApart.write(written, file);
        Turn read = turn(
                "test \"$1 $2 $3 $4 $5 $6 $7\" = '--turn default --turn-iterations 3,5 --turn-threshold NaN --turn-file'"
                        + " && cp '" + file + "' \"$8\"",
                10);
        assertTrue(read.complete(), read.failure());
        assertEquals(written.size(), read.size());
        assertEquals(0.5, read.prepareSeconds());
        assertArrayEquals(fit.objectives(), read.last().objectives());
        assertEquals(fit.traffic(), read.last().traffic());
        assertEquals(fit.heap(), read.last().heap());
        assertTrue(Double.isNaN(read.last().heldOutLoss()));
    }

    @Test
    void outOfMemory_isAnOutcome() throws IOException {
        Turn turn = turn("echo 'java.lang.OutOfMemoryError: Java heap space' >&2; exit 52", 10);
        assertEquals("OutOfMemoryError (the process ended with exit code 52)", turn.failure());
        assertFalse(turn.complete());
        assertTrue(turn.fits().isEmpty());
    }

    @Test
    void noEnd_isAnOutcome() throws IOException {
        assertEquals("no end after 0 s", turn("sleep 20", 0.3).failure());
    }

    @Test
    void anyOtherEnd_saysWhatWasSaidLast() throws IOException {
        assertEquals(
                "the process ended with exit code 1: ef21: failed: no luck",
                turn("echo 'ef21: starting'; echo 'ef21: failed: no luck'; echo '\tat somewhere'; exit 1", 10)
                        .failure());
    }

    @Test
    void badInput_isThrown() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> turn("echo 'ef21: --data x: no such file or folder'; exit 2", 10));
        assertEquals("--data x: no such file or folder", refused.getMessage());
    }

    @Test
    void aTaskWithoutIterations_isNone() {
        assertThrows(IllegalArgumentException.class, () -> TurnTask.fits(List.of()));
        assertThrows(IllegalArgumentException.class, () -> TurnTask.search(0, 1));
    }
}
