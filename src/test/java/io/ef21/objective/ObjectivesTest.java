package io.ef21.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Differences;
import io.ef21.Draws;
import io.ef21.LossRows;
import io.ef21.data.InvalidInputException;
import io.ef21.data.Layout;
import io.ef21.data.RealLabels;
import io.ef21.data.Shard;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The catalogue, with a family from outside in it. */
class ObjectivesTest {
    @Test
    void fromOutside_isFound() {
        RowProblem problem = (RowProblem) Objectives.parse("spread:2", 0);
        LossRows rows = new LossRows(1, 30, 5, 0.5, false, false);
        Shard shard = Shard.of(5, false, new RealLabels(), Layout.DEFAULT, List.of(rows.block(0, 30)));
        Objective f = problem.client(shard, new RealLabels(), new Regularizer.L2(1));
        Differences.assertGradient(f, Draws.GAUSSIAN.vector(new SplittableRandom(1), 5));
        assertEquals(3, f.curvatureShift());
        assertEquals(
                "spread",
                List.copyOf(Objectives.all()).get(Objectives.all().size() - 1).name());
    }

    @Test
    void unknown_listsAll() {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Objectives.parse("spred:2", 0));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("unknown objective 'spred:2': did you mean 'spread:SCALE'?"), message);
        for (ObjectiveFamily family : Objectives.all()) {
            assertTrue(message.contains(family.form()), message);
        }
    }

    @Test
    void wrongArguments_sayWhatIsNeeded() {
        for (String wrong : List.of("spread", "spread:0", "spread:x", "spread:1:2", "spread:1:2:3")) {
            InvalidInputException e = assertThrows(InvalidInputException.class, () -> Objectives.parse(wrong, 0));
            assertEquals(
                    "--objective spread:SCALE needs a positive scale such as spread:2 (got " + wrong + ")",
                    e.getMessage());
        }
        assertThrows(InvalidInputException.class, () -> Objectives.parse("huber(1", 0));
        assertThrows(InvalidInputException.class, () -> Objectives.parse("", 0));
    }

    @Test
    void losses_areProblems() {
        assertEquals(new Loss.Huber(0.5), Objectives.parse("huber:0.5", 3));
        assertThrows(InvalidInputException.class, () -> Loss.parse("softmax"));
    }
}
