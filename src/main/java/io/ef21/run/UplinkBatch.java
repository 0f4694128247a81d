package io.ef21.run;

import io.ef21.method.Report;
import io.ef21.method.Uplink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * What some clients sent as one array of bytes: a task's result carries the messages and little else. Per client,
 * big-endian:
 *
 * <pre>
 * int32   client
 * int8    1 if it takes part, else 0
 * float64 loss, distortion, the same in scaled variables, curvature
 * int64   samples, bytes of state, honest bits, paper bits, nanoseconds of computing, of compressing
 * int32   length of the message, then the message
 * int32   length of the exact gradient or -1, then float64 each
 * </pre>
 */
public final class UplinkBatch {
    private static final int NO_GRADIENT = -1;

    private UplinkBatch() {}

    /** Writes uplinks one after the other. */
    public static byte[] encode(Iterator<Uplink> uplinks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            while (uplinks.hasNext()) {
                Uplink uplink = uplinks.next();
                Report report = uplink.report();
                out.writeInt(report.client());
                out.writeBoolean(report.present());
                out.writeDouble(report.loss());
                out.writeDouble(report.distortion());
                out.writeDouble(report.scaledDistortion());
                out.writeDouble(report.curvature());
                out.writeLong(report.samples());
                out.writeLong(report.stateBytes());
                out.writeLong(report.honestBits());
                out.writeLong(report.paperBits());
                out.writeLong(report.computeNanos());
                out.writeLong(report.compressNanos());
                out.writeInt(uplink.message().length);
                out.write(uplink.message());
                double[] gradient = uplink.gradient();
                if (gradient == null) {
                    out.writeInt(NO_GRADIENT);
                } else {
                    StateFile.writeDoubles(out, gradient);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds what {@link #encode} wrote. */
    public static void addTo(PartialSum sum, byte[] batch) {
        try (ByteArrayInputStream bytes = new ByteArrayInputStream(batch);
                DataInputStream in = new DataInputStream(bytes)) {
            while (bytes.available() > 0) {
                int client = in.readInt();
                boolean present = in.readBoolean();
                double loss = in.readDouble();
                double distortion = in.readDouble();
                double scaledDistortion = in.readDouble();
                double curvature = in.readDouble();
                long samples = in.readLong();
                long stateBytes = in.readLong();
                long honestBits = in.readLong();
                long paperBits = in.readLong();
                long computeNanos = in.readLong();
                long compressNanos = in.readLong();
                byte[] message = new byte[in.readInt()];
                in.readFully(message);
                bytes.mark(Integer.BYTES);
                double[] gradient = null;
                if (in.readInt() != NO_GRADIENT) {
                    bytes.reset();
                    gradient = StateFile.readDoubles(in);
                }
                Report report = new Report(
                        client,
                        present,
                        loss,
                        distortion,
                        scaledDistortion,
                        curvature,
                        samples,
                        stateBytes,
                        honestBits,
                        paperBits,
                        message.length,
                        computeNanos,
                        compressNanos);
                sum.add(new Uplink(report, message, gradient));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a batch of messages is damaged", e);
        }
    }
}
