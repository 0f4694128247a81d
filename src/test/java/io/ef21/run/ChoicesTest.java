package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.auto.Acceleration;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Downlink;
import io.ef21.method.MethodOptions;
import io.ef21.update.ServerUpdate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What auto means, given the rest. */
class ChoicesTest {
    private static Choices named(String method) {
        return new Choices(method, MethodOptions.NONE, "auto", "auto", "auto", "auto", "auto", "");
    }

    private static Choices with(String update, String precondition, String step, String link) {
        return new Choices("auto", MethodOptions.NONE, "auto", "auto", update, precondition, step, link);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aPublishedMethod_keepsThePapersMeaning(String method) {
        Choices choices = named(method);
        assertEquals(Acceleration.NONE.precondition(), choices.acceleration().precondition());
        assertEquals("gradient", choices.acceleration().update().toString());
        assertFalse(choices.acceleration().chooseUplink());
        assertFalse(choices.acceleration().chooseDownlink());
        assertEquals("theory", choices.chosenStepSize().toString());
        assertEquals(method, choices.chosenMethod().name());
        assertEquals("topk:0.25", choices.chosenCompressor().toString());
        assertEquals(Downlink.EXACT, choices.chosenDownlink());
        assertEquals(0, choices.chosenTol("auto"));
        assertFalse(choices.regularizesAtServer());
    }

    static Stream<String> methods() {
        return Stream.of("gd", "dcgd", "ef14", "ef21", "ef21+", "clag");
    }

    @Test
    void withoutAMethod_everythingIsChosen() {
        Choices choices = named("auto");
        Acceleration acceleration = choices.acceleration();
        assertEquals("lbfgs:10", acceleration.update().toString());
        assertTrue(acceleration.pairsChosen());
        assertTrue(acceleration.precondition());
        assertTrue(acceleration.chooseUplink());
        assertTrue(acceleration.chooseDownlink());
        assertEquals("auto", choices.chosenStepSize().toString());
        assertEquals("ef21", choices.chosenMethod().name());
        assertEquals(1e-9, choices.chosenTol("auto"));
        assertTrue(choices.regularizesAtServer());
    }

    @Test
    void whatIsNamed_isTaken() {
        Choices choices = new Choices(
                "auto", MethodOptions.NONE, "topk:3", "step:quantize:5", "lbfgs:7", "none", "auto", "1gbit");
        Acceleration acceleration = choices.acceleration();
        assertEquals("lbfgs:7", acceleration.update().toString());
        assertFalse(acceleration.pairsChosen());
        assertFalse(acceleration.precondition());
        assertFalse(acceleration.chooseUplink());
        assertFalse(acceleration.chooseDownlink());
        assertEquals(0.01, Objects.requireNonNull(acceleration.link()).latency());
        assertEquals("topk:3", choices.chosenCompressor().toString());
        assertEquals(Downlink.parse("step:quantize:5"), choices.chosenDownlink());
        assertEquals(0.5, choices.chosenTol("0.5"));
        Choices published = new Choices("ef21", MethodOptions.NONE, "auto", "auto", "auto", "diagonal", "auto", "");
        assertTrue(published.acceleration().precondition());
    }

    /** A step size without an update is that of gradient steps; an update without one finds it, or takes the theory's. */
    @ParameterizedTest
    @CsvSource({
        "auto, 0.1, gradient, 0.1",
        "auto, theory, gradient, theory",
        "gradient, auto, gradient, auto",
        "lbfgs, auto, lbfgs:10, auto",
        "fista, auto, fista, theory",
        "heavy-ball:0.5, auto, heavy-ball:0.5, theory",
        "nesterov:0.9, classic, nesterov:0.9, classic"
    })
    void updateAndStepSize_goTogether(String update, String step, String chosenUpdate, String chosenStep) {
        Choices choices = with(update, "auto", step, "");
        assertEquals(chosenUpdate, choices.acceleration().update().toString());
        assertEquals(chosenStep, choices.chosenStepSize().toString());
    }

    @Test
    void aPublishedMethodWithAQuasiNewtonUpdate_findsItsSteps() {
        Choices choices = new Choices("ef21", MethodOptions.NONE, "topk:3", "auto", "lbfgs", "auto", "auto", "");
        assertEquals("auto", choices.chosenStepSize().toString());
        assertFalse(choices.acceleration().precondition());
    }

    @ParameterizedTest
    @CsvSource({"ef21, true", "clag, true", "lag, true", "3pcv5, true", "ef14, false", "dcgd, false", "neolithic, false"
    })
    void anExactStart_isForEstimates(String method, boolean opens) {
        Choices choices = named(method);
        assertFalse(choices.chosenStart("compressed"));
        if (opens) {
            assertTrue(choices.chosenStart("full"));
        } else {
            assertThrows(InvalidInputException.class, () -> choices.chosenStart("full"));
        }
    }

    /** What a method sends whole needs no compressor; a downlink of its own may take the one that is named. */
    @Test
    void aCompressorThatWouldDoNothing_isRefused() {
        for (String method : List.of("gd", "sgd", "lag")) {
            assertEquals(
                    "identity",
                    of(method, "identity", "auto").chosenCompressor().toString());
            assertThrows(InvalidInputException.class, () -> of(method, "topk:3", "auto")
                    .chosenCompressor());
        }
        assertEquals(
                Downlink.parse("memory:topk:3"), of("ef21-p", "topk:3", "auto").chosenDownlink());
        assertThrows(InvalidInputException.class, () -> of("ef21-p", "topk:3", "memory:topk:2")
                .chosenCompressor());
        assertEquals(
                "projection:8",
                of("qsgd-projection", "auto", "auto").chosenCompressor().toString());
    }

    private static Choices of(String method, String compressor, String downlink) {
        return new Choices(method, MethodOptions.NONE, compressor, downlink, "auto", "auto", "auto", "");
    }

    @Test
    void pairs_dependOnTheColumns_whereTheyAreChosen() {
        Acceleration chosen = named("auto").acceleration();
        assertEquals("lbfgs:20", chosen.updateFor(999_999).toString());
        assertEquals("lbfgs:10", chosen.updateFor(1_000_000).toString());
        assertEquals("lbfgs:5", chosen.updateFor(8_000_000).toString());
        Acceleration given = with("lbfgs:7", "auto", "auto", "").acceleration();
        assertEquals("lbfgs:7", given.updateFor(8_000_000).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "heavy-ball", "heavy-ball:1", "nesterov:-0.1", "lbfgs:0", "lbfgs:x", "lbfgs:101"})
    void whatIsNoUpdate_isRefused(String update) {
        assertThrows(InvalidInputException.class, () -> with(update, "auto", "auto", "")
                .acceleration());
    }

    @Test
    void otherNonsense_isRefused() {
        for (Choices choices : List.of(with("auto", "full", "auto", ""), with("auto", "auto", "auto", "fast"))) {
            assertThrows(InvalidInputException.class, () -> choices.acceleration());
        }
        assertThrows(InvalidInputException.class, () -> named("auto").chosenTol("small"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient", "heavy-ball:0.5", "nesterov:0.25", "fista", "lbfgs:3", "owlqn:4", "adam"})
    void updates_readWhatTheyWrite(String update) {
        assertEquals(update, ServerUpdate.parse(update).toString());
        assertEquals(
                ServerUpdate.parse(update),
                ServerUpdate.parse(ServerUpdate.parse(update).toString()));
    }
}
