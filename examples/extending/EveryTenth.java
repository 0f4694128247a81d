import io.ef21.compress.Compressor;
import io.ef21.compress.Property;
import io.ef21.compress.Size;
import io.ef21.compress.Traits;
import io.ef21.kernel.CounterRandom;
import io.ef21.wire.Correction;
import java.util.Arrays;

/** Keeps every tenth entry; where it begins is drawn anew for every client and round. */
public record EveryTenth() implements Compressor {
    private static final int K = 10;

    @Override
    public Correction compress(double[] v, long key) {
        int first = CounterRandom.below(key, 0, K);
        int count = first < v.length ? (v.length - first - 1) / K + 1 : 0;
        int[] indices = new int[count];
        Arrays.setAll(indices, p -> first + p * K);
        return new Correction.Sparse(
                v.length, indices, Arrays.stream(indices).mapToDouble(j -> v[j]).toArray());
    }

    /** Every entry stays with probability 1/K: E||C(v) - v||^2 = (1 - 1/K) ||v||^2, so alpha = 1/K. */
    @Override
    public Traits traits(int d) {
        int most = (d + K - 1) / K;
        return Traits.projection(1.0 / K)
                .with(Property.HOMOGENEOUS, Property.ADDITIVE, Property.SUPPORT_PRESERVING)
                .sized(Size.ofEntries(most), 32L * most);
    }
}
