package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as tables show them. */
class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "385, 385, 385",
        "2088.4, 2088, 2088.4",
        "15600, 1.56e4, 1.56e4",
        "0.11, 0.110, 0.11",
        "0.005, 5e-3, 0.005",
        "1e-6, 1e-6, 1e-6",
        "-0.00123456, -1.23e-3, -0.00123456",
        "1.2e10, 1.2e10, 1.2e10",
        "100000, 1e5, 1e5"
    })
    void numbers_haveThreeDigits_orAll(double value, String three, String all) {
        assertEquals(three, Text.number(value));
        assertEquals(all, Text.plain(value));
    }
}
