package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.spark.ClientFailure;
import io.ef21.spark.Faulty;
import io.ef21.spark.Journal;
import io.ef21.spark.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that fails on Spark ends with exit code 1 and one sentence. */
class FailureTest {
    @TempDir
    private Path folder;

    @Test
    void aClientThatThrows_isOneSentence() {
        Journal journal = Journal.in(folder);
        ClientFailure failure = assertThrows(
                ClientFailure.class,
                () -> Faulty.train(
                        TestSpark.context(), Faulty.clients(journal, FailureTest::fail), Faulty.WIDE, null, journal));
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertEquals(1, Ef21.failed(failure));
        } finally {
            System.setErr(err);
        }
        assertEquals(
                "ef21: client 2 failed in round 3 (partition 0): java.lang.ArithmeticException: a fault\n",
                said.toString(StandardCharsets.UTF_8));
    }

    private static void fail(Journal journal, int round, int client) {
        if (round == 3 && client == 2) {
            throw new ArithmeticException("a fault");
        }
    }
}
