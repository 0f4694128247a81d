package io.ef21.run;

import io.ef21.Draws;
import io.ef21.auto.Acceleration;
import io.ef21.compress.Compressors;
import io.ef21.data.BinaryLabels;
import io.ef21.data.Deal;
import io.ef21.data.RowBlock;
import io.ef21.data.Split;
import io.ef21.method.Downlink;
import io.ef21.method.Methods;
import io.ef21.method.StepSizeRule;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.update.ServerUpdate;
import io.ef21.wire.ValueBits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sparse Gaussian rows whose columns can be multiplied and moved about, and runs with a preconditioner. */
final class ScaledData {
    private static final int ROWS = 160;

    private ScaledData() {}

    /**
     * Logistic regression on the rows of a seed.
     *
     * @param places where every column goes
     * @param exponents of two, that every column is multiplied by
     * @param compact whether clients own the columns that occur in their rows only
     */
    static List<Objective> clients(long seed, int clients, int[] places, int[] exponents, boolean compact) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = places.length;
        RowBlock.Builder block = new RowBlock.Builder();
        int[] from = new int[d];
        for (int j = 0; j < d; j++) {
            from[places[j]] = j;
        }
        for (int row = 0; row < ROWS; row++) {
            double[] values = Draws.GAUSSIAN.vector(random, d);
            double margin = 0.5 * random.nextGaussian();
            boolean[] stored = new boolean[d];
            for (int j = 0; j < d; j++) {
                stored[j] = random.nextInt(3) == 0;
                margin += stored[j] ? values[j] * (j % 3 - 1) : 0;
            }
            block.row(margin > 0 ? 1 : -1);
            for (int place = 0; place < d; place++) {
                int j = from[place];
                if (stored[j]) {
                    block.entry(place, Math.scalb(values[j], exponents[j]));
                }
            }
        }
        Deal deal = new Deal(new Split(ROWS, clients, false, 0), d, compact, new BinaryLabels(-1, 1));
        List<Objective> objectives = new ArrayList<>();
        deal.shards(List.of(block.build())).forEach(shard -> objectives.add(new Loss.Logistic().on(shard)));
        return objectives;
    }

    /** The numbers from 0 on. */
    static int[] inOrder(int d) {
        int[] places = new int[d];
        for (int j = 0; j < d; j++) {
            places[j] = j;
        }
        return places;
    }

    /** Options with a preconditioner or without, exact evaluations in every round. */
    static TrainingOptions options(
            String method,
            String compressor,
            String downlink,
            String update,
            String step,
            Regularizer regularizer,
            boolean scaled,
            int rounds) {
        return new TrainingOptions(
                Methods.parse(method),
                Compressors.parse(compressor),
                ValueBits.DOUBLE,
                false,
                false,
                Downlink.parse(downlink),
                regularizer,
                false,
                StepSizeRule.parse(step),
                rounds,
                0,
                1,
                5,
                new Acceleration(ServerUpdate.parse(update), false, scaled, false, false, null),
                0,
                0);
    }
}
