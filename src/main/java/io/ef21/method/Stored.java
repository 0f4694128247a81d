package io.ef21.method;

import java.io.Serializable;

/** A vector as a client keeps it between rounds. Never modified. */
public sealed interface Stored extends Serializable {
    /** The vector; not to be modified. */
    double[] read();

    /** In full precision. */
    record Wide(double[] values) implements Stored {
        private static final long serialVersionUID = 1L;

        @Override
        public double[] read() {
            return values;
        }
    }

    /** Rounded to floats: half the memory. */
    record Narrow(float[] values) implements Stored {
        private static final long serialVersionUID = 1L;

        /** The nearest floats. */
        static Narrow of(double[] values) {
            float[] narrow = new float[values.length];
            for (int j = 0; j < narrow.length; j++) {
                narrow[j] = (float) values[j];
            }
            return new Narrow(narrow);
        }

        @Override
        public double[] read() {
            double[] wide = new double[values.length];
            for (int j = 0; j < wide.length; j++) {
                wide[j] = values[j];
            }
            return wide;
        }
    }
}
