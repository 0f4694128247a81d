package io.ef21.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.compress.Compressors;
import io.ef21.update.Stepper.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits from round to round. */
class UplinkScheduleTest {
    private static final int WINDOW = 16;

    @ParameterizedTest
    @ValueSource(strings = {"identity", "topk:3", "quantize:2"})
    void aNamedCompressor_stays(String name) {
        UplinkSchedule schedule = UplinkSchedule.named(Compressors.parse(name));
        assertEquals(Compressors.parse(name), schedule.first());
        for (int round = 0; round < 5 * WINDOW; round++) {
            assertEquals(Compressors.parse(name), schedule.after(Action.REFINE));
        }
    }

    @Test
    void whereTheServerWaits_eightBitsAreSent() {
        UplinkSchedule schedule = UplinkSchedule.chosen(Compressors.parse("quantize:4"));
        assertEquals("quantize:4", schedule.first().toString());
        for (Action action : new Action[] {Action.STEP, Action.RETRY, Action.REFINE, Action.STEP}) {
            assertEquals(
                    action == Action.REFINE ? "quantize:8" : "quantize:4",
                    schedule.after(action).toString());
        }
    }

    @Test
    void whereTheServerWaits_aGridIsFiner() {
        UplinkSchedule schedule = UplinkSchedule.chosen(Compressors.parse("grid:0.8"));
        assertEquals("grid:0.05", schedule.after(Action.REFINE).toString());
        assertEquals("grid:0.8", schedule.after(Action.STEP).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "quantize:4, 4, quantize:4",
        "quantize:4, 5, quantize:5",
        "quantize:8, 16, quantize:8",
        "topk:0.1, 5, quantize:4",
        "grid:0.7, 4, grid:0.7",
        "grid:0.7, 5, grid:0.35",
        "grid:0.06, 16, grid:0.05"
    })
    void waitingInFiveOfSixteenRounds_takesMoreBits(String from, int waits, String then) {
        UplinkSchedule schedule = UplinkSchedule.chosen(Compressors.parse(from));
        for (int round = 0; round < WINDOW; round++) {
            schedule.after(round < waits ? Action.REFINE : Action.STEP);
        }
        assertEquals(Compressors.parse(then), schedule.after(Action.STEP));
    }

    @Test
    void waitsAreCountedPerWindow() {
        UplinkSchedule schedule = UplinkSchedule.chosen(Compressors.parse("quantize:4"));
        for (int round = 0; round < 10 * WINDOW; round++) {
            // eight in a row, four on either side of a border
            boolean wait = round % (2 * WINDOW) >= WINDOW - 4 && round % (2 * WINDOW) < WINDOW + 4;
            schedule.after(wait ? Action.REFINE : Action.STEP);
        }
        assertEquals("quantize:4", schedule.after(Action.STEP).toString());
    }

    @Test
    void saved_goesOnAlike() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int saved = 0; saved < 40; saved++) {
            UplinkSchedule schedule = UplinkSchedule.chosen(Compressors.parse("quantize:3"));
            for (int round = 0; round < saved; round++) {
                schedule.after(random.nextInt(3) == 0 ? Action.REFINE : Action.STEP);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            schedule.writeTo(new DataOutputStream(bytes));
            UplinkSchedule again = UplinkSchedule.chosen(Compressors.parse("quantize:3"));
            again.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            for (int round = 0; round < 40; round++) {
                Action action = random.nextInt(3) == 0 ? Action.REFINE : Action.STEP;
                assertEquals(schedule.after(action), again.after(action));
            }
        }
    }
}
