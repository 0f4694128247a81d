package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.objective.ObjectiveFamily;
import io.ef21.objective.Objectives;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ef21 objectives}, and what else lists them. */
class ObjectivesCommandTest {
    @Test
    void everyFamilyHasItsLine() {
        Program program = Program.here("objectives");
        assertEquals(0, program.exitCode(), program.err());
        for (ObjectiveFamily family : Objectives.all()) {
            long lines = program.out()
                    .lines()
                    .filter(line -> line.equals("  %s: %s; labels: %s; L_i: %s; --model: %s"
                            .formatted(
                                    family.form(),
                                    family.formula(),
                                    family.labels(),
                                    family.smoothness(),
                                    family.model())))
                    .count();
            assertEquals(1, lines, family.form());
        }
    }

    @Test
    void optionAndDocumentation_nameAll() throws IOException {
        String page = Files.readString(Path.of("docs", "objectives.md"));
        for (ObjectiveFamily family : Objectives.all()) {
            if (family.getClass().getName().startsWith("io.ef21.objective.")) {
                assertTrue(TrainOption.OBJECTIVE.text().contains(family.name()), family.name());
                assertTrue(page.contains("`" + family.form() + "`"), family.form());
            }
        }
    }
}
