package io.ef21.plot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is there whole or not at all: it is written under a temporary name beside the final one and then renamed.
 * A reader sees the old file or the new one, and a failure leaves the old one as it was.
 */
final class WholeFile {
    private WholeFile() {}

    /**
     * Puts the content under the name, replacing a file that is there.
     *
     * @throws IOException if the file cannot be written or renamed
     */
    static void write(Path file, byte[] content) throws IOException {
        // Not Files.createTempFile: its files are private to the user, and a figure should follow the umask.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                // A crash right after the rename must not leave the name on an empty file.
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
