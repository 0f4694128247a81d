package io.ef21.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressors;
import io.ef21.method.Methods;
import io.ef21.objective.Regularizer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistyped name is answered by the nearest one, and by all. */
class NearestTest {
    private static final List<String> NAMES = List.of("gd", "dcgd", "ef14", "ef21", "ef21+");

    @ParameterizedTest
    @CsvSource({"ef12, ef14", "EF21, ef21", "ef21++, ef21+", "dcg, dcgd", "fe21, ef21", "ef2, ef21", "g, gd"})
    void typo_isAnsweredByTheNearestName(String typo, String meant) {
        String message = Nearest.unknown("method", typo, NAMES);
        assertTrue(message.contains("unknown method '" + typo + "'"), message);
        assertTrue(message.contains("did you mean '" + meant + "'?"), message);
        assertTrue(message.endsWith("there are gd, dcgd, ef14, ef21, ef21+"), message);
    }

    @Test
    void nameLikeNone_isAnsweredByAllNamesOnly() {
        String message = Nearest.unknown("method", "momentum", NAMES);
        assertFalse(message.contains("did you mean"), message);
        assertTrue(message.contains("there are gd, dcgd, ef14, ef21, ef21+"), message);
    }

    @Test
    void catalogues_useIt() {
        assertMeant("ef21", () -> Methods.parse("ef22"));
        assertMeant("topk", () -> Compressors.parse("topc:3"));
        assertMeant("l2:LAMBDA", () -> Regularizer.parse("l3:LAMBDA"));
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "flaw, lawn, 2", "same, same, 0", "ab, ba, 2"})
    void distance_isLevenshteins(String a, String b, int distance) {
        assertEquals(distance, Nearest.distance(a, b));
    }

    @Test
    void distance_isAMetric() {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 5000; instance++) {
            String a = word(random);
            String b = word(random);
            String c = word(random);
            assertEquals(Nearest.distance(a, b), Nearest.distance(b, a));
            assertEquals(a.equals(b), Nearest.distance(a, b) == 0);
            assertTrue(Nearest.distance(a, c) <= Nearest.distance(a, b) + Nearest.distance(b, c));
            assertTrue(Nearest.distance(a, b) <= Math.max(a.length(), b.length()));
        }
    }

    private static void assertMeant(String meant, Executable parse) {
        InvalidInputException e = assertThrows(InvalidInputException.class, parse);
        assertTrue(e.getMessage().contains("did you mean '" + meant + "'"), e.getMessage());
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(7); length > 0; length--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
