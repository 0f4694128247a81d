package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.LossRows;
import io.ef21.Problems;
import io.ef21.data.Deal;
import io.ef21.data.Split;
import io.ef21.objective.Loss;
import io.ef21.objective.Objective;
import io.ef21.objective.RegularizedObjective;
import io.ef21.objective.Regularizer;
import io.ef21.run.LocalEngine;
import io.ef21.run.RoundRecord;
import io.ef21.run.TrainingOptions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every loss: the same records and the same model on Spark and here, bit for bit. */
class LossEnginesAgreeTest {
    private static final int ROWS = 1003;
    private static final int D = 40;
    private static final int CLIENTS = 8;

    @ParameterizedTest
    @CsvSource({
        "least-squares, auto, auto, 3, true",
        "least-squares, ef21, topk:4, 8, false",
        "huber:0.5, auto, auto, 8, false",
        "huber, ef21+, topk:4, 1, true",
        "squared-hinge, auto, auto, 1, true",
        "squared-hinge, ef21, topk:4, 3, false"
    })
    void sameBits(String specification, String method, String compressor, int partitions, boolean shuffled) {
        Loss loss = Loss.parse(specification);
        LossRows data = new LossRows(5, ROWS, D, 0.2, false, loss.binary());
        Deal deal = new Deal(new Split(ROWS, CLIENTS, shuffled, 0), D, false, LossRows.labels(loss));
        Regularizer atClients = new Regularizer.Nonconvex(0.01);
        TrainingOptions options = Problems.untuned(method, compressor, new Regularizer.L2(1e-3), 30, 0);
        List<Objective> objectives = deal.shards(List.of(data.block(0, 321), data.block(321, ROWS))).stream()
                .map(shard -> RegularizedObjective.of(loss.on(shard), atClients))
                .toList();
        Problems.Run expected;
        try (LocalEngine engine = LocalEngine.of(objectives, 2)) {
            expected = Problems.run(engine, options);
        }
        Problems.Run actual;
        try (RowSource source = RowSource.generated(TestSpark.context(), data);
                SparkEngine engine = new SparkEngine(
                        TestSpark.context(), SparkClients.onRows(source, deal, loss, atClients, partitions), 0)) {
            actual = Problems.run(engine, options);
        }
        assertEquals(
                expected.records().stream().map(RoundRecord::withoutTime).toList(),
                actual.records().stream().map(RoundRecord::withoutTime).toList());
        assertArrayEquals(expected.outcome().model(), actual.outcome().model());
    }
}
