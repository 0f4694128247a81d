package io.ef21;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The optional folder with the papers' datasets, named by the environment variable EF21_DATA. */
public final class RealData {
    private RealData() {}

    /** The file, or a loud skip of the calling test. */
    public static Path file(String name) {
        String folder = System.getenv("EF21_DATA");
        if (folder == null || !Files.exists(Path.of(folder, name))) {
            System.err.println("*** SKIPPED: a check on real data needs " + name
                    + " in the folder that the environment variable EF21_DATA names ***");
        }
        assumeTrue(folder != null, "EF21_DATA is not set: checks on real data are skipped");
        assumeTrue(Files.exists(Path.of(folder, name)), name + " is not in EF21_DATA");
        return Path.of(folder, name);
    }
}
