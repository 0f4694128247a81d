package io.ef21;

import java.util.SplittableRandom;

/** Random vectors of the shapes that selections, sums and encodings find hard. */
public enum Draws {
    /** Independent standard normal entries. */
    GAUSSIAN {
        @Override
        double entry(SplittableRandom random) {
            return random.nextGaussian();
        }
    },
    /** Magnitudes spread over forty powers of ten. */
    HEAVY_TAILED {
        @Override
        double entry(SplittableRandom random) {
            return random.nextGaussian() * Math.pow(10, random.nextDouble(-20, 20));
        }
    },
    /** Three magnitudes only, of either sign. */
    TIED {
        @Override
        double entry(SplittableRandom random) {
            return random.nextInt(-3, 4) * 0.1;
        }
    },
    /** Mostly zeros, of either sign. */
    ZEROS {
        @Override
        double entry(SplittableRandom random) {
            return switch (random.nextInt(5)) {
                case 0 -> random.nextGaussian();
                case 1, 2 -> -0.0;
                default -> 0.0;
            };
        }
    },
    /** All of one magnitude. */
    EQUAL {
        @Override
        double entry(SplittableRandom random) {
            return random.nextBoolean() ? 1.5 : -1.5;
        }
    };

    abstract double entry(SplittableRandom random);

    /** A vector of length d. */
    public double[] vector(SplittableRandom random, int d) {
        double[] v = new double[d];
        for (int j = 0; j < d; j++) {
            v[j] = entry(random);
        }
        return v;
    }
}
