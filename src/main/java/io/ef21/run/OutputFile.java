package io.ef21.run;

import io.ef21.data.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command will write, checked before it starts. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * The absolute path.
     *
     * @param flag of the option that names it, for the message
     * @throws InvalidInputException if it is a folder, or its folder does not exist or cannot be written
     */
    public static Path at(String flag, String text) {
        Path file = Path.of(text).toAbsolutePath();
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new InvalidInputException(
                    "%s %s: must name a file in an existing folder that can be written".formatted(flag, text));
        }
        return file;
    }
}
