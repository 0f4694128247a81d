package io.ef21.method.mechanism;

import io.ef21.compress.Amount;
import io.ef21.compress.Compressor;
import io.ef21.kernel.CountSketch;
import io.ef21.kernel.Dense;
import io.ef21.method.Channel;
import io.ef21.method.Stored;
import java.io.Serializable;
import java.util.List;

/** How a client keeps the error e_i between rounds (ConEF). A compressed memory is stored compressed. */
public sealed interface ErrorMemory extends Serializable {
    /** Zero, for d columns. */
    List<Stored> empty(int d);

    /** The error as it comes out, on d columns; not to be modified. */
    double[] read(List<Stored> kept, int d);

    /**
     * The memory of another error.
     *
     * @param kept before
     * @param old what was read from it
     * @param error u, what is to be kept
     */
    List<Stored> next(List<Stored> kept, double[] old, double[] error, Channel channel);

    /** In full. */
    record Exact() implements ErrorMemory {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Stored> empty(int d) {
            return List.of(new Stored.Wide(new double[d]));
        }

        @Override
        public double[] read(List<Stored> kept, int d) {
            return kept.get(0).read();
        }

        @Override
        public List<Stored> next(List<Stored> kept, double[] old, double[] error, Channel channel) {
            return List.of(new Stored.Wide(error));
        }
    }

    /**
     * Through a compressor.
     *
     * @param compressor C
     * @param form one or two messages
     */
    record Compressed(Compressor compressor, Form form) implements ErrorMemory {
        private static final long serialVersionUID = 1L;

        /** What is kept of u. */
        public enum Form {
            /** C(u): ConEF, Algorithm 2. */
            ONCE,
            /** v = C(u) and C(u - v), two draws: iConEF-v1, Algorithm 3. */
            TWICE,
            /** v = Q(u) and C(u - v), Q the compressor of the uplink: iConEF-v2, Algorithm 3. */
            INDUCED
        }

        @Override
        public List<Stored> empty(int d) {
            return List.of();
        }

        @Override
        public double[] read(List<Stored> kept, int d) {
            double[] sum = kept.isEmpty() ? new double[d] : kept.get(0).read();
            for (int part = 1; part < kept.size(); part++) {
                Dense.addScaled(1, kept.get(part).read(), sum);
            }
            return sum;
        }

        @Override
        public List<Stored> next(List<Stored> kept, double[] old, double[] error, Channel channel) {
            if (form == Form.ONCE) {
                return List.of(stored(channel.through(compressor, 1).send(error), error.length));
            }
            Compressor coarse = form == Form.TWICE ? compressor : channel.compressor();
            Channel.Sent first = channel.through(coarse, 1).send(error);
            double[] rest = error.clone();
            first.correction().addTo(rest, -1);
            Channel.Sent second = channel.through(compressor, 2).send(rest);
            return List.of(stored(first, error.length), stored(second, error.length));
        }

        private static Stored stored(Channel.Sent sent, int length) {
            return new Stored.Coded(sent.message().bytes(), length);
        }
    }

    /**
     * As a count sketch with fixed hashes, to which the change of the error is added: reading it out and sketching it again
     * would multiply a bucket by its load in every round.
     *
     * @param rows v
     * @param buckets w, or w / d
     * @param median whether an entry is read as the median of its rows, or else their mean
     */
    record Sketch(int rows, Amount buckets, boolean median) implements ErrorMemory {
        private static final long serialVersionUID = 1L;

        private static final long HASHES = 0x486173686573L;

        private CountSketch sketch(int d) {
            return CountSketch.of(d, rows, buckets.of(d), HASHES);
        }

        @Override
        public List<Stored> empty(int d) {
            return List.of(new Stored.Wide(d == 0 ? new double[0] : sketch(d).table()));
        }

        @Override
        public double[] read(List<Stored> kept, int d) {
            double[] error = new double[d];
            if (d > 0 && median) {
                sketch(d).addMedian(kept.get(0).read(), error, 1);
            } else if (d > 0) {
                sketch(d).addMean(kept.get(0).read(), error, 1);
            }
            return error;
        }

        @Override
        public List<Stored> next(List<Stored> kept, double[] old, double[] error, Channel channel) {
            double[] table = kept.get(0).read().clone();
            if (error.length > 0) {
                sketch(error.length).add(Dense.minus(error, old), table);
            }
            return List.of(new Stored.Wide(table));
        }
    }
}
