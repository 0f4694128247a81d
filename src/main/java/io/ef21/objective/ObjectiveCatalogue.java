package io.ef21.objective;

import io.ef21.compress.Specification;
import java.util.Arrays;
import java.util.List;

/** The objectives of this package, a line each. */
final class ObjectiveCatalogue {
    private static final String TWO = "two values: the larger is y = +1, the other -1";
    private static final String NUMBERS = "any numbers";
    private static final String CLASSES = "2 to 1000 values, in ascending order the classes 0, 1, ...";
    private static final String NONE = "no data: --clients says how many functions";
    private static final String LINEAR = "LinearRegressionModel";

    static final List<ObjectiveFamily> FAMILIES = List.of(
            ObjectiveFamily.of(
                    "logistic",
                    "takes no arguments",
                    "log(1 + exp(-y z)), z = a'x",
                    TWO,
                    "lambda_max(A'A)/(4m)",
                    "LogisticRegressionModel",
                    (s, seed) -> new Loss.Logistic()),
            ObjectiveFamily.of(
                    "least-squares",
                    "takes no arguments",
                    "(z - y)^2/2",
                    NUMBERS,
                    "lambda_max(A'A)/m",
                    LINEAR,
                    (s, seed) -> new Loss.LeastSquares()),
            ObjectiveFamily.of(
                    "huber[:DELTA]",
                    "needs a positive number for DELTA, such as huber:0.5, or none, which is 1",
                    "(z - y)^2/2, linear where |z - y| exceeds DELTA",
                    NUMBERS,
                    "lambda_max(A'A)/m",
                    LINEAR,
                    (s, seed) -> new Loss.Huber(number(s, 1))),
            ObjectiveFamily.of(
                    "squared-hinge",
                    "takes no arguments",
                    "max(0, 1 - y z)^2/2",
                    TWO,
                    "lambda_max(A'A)/m",
                    "LinearSVCModel",
                    (s, seed) -> new Loss.SquaredHinge()),
            ObjectiveFamily.of(
                    "softmax",
                    "takes no arguments",
                    "log(sum_c exp(a'x_c)) - a'x_y",
                    CLASSES,
                    "lambda_max(A'A)/(2m)",
                    "LogisticRegressionModel, multinomial",
                    (s, seed) -> new Softmax()),
            ObjectiveFamily.of(
                    "mlp:H1[,H2...]",
                    "needs the units of its hidden layers, such as mlp:64 or mlp:64,32",
                    "softmax of a perceptron with sigmoid hidden layers, from a random x^0",
                    CLASSES,
                    "none is known: --step-size needs a number, or auto",
                    "MultilayerPerceptronClassificationModel",
                    (s, seed) -> new Perceptron(
                            Arrays.stream(s.next().split(",", -1))
                                    .map(Integer::valueOf)
                                    .toList(),
                            seed)),
            ObjectiveFamily.of(
                    "quadratic:D:KAPPA[:noise=SIGMA]",
                    "needs a dimension and a condition number of at least 1, such as quadratic:100:1000",
                    "x'A_i x - y_i'x, eigenvalues of A_i uniform in (1, KAPPA), y_i uniform in (0, 1)",
                    NONE,
                    "2 lambda_max(A_i)",
                    "-",
                    (s, seed) -> new RandomQuadratics(s.nextInt(), s.nextDouble(), noise(s), seed)),
            ObjectiveFamily.of(
                    "tridiagonal:D:SCALE[:LAMBDA][:noise=SIGMA]",
                    "needs a dimension and a nonnegative heterogeneity, such as tridiagonal:1000:0.1, and may have a"
                            + " positive LAMBDA",
                    "x'A_i x/2 - b_i'x, A_i = (1 + SCALE xi_i)/4 tridiag(-1,2,-1) + a multiple of I, from (sqrt(D),0,..,0)",
                    NONE,
                    "lambda_max(A_i), in closed form",
                    "-",
                    (s, seed) -> {
                        double noise = noise(s);
                        return new Tridiagonals(
                                s.nextInt(), s.nextDouble(), number(s, Tridiagonals.LAMBDA), noise, seed);
                    }),
            ObjectiveFamily.of(
                    "three-point:SIGMA[:L]",
                    "needs a nonnegative deviation such as three-point:1, and may have a positive L",
                    "L |x|^2/2 in the plane from (0, -0.01), samples add SIGMA sqrt(3/10) {(2,0), (0,1), (-2,-1)}",
                    NONE,
                    "L",
                    "-",
                    (s, seed) -> new ThreePointProblem(s.nextDouble(), number(s, 1))));

    private ObjectiveCatalogue() {}

    /** The deviation of the samples of a quadratic; 0 where there are none. */
    private static double noise(Specification s) {
        return Double.parseDouble(s.named("noise", "0"));
    }

    /** The next argument, a number, if there is one. */
    private static double number(Specification s, double otherwise) {
        return s.hasNext() ? s.nextDouble() : otherwise;
    }
}
