package io.ef21.method;

import io.ef21.kernel.Dense;
import io.ef21.wire.Wire;
import java.io.Serializable;

/** A vector as a client keeps it between rounds. Never modified. */
public sealed interface Stored extends Serializable {
    /** The vector; not to be modified. */
    double[] read();

    /** What it takes to keep it. */
    long bytes();

    /** In full precision. */
    record Wide(double[] values) implements Stored {
        private static final long serialVersionUID = 1L;

        @Override
        public double[] read() {
            return values;
        }

        @Override
        public long bytes() {
            return (long) Double.BYTES * values.length;
        }
    }

    /** Rounded to floats: half the memory. */
    record Narrow(float[] values) implements Stored {
        private static final long serialVersionUID = 1L;
        private static final double UNIT = 0x1.0p-24;

        /** The nearest floats. */
        public static Narrow of(double[] values) {
            float[] narrow = new float[values.length];
            for (int j = 0; j < narrow.length; j++) {
                narrow[j] = (float) values[j];
            }
            return new Narrow(narrow);
        }

        /** A bound on the distance, in the Euclidean norm, of a vector from its nearest floats. */
        static double distance(double[] values) {
            return UNIT * Math.sqrt(Dense.squaredNorm(values));
        }

        @Override
        public double[] read() {
            double[] wide = new double[values.length];
            for (int j = 0; j < wide.length; j++) {
                wide[j] = values[j];
            }
            return wide;
        }

        @Override
        public long bytes() {
            return (long) Float.BYTES * values.length;
        }
    }

    /**
     * As the message of a compressor: what a message saves on the wire is saved in memory.
     *
     * @param encoded as the wire has it
     * @param length of the vector
     */
    record Coded(byte[] encoded, int length) implements Stored {
        private static final long serialVersionUID = 1L;

        @Override
        public double[] read() {
            double[] vector = new double[length];
            if (length > 0) {
                Wire.decodeOwn(encoded, length).addTo(vector, 1);
            }
            return vector;
        }

        @Override
        public long bytes() {
            return encoded.length;
        }
    }
}
