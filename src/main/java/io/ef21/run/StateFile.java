package io.ef21.run;

import io.ef21.method.ClientState;
import io.ef21.method.Stored;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A data file of a checkpoint, as its manifest names it. Format of client states ({@code states-*.bin}), big-endian:
 *
 * <pre>
 * int64   magic
 * int32   client      -1 ends the file
 * float64 drift
 * int32   vectors of the estimator, then each
 * int32   vectors of the mechanism, then each
 * ... next client
 * </pre>
 *
 * <p>A vector:
 *
 * <pre>
 * int8    width       8 doubles, 4 floats, 1 as a message
 * int32   length
 * values, or int32 bytes and the message
 * </pre>
 *
 * <p>What a client can derive from the server's state, its copy of x, is not written.
 *
 * @param name within the folder of the checkpoint
 * @param firstClient the lowest client in it; client states are of consecutive clients
 * @param bytes its length
 * @param crc32c of all of it
 */
public record StateFile(String name, int firstClient, long bytes, long crc32c) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MAGIC = 0x4546323153544132L;
    private static final int END = -1;
    private static final int CODED = 1;
    private static final int BUFFER = 1 << 16;

    /** Writes a file and reports its length and checksum. */
    @FunctionalInterface
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    static StateFile write(Path folder, String name, int firstClient, Configuration configuration, Content content)
            throws IOException {
        Path file = new Path(folder, name);
        CRC32C checksum = new CRC32C();
        try (OutputStream raw = files(file, configuration).create(file, true);
                DataOutputStream out = new DataOutputStream(
                        new CheckedOutputStream(new BufferedOutputStream(raw, BUFFER), checksum))) {
            content.writeTo(out);
            out.flush();
        } catch (FSError e) {
            // what Hadoop's local filesystem makes of a full disk
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
        return new StateFile(
                name,
                firstClient,
                files(file, configuration).getFileStatus(file).getLen(),
                checksum.getValue());
    }

    /** Writes the states of clients. */
    public static StateFile writeStates(
            Path folder,
            String name,
            int firstClient,
            Configuration configuration,
            Iterator<Map.Entry<Integer, ClientState>> states)
            throws IOException {
        return write(folder, name, firstClient, configuration, out -> {
            out.writeLong(MAGIC);
            while (states.hasNext()) {
                Map.Entry<Integer, ClientState> entry = states.next();
                out.writeInt(entry.getKey());
                out.writeDouble(entry.getValue().drift());
                writeAll(out, entry.getValue().estimator());
                writeAll(out, entry.getValue().mechanism());
            }
            out.writeInt(END);
        });
    }

    /**
     * The states in this file, by client; their models are empty, see {@link io.ef21.method.ClientState#withModel}.
     *
     * @throws IOException if the file is not what was written
     */
    public SortedMap<Integer, ClientState> readStates(Path folder, Configuration configuration) throws IOException {
        SortedMap<Integer, ClientState> states = new TreeMap<>();
        try (Checked checked = open(folder, configuration)) {
            DataInputStream in = checked.in();
            if (in.readLong() != MAGIC) {
                throw new IOException(name + " does not hold client states");
            }
            for (int client = in.readInt(); client != END; client = in.readInt()) {
                double drift = in.readDouble();
                states.put(client, new ClientState(new double[0], null, readAll(in), readAll(in), drift));
            }
            checked.verify();
        }
        return states;
    }

    /** The filesystem of a path, without the checksums that Hadoop adds to local files: ours cover every byte. */
    static FileSystem files(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        return files instanceof ChecksumFileSystem summed ? summed.getRawFileSystem() : files;
    }

    /** Writes a vector and nothing else. */
    static StateFile writeVector(Path folder, String name, Configuration configuration, double[] values)
            throws IOException {
        return write(folder, name, 0, configuration, out -> writeDoubles(out, values));
    }

    /** Reads what {@link #writeVector} wrote. */
    double[] readVector(Path folder, Configuration configuration) throws IOException {
        try (Checked checked = open(folder, configuration)) {
            double[] values = readDoubles(checked.in());
            checked.verify();
            return values;
        }
    }

    /** Opens the file, to be verified once it is read. */
    Checked open(Path folder, Configuration configuration) throws IOException {
        Path file = new Path(folder, name);
        long length = files(file, configuration).getFileStatus(file).getLen();
        if (length != bytes) {
            throw new IOException(name + " has " + length + " bytes instead of " + bytes);
        }
        CheckedInputStream in = new CheckedInputStream(
                new BufferedInputStream(files(file, configuration).open(file), BUFFER), new CRC32C());
        return new Checked(this, in, new DataInputStream(in));
    }

    /** A file that is being read. */
    record Checked(StateFile file, CheckedInputStream raw, DataInputStream in) implements AutoCloseable {
        /** Reads to the end and compares the checksum. */
        void verify() throws IOException {
            InputStream rest = raw;
            byte[] buffer = new byte[BUFFER];
            while (rest.read(buffer) >= 0) {
                // to the end
            }
            if (raw.getChecksum().getValue() != file.crc32c()) {
                throw new IOException(file.name() + " is damaged: its checksum is wrong");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static void writeAll(DataOutputStream out, Stored[] all) throws IOException {
        out.writeInt(all.length);
        for (Stored stored : all) {
            writeStored(out, stored);
        }
    }

    private static Stored[] readAll(DataInputStream in) throws IOException {
        List<Stored> all = new ArrayList<>();
        for (int count = length(in); count > 0; count--) {
            all.add(readStored(in));
        }
        return all.toArray(Stored[]::new);
    }

    private static void writeStored(DataOutputStream out, Stored stored) throws IOException {
        if (stored instanceof Stored.Narrow narrow) {
            out.writeByte(Float.BYTES);
            out.writeInt(narrow.values().length);
            ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(narrow.values().length, Float.BYTES));
            buffer.asFloatBuffer().put(narrow.values());
            out.write(buffer.array(), buffer.arrayOffset(), buffer.capacity());
        } else if (stored instanceof Stored.Coded coded) {
            out.writeByte(CODED);
            out.writeInt(coded.length());
            out.writeInt(coded.encoded().length);
            out.write(coded.encoded());
        } else {
            out.writeByte(Double.BYTES);
            writeDoubles(out, stored.read());
        }
    }

    private static Stored readStored(DataInputStream in) throws IOException {
        byte width = in.readByte();
        if (width == Double.BYTES) {
            return new Stored.Wide(readDoubles(in));
        }
        if (width == CODED) {
            int length = length(in);
            byte[] encoded = new byte[length(in)];
            in.readFully(encoded);
            return new Stored.Coded(encoded, length);
        }
        float[] values = new float[length(in)];
        ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES))
                .asFloatBuffer()
                .get(values);
        return new Stored.Narrow(values);
    }

    static void writeDoubles(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (int from = 0; from < values.length; from += BUFFER / Double.BYTES) {
            int count = Math.min(BUFFER / Double.BYTES, values.length - from);
            buffer.clear().asDoubleBuffer().put(values, from, count);
            out.write(buffer.array(), buffer.arrayOffset(), count * Double.BYTES);
        }
    }

    static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[length(in)];
        byte[] buffer = new byte[BUFFER];
        for (int from = 0; from < values.length; from += BUFFER / Double.BYTES) {
            int count = Math.min(BUFFER / Double.BYTES, values.length - from);
            in.readFully(buffer, 0, count * Double.BYTES);
            ByteBuffer.wrap(buffer).asDoubleBuffer().get(values, from, count);
        }
        return values;
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new EOFException("a negative length");
        }
        return length;
    }
}
