package io.ef21.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.kernel.CounterRandom;
import org.junit.jupiter.api.Test;

/** Who answers: the draw of a round against the rule for a client by itself. */
class AttendanceTest {
    @Test
    void theSmallestNumbers_answer() {
        for (int n : new int[] {1, 2, 3, 10, 57, 300}) {
            for (int tau : new int[] {1, 2, n / 3 + 1, n - 1, n}) {
                for (long key = 0; key < 20 && tau >= 1 && tau <= n; key++) {
                    Attendance drawn = new Participation.Nice(tau).draw(n, key);
                    int answers = 0;
                    for (int client = 0; client < n; client++) {
                        boolean answered = drawn.includes(client);
                        assertEquals(isAmongSmallest(client, tau, n, key), answered);
                        answers += answered ? 1 : 0;
                    }
                    assertEquals(tau, answers);
                }
            }
        }
    }

    /** One client against all others: what runs drew before there was a draw for all. */
    private static boolean isAmongSmallest(int client, int tau, int n, long key) {
        long mine = CounterRandom.bits(key, client);
        int before = 0;
        for (int other = 0; other < n; other++) {
            long theirs = CounterRandom.bits(key, other);
            before += theirs < mine || (theirs == mine && other < client) ? 1 : 0;
        }
        return before < tau;
    }

    @Test
    void ofEqualNumbers_theFirstClientsAnswer() {
        long number = CounterRandom.bits(7, 3);
        assertTrue(new Attendance.Smallest(7, number, 3).includes(3));
        assertFalse(new Attendance.Smallest(7, number, 2).includes(3));
        assertTrue(new Attendance.Smallest(7, number + 1, -1).includes(3));
    }

    @Test
    void probabilities_areEachClientsOwn() {
        Attendance drawn = new Participation.Bernoulli(0.4).draw(50, 9);
        for (int client = 0; client < 50; client++) {
            assertEquals(CounterRandom.uniform(9, client) < 0.4, drawn.includes(client));
        }
        assertTrue(Participation.FULL.draw(3, 9).includes(2));
    }
}
