package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Vectors;
import io.ef21.method.Client;
import io.ef21.method.Methods;
import io.ef21.wire.ValueBits;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is compressed, so every method is gradient descent. */
class IdentityCompressionTest {
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "ef21, identity, false", "ef21+, identity, false", "ef14, identity, false", "dcgd, identity, false",
        "ef21, topk:1.0, false", "ef14, topk:1.0, false", "ef21, identity, true", "ef14, identity, true"
    })
    void method_isGradientDescent(String method, String compressor, boolean byRows) {
        SplittableRandom random = new SplittableRandom(1);
        for (int instance = 0; instance < 30; instance++) {
            Problem problem = Problem.random(random);
            Trace gd = train(problem, "gd", "identity", byRows);
            Trace other = train(problem, method, compressor, byRows);
            assertEquals(gd.gamma(), other.gamma());
            for (int t = 0; t <= gd.last(); t++) {
                double[] x = gd.rounds().get(t).model();
                Vectors.assertClose(x, other.rounds().get(t).model(), TOLERANCE * Vectors.norm(x), "x^t of round " + t);
                // a gradient near the minimum is a difference of terms as large as at the start
                assertEquals(
                        Math.sqrt(gd.records().get(t).gradNormSq()),
                        Math.sqrt(other.records().get(t).gradNormSq()),
                        TOLERANCE * Vectors.norm(gd.gradient(0)));
            }
            assertTrue(Vectors.norm(gd.rounds().get(gd.last()).model()) > 0);
        }
    }

    /** The recursion of the textbook, written out. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void gradientDescent_isTheTextbooks(boolean byRows) {
        SplittableRandom random = new SplittableRandom(2);
        for (int instance = 0; instance < 30; instance++) {
            Problem problem = Problem.random(random);
            Trace gd = train(problem, "gd", "identity", byRows);
            double[] x = new double[gd.rounds().get(0).model().length];
            for (int t = 0; t <= gd.last(); t++) {
                Vectors.assertClose(x, gd.rounds().get(t).model(), TOLERANCE * Vectors.norm(x), "x^t of round " + t);
                double[] gradient = new double[x.length];
                for (int i = 0; i < gd.n(); i++) {
                    Client client = gd.clients().get(i);
                    double[] share = new double[client.objective().dimension()];
                    client.objective().evaluate(client.gather(x), share);
                    Vectors.add(gd.weights()[i], Trace.lifted(client, share), gradient);
                }
                Vectors.add(-gd.gamma(), gradient, x);
            }
        }
    }

    private static Trace train(Problem problem, String method, String compressor, boolean byRows) {
        return Trace.of(
                problem.objectives(),
                Trace.options(Methods.parse(method), compressor, "theory", 100, ValueBits.DOUBLE, false, byRows));
    }
}
