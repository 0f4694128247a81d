package io.ef21;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** The local disk under a scheme of its own, on which some files find no room, as everything in this JVM sees it. */
public final class ScarceDisk extends RawLocalFileSystem {
    /** The option that makes it known to Hadoop. */
    public static final String OPTION = "fs.scarce.impl";

    /** No room at all, as the kernel says it: the file is a link to /dev/full. */
    public static final int DEVICE = -1;

    private static final String SCHEME = "scarce";
    private static final AtomicReference<Scarcity> NOW = new AtomicReference<>();

    private record Scarcity(String prefix, int bytes) {}

    /** A folder of the local disk as a path of this filesystem. */
    public static org.apache.hadoop.fs.Path path(Path folder) {
        return new org.apache.hadoop.fs.Path(SCHEME, "", folder.toString());
    }

    /** A configuration that knows it. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(OPTION, ScarceDisk.class.getName());
        return configuration;
    }

    /** From now on, files whose name starts so get as many bytes and no more. */
    public static void fill(String prefix, int bytes) {
        NOW.set(new Scarcity(prefix, bytes));
    }

    /** There is room again. */
    public static void free() {
        NOW.set(null);
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** Does nothing: the permissions might be those of /dev/full. */
    @Override
    public void setPermission(org.apache.hadoop.fs.Path f, FsPermission permission) {}

    @Override
    protected OutputStream createOutputStreamWithMode(
            org.apache.hadoop.fs.Path f, boolean append, FsPermission permission) throws IOException {
        Scarcity scarcity = NOW.get();
        boolean scarce = scarcity != null && f.getName().startsWith(scarcity.prefix);
        if (scarce && scarcity.bytes == DEVICE) {
            Files.createSymbolicLink(pathToFile(f).toPath(), Path.of("/dev/full"));
        }
        OutputStream out = super.createOutputStreamWithMode(f, append, null);
        return scarce && scarcity.bytes != DEVICE ? new Limited(out, scarcity.bytes) : out;
    }

    private static final class Limited extends FilterOutputStream {
        private int left;

        Limited(OutputStream out, int bytes) {
            super(out);
            left = bytes;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            int fits = Math.min(len, left);
            out.write(b, off, fits);
            left -= fits;
            if (fits < len) {
                throw new IOException("No space left on device");
            }
        }
    }
}
