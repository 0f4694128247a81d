package io.ef21.wire;

import java.util.List;

/**
 * A sum of corrections.
 *
 * @param parts at least one, of one length
 */
public record Total(List<Correction> parts) implements Correction {
    /** The most parts. */
    public static final int MOST = 64;

    public Total {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MOST) {
            throw new IllegalArgumentException("a sum has 1 to " + MOST + " parts (got " + parts.size() + ")");
        }
    }

    @Override
    public int length() {
        return parts.get(0).length();
    }

    @Override
    public int stored() {
        return parts.stream().mapToInt(Correction::stored).sum();
    }

    @Override
    public double[] toDense() {
        double[] sum = new double[length()];
        for (Correction part : parts) {
            part.addTo(sum, 1.0);
        }
        return sum;
    }

    @Override
    public void addTo(double[] target, double scale) {
        double[] sum = toDense();
        for (int j = 0; j < sum.length; j++) {
            target[j] += scale * sum[j];
        }
    }
}
