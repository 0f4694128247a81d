package io.ef21.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links as users write them. */
class LinkTest {
    @ParameterizedTest
    @CsvSource({
        "100mbit, 12.5e6, 0.01",
        "1gbit:10ms, 125e6, 0.01",
        "1.5Gbit:250us, 187.5e6, 250e-6",
        "56kbit:2s, 7000, 2",
        "8mbit:0ms, 1e6, 0"
    })
    void rateAndLatency(String specification, double bytesPerSecond, double latency) {
        Link link = Link.parse(specification);
        assertEquals(bytesPerSecond, link.bytesPerSecond(), 1e-9 * bytesPerSecond);
        assertEquals(latency, link.latency(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fast",
                "100",
                "100mb",
                "-1gbit",
                "0mbit",
                "1.2.3mbit",
                "1gbit:",
                "1gbit:10",
                "1gbit:10ms:1ms"
            })
    void whatIsNoLink_isRefused(String specification) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Link.parse(specification));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("--link must be RATE[:LATENCY]"));
    }
}
