package io.ef21.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.data.OneHotRows;
import io.ef21.objective.Loss;
import io.ef21.objective.RegularizationPath;
import io.ef21.objective.Regularizer;
import io.ef21.run.Engine;
import io.ef21.run.LocalEngine;
import io.ef21.run.Outcome;
import io.ef21.run.Paths;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A path of lambdas has the same bits where the clients live on Spark. */
class PathEnginesAgreeTest {
    private static final OneHotRows DATA = new OneHotRows(7, 2003);
    private static final RegularizationPath PATH = RegularizationPath.parse("elasticnet:0.5", "0.1,0.02,0.005");

    @Test
    void theSamePath() {
        List<RoundRecord> expected = new ArrayList<>();
        List<RoundRecord> actual = new ArrayList<>();
        Outcome local;
        try (LocalEngine engine = LocalEngine.of(Paths.clients(DATA, 6), 1)) {
            local = run(engine, expected);
        }
        Outcome spark;
        try (RowSource source = RowSource.generated(TestSpark.context(), DATA);
                SparkEngine engine = new SparkEngine(
                        TestSpark.context(),
                        SparkClients.onRows(
                                source, Paths.deal(DATA, 6), new Loss.Logistic(), new Regularizer.None(), 4),
                        0)) {
            spark = run(engine, actual);
        }
        assertEquals(
                expected.stream().map(RoundRecord::withoutTime).toList(),
                actual.stream().map(RoundRecord::withoutTime).toList());
        assertEquals(3, spark.solutions().size());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(
                    local.solutions().get(i).model(), spark.solutions().get(i).model());
        }
    }

    private static Outcome run(Engine engine, List<RoundRecord> records) {
        return new Training(Paths.options(PATH.first(), 1e-4, 30), PATH, null).run(engine, records::add);
    }
}
