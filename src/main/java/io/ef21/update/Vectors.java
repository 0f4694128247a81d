package io.ef21.update;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Vectors in a checkpoint: a length, then the entries, big-endian. */
final class Vectors {
    private Vectors() {}

    static void write(DataOutputStream out, double[] v) throws IOException {
        out.writeInt(v.length);
        for (double value : v) {
            out.writeDouble(value);
        }
    }

    static double[] read(DataInputStream in) throws IOException {
        double[] v = new double[in.readInt()];
        for (int j = 0; j < v.length; j++) {
            v[j] = in.readDouble();
        }
        return v;
    }

    static void write(DataOutputStream out, float[] v) throws IOException {
        out.writeInt(v.length);
        for (float value : v) {
            out.writeFloat(value);
        }
    }

    static float[] readFloats(DataInputStream in) throws IOException {
        float[] v = new float[in.readInt()];
        for (int j = 0; j < v.length; j++) {
            v[j] = in.readFloat();
        }
        return v;
    }
}
