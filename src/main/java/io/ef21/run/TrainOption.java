package io.ef21.run;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.method.Knob;
import java.util.List;

/**
 * Every option of a training, declared once: the command line, the Estimators and the documentation read their names,
 * defaults and texts from here.
 */
public enum TrainOption {
    DATA(
            "data",
            "",
            "FILE|DIR|URI",
            "generated:a9a:20000",
            "training data: plain text, .gz or .bz2, on any Hadoop filesystem; or made on the spot:"
                    + " generated:a9a:ROWS, generated:zipf:ROWS:FEATURES:NONZEROS:EXPONENT,"
                    + " generated:cover:ROWS:FEATURES:NONZEROS"),
    FORMAT(
            "format",
            "",
            "libsvm|csv|parquet",
            "",
            "format of the data; without it, by the ending: .csv and .parquet, or else LIBSVM text; csv, with a header, and"
                    + " parquet need the engine spark (docs/data.md)"),
    LABEL_COL("label-col", "labelCol", "COLUMN", "label", "column of the labels, in csv and parquet"),
    FEATURES_COL(
            "features-col",
            "featuresCol",
            "COLUMN",
            "",
            "column of vectors, or of arrays of numbers, in parquet; without it and --feature-cols: features"),
    FEATURE_COLS(
            "feature-cols",
            "",
            "A,B,...|*",
            "",
            "columns of numbers that are the features, in this order; * = all that are nothing else, which is the default of"
                    + " csv"),
    WEIGHTS(
            "weights",
            "weightCol",
            "COLUMN",
            "",
            "column of what a row counts, in csv and parquet; rows of weight 0 are left out; without it, all count 1"),
    CLIENTS_BY(
            "clients-by",
            "clientCol",
            "COLUMN",
            "",
            "column of numbers or strings, in csv and parquet: rows of one value are one client; clients are in ascending"
                    + " order"),
    FEATURES("features", "", "D", "", "number of features; without it, the largest index in the data (symbol: d)"),
    CLIENTS("clients", "numClients", "N", "", "number of clients; without it, one per core (symbol: n)"),
    PARTITIONS(
            "partitions",
            "numPartitions",
            "P",
            "",
            "number of Spark partitions, at most N: clients live several to a"
                    + " partition when P < N; without it, the smaller of N and 2 per core"),
    SPLIT(
            "split",
            "split",
            "contiguous|shuffled",
            "contiguous",
            "how rows are dealt to clients: contiguous = file order,"
                    + " N blocks of floor(rows/N), the remainder to the last client; shuffled = the same after a seeded"
                    + " permutation"),
    ENGINE("engine", "", "spark|local", "spark", "where the clients live: Spark, or this JVM without Spark"),
    MASTER("master", "", "URL", "", "Spark master; without it, what spark-submit says, else local[*]"),
    OBJECTIVE(
            "objective",
            "",
            "NAME[:ARGUMENTS]",
            "logistic",
            "what the clients' functions are: logistic, least-squares, huber[:DELTA], squared-hinge, softmax or"
                    + " mlp:H1[,H2...] of the rows; quadratic:D:KAPPA, tridiagonal:D:SCALE or three-point:SIGMA, made from"
                    + " the seed without data; 'ef21 objectives' lists all, with formulas and labels"),
    REGULARIZER(
            "regularizer",
            "regularizer",
            "none|l2:LAMBDA|nonconvex:LAMBDA|l1:LAMBDA|elasticnet:LAMBDA:RATIO",
            "none",
            "l2 = LAMBDA/2 * sum x_j^2;"
                    + " nonconvex = LAMBDA * sum x_j^2/(1+x_j^2); l1 = LAMBDA * sum |x_j|;"
                    + " elasticnet = LAMBDA * (RATIO * sum |x_j| + (1-RATIO)/2 * sum x_j^2); the last two at the"
                    + " server only (symbol: lambda)"),
    INTERCEPT(
            "intercept",
            "fitIntercept",
            "",
            "",
            "train an intercept as well (softmax: one per class), neither regularized nor compressed (symbol: b)"),
    STANDARDIZATION(
            "standardization",
            "standardization",
            "",
            "",
            "the regularizer at the server is a function of the coefficients of columns with unit standard deviation, r(sigma_j x_j),"
                    + " as in Spark's estimators; the data stay as they are (symbol: sigma)"),
    LAMBDAS(
            "lambdas",
            "",
            "L1,L2,...|FROM:TO:COUNT",
            "",
            "a model for each of these LAMBDAs in one run, from the largest to the smallest, each starting from the one before;"
                    + " FROM:TO:COUNT is a geometric range; --regularizer is then l2, nonconvex, l1 or elasticnet:RATIO,"
                    + " at the server; --rounds and tolerances are those of each, and a LAMBDA also ends where strong"
                    + " convexity certifies an objective within a tenth of --tol of its minimum"),
    REGULARIZER_AT(
            "regularizer-at",
            "regularizerAt",
            "auto|clients|server",
            "auto",
            "who adds the regularizer: clients, as in the papers, or the server, exactly and uncompressed; auto = clients"
                    + " where a method is named, else server"),
    METHOD(
            "method",
            "method",
            "auto|NAME",
            "auto",
            "what travels and how it is absorbed: 'ef21 methods' lists all, file:Mine.java is one of your own (docs/extending.md). A named method keeps its paper's meaning unless told otherwise: gradient"
                    + " steps of theory, no preconditioner, exact downlink. auto = ef21 with everything that makes it fast"),
    COMPRESSOR(
            "compressor",
            "compressor",
            "auto|SPECIFICATION",
            "auto",
            "compressor C, of methods that compress, such as topk:0.01, topk:100+natural, quantize:4 or qsgd:16: 'ef21 compressors' lists all, file:Mine.java is one of your own. Counts, or"
                    + " with a decimal point fractions of the features, rounded up. auto = a few bits per coordinate, adapted"
                    + " while running (with a named method: topk:0.25, or what its theory needs)"),
    BATCH_SIZE(
            "batch-size",
            "batchSize",
            "B",
            "",
            "samples of a stochastic gradient: a count, or with a decimal point a share of the client's rows, rounded up;"
                    + " without it 32, and for beer all (symbol: tau)"),
    INITIAL_BATCH(
            "initial-batch", "initialBatch", "B", "", "the same in round 0; without it, as later (symbol: B_init)"),
    BATCH_DRAW(
            "batch-draw",
            "batchDraw",
            "without|with",
            "",
            "whether a batch may hold a row more than once; without it: without replacement"),
    MOMENTUM(
            "momentum",
            "momentum",
            "ETA",
            "",
            "weight of the newest gradient for ef21-sgdm and ef21-sgd2m (without it 0.1), of the last step for ef21-hb (0.9) and"
                    + " of earlier gradients for efsgd, conef, rbsgd and their like (0) (symbol: eta)"),
    MOMENTUM_AT(
            "momentum-at",
            "momentumAt",
            "before|after|nesterov-before|nesterov-after",
            "",
            "whether efsgd, conef and their like take momentum before compression, at the clients, or after it, at the server;"
                    + " without it: before"),
    PARTICIPATION(
            "participation",
            "participation",
            "full|P|K",
            "",
            "who answers in a round: each client with probability P, written with a decimal point, or K clients drawn"
                    + " uniformly; without it 0.5 for ef21-pp and ef21-w-pp"),
    MEMORY(
            "memory",
            "memory",
            "COMPRESSOR",
            "",
            "how conef and its like keep the error: as messages of this compressor, or as a sketch; without it"
                    + " qsgd:16:max (hefsgd: topk:0.1) (symbol: C)"),
    HELD_SHARE(
            "held-share",
            "heldShare",
            "BETA",
            "",
            "share of the error that partial-efsgd and partial-conef hold back; without it 0.5 (symbol: beta)"),
    RESET_EVERY("reset-every", "resetEvery", "H", "", "rounds between error resets; without it never (symbol: H)"),
    RESET_BY(
            "reset-by",
            "resetBy",
            "flush|average",
            "",
            "what an error reset does: flush = the whole error travels with the step; average = in a round of its own, clients"
                    + " exchange their errors for the mean of all; without it flush"),
    SECOND_COMPRESSOR(
            "second-compressor",
            "secondCompressor",
            "COMPRESSOR",
            "",
            "Q of 3pcv2, unbiased (without it randk:0.1:unbiased), and of 3pcv4 (topk:0.1)"),
    FULL_PROBABILITY(
            "full-probability",
            "fullProbability",
            "P",
            "",
            "probability of a round with whole gradients: marina (without it 1/(1 + omega)), ef21-page (tau/(tau + m)), 3pcv5"
                    + " (0.1) (symbol: p)"),
    TRIGGER(
            "trigger",
            "trigger",
            "ZETA",
            "",
            "lag and clag send nothing where the error is at most ZETA times the gradient's move, squared; without it 1"
                    + " (symbol: zeta)"),
    FEEDBACK(
            "feedback",
            "feedback",
            "ETA",
            "",
            "gain of econtrol on its error; without it alpha/(3 sqrt(1-alpha) (1 + sqrt(1-alpha))) (symbol: eta)"),
    MESSAGES(
            "messages", "messages", "R", "", "messages, and batches, per round of neolithic; without it 4 (symbol: R)"),
    GRAPH(
            "graph",
            "",
            "ring|torus[:RxC]|complete|star|file:FILE",
            "",
            "who writes to whom with beer, which has no server; a file has a line 'i j' or 'i j WEIGHT' per edge, clients from 0;"
                    + " without it ring (symbol: W)"),
    MIXING_STEP(
            "mixing-step",
            "",
            "GAMMA",
            "",
            "how far clients of beer move towards their neighbours in a round; without it alpha rho / 2 (symbol: gamma)"),
    TRACKING(
            "tracking",
            "",
            "stored|same-batch",
            "",
            "what beer subtracts from a stochastic gradient: the last one, or one at the last x over the same batch; without it"
                    + " stored"),
    VALUE_BITS(
            "value-bits",
            "valueBits",
            "64|32|16",
            "32",
            "bits per value on the wire; clients continue from the rounded" + " value"),
    INIT(
            "init",
            "init",
            "compressed|full",
            "compressed",
            "first estimate of a client, of methods that have one: compressed = C(grad f_i(x^0)), full"
                    + " = the exact gradient (symbol: g_i^0)"),
    STATE_PRECISION(
            "state-precision",
            "statePrecision",
            "double|float",
            "double",
            "how clients keep g_i; float halves the memory and bounds what can be reached"),
    DATA_PRECISION(
            "data-precision",
            "dataPrecision",
            "double|float",
            "double",
            "how clients keep the values of the data; float = the nearest floats, in half the memory; arithmetic is double"),
    KERNEL(
            "kernel",
            "kernel",
            "java|blas",
            "java",
            "loops over dense rows: java = the same bits on every machine; blas = netlib's, faster where the JVM has"
                    + " --add-modules jdk.incubator.vector, with bits of its own; sparse rows have one kernel"),
    DOWNLINK(
            "downlink",
            "downlink",
            "auto|exact|step:COMPRESSOR|memory:COMPRESSOR|estimate:COMPRESSOR",
            "auto",
            "what the server broadcasts: the change of x in full, as in the papers, or the compressed step, which the server"
                    + " applies as well; memory: what a compressed step leaves out is added to the next (doublesqueeze, ef21-p); estimate: a"
                    + " correction of what the server steps along, and clients step themselves (ef21-bc); auto = step:grid:STEP or step:quantize:BITS (with a named method, and with l1: exact)"),
    SERVER_UPDATE(
            "server-update",
            "serverUpdate",
            "auto|gradient|heavy-ball:B|nesterov:B|fista|lbfgs[:M]|owlqn[:M]|adam|normalized",
            "auto",
            "what the server makes of the estimate; auto = lbfgs (with a named method or step size: gradient); with"
                    + " l1, lbfgs minimizes its model with the penalty, and owlqn is the orthant-wise method"),
    PRECONDITION(
            "precondition",
            "precondition",
            "auto|none|diagonal",
            "auto",
            "train in variables scaled by the curvature of each column, the objective unchanged; auto = diagonal (with a"
                    + " named method: none)"),
    LINK(
            "link",
            "link",
            "RATE[:LATENCY]",
            "",
            "the driver's link, such as 100mbit:10ms: auto then takes the bits with the least predicted time"),
    MESSAGE_TREE_DEPTH(
            "message-tree-depth",
            "messageTreeDepth",
            "auto|1|2|3",
            "auto",
            "depth of the aggregation of messages: 1 = all to the driver; deeper = added up on the way; changes no bits"),
    CHECKPOINT_DIR(
            "checkpoint-dir",
            "checkpointDir",
            "URI",
            "",
            "folder, on any Hadoop filesystem that executors reach, in which the run saves itself"),
    CHECKPOINT_INTERVAL(
            "checkpoint-interval", "checkpointInterval", "ROUNDS", "10", "rounds between checkpoints, 1 to 100"),
    CHECKPOINT_FAILURE(
            "checkpoint-failure",
            "checkpointFailure",
            "warn|fail",
            "warn",
            "what a checkpoint that cannot be written does: a warning, or the end of the run"),
    RESUME(
            "resume",
            "resume",
            "never|auto|require",
            "never",
            "go on from the last checkpoint in --checkpoint-dir: never = refuse to run beside one; auto = if there is one;"
                    + " require = or refuse"),
    CLIENT_WEIGHTS(
            "client-weights",
            "clientWeights",
            "uniform|rows",
            "uniform",
            "weight of a client in the objective: 1/N," + " as in the papers, or its share of the rows (symbol: w_i)"),
    STEP_SIZE(
            "step-size",
            "stepSizeRule",
            "auto|theory[:MULTIPLE]|classic[:MULTIPLE]|VALUE",
            "auto",
            "theory = the largest step of the best theorem, classic = that of the EF21 paper; each may be multiplied; auto ="
                    + " found while running, behind a safeguard (with a named method: theory) (symbol: gamma)"),
    ROUNDS("rounds", "maxIter", "R", "1000", "number of steps: the history describes x^0 .. x^R (symbol: T)"),
    GRADIENT_TOL(
            "gradient-tol",
            "gradientTol",
            "EPS",
            "0",
            "stop when the certified bound on ||grad f(x^t)|| is at most" + " EPS; 0 never stops"),
    TOL(
            "tol",
            "tol",
            "auto|EPS",
            "auto",
            "stop when five steps move the objective by at most EPS, relative, or 20 do not lower it by that; 0"
                    + " never stops; auto = 1e-9 (with a named method: 0)"),
    MAX_BYTES(
            "max-bytes",
            "maxBytes",
            "B",
            "0",
            "stop when so many bytes have moved, up, down and before round 0, all clients; 0 never stops"),
    EVALUATE_EVERY(
            "evaluate-every",
            "evaluateEvery",
            "M",
            "10",
            "exact ||grad f||^2 every M rounds and in the last; 0" + " never; its traffic is counted apart"),
    SEED("seed", "seed", "S", "0", "seed of everything random"),
    DATA_SEED(
            "data-seed",
            "",
            "S",
            "",
            "seed of generated data and of --split shuffled alone; without it, --seed: with it, runs of several seeds see"
                    + " the same data"),
    HISTORY("history", "historyPath", "FILE", "", "write one JSON line per round"),
    MODEL(
            "model",
            "",
            "DIR",
            "",
            "save the model as Spark's own: LogisticRegressionModel, or the one that 'ef21 objectives' names; with"
                    + " --lambdas, one in DIR/lambda-VALUE for each"),
    PLOT("plot", "", "FILE.svg|.pdf|.png", "", "draw objective and gradient norm against rounds and bits"),
    EXPLAIN("explain", "", "", "", "say why auto chose what it chose");

    private final String option;
    private final String param;
    private final String argument;
    private final String defaultValue;
    private final String text;

    TrainOption(String option, String param, String argument, String defaultValue, String text) {
        this.option = option;
        this.param = param;
        this.argument = argument;
        this.defaultValue = defaultValue;
        this.text = text;
    }

    /** The option of a parameter that only some methods have. */
    public static TrainOption of(Knob knob) {
        for (TrainOption option : values()) {
            if (option.flag().equals(knob.flag())) {
                return option;
            }
        }
        throw new IllegalArgumentException("no option " + knob.flag());
    }

    /** The command line's name, with its dashes. */
    public String flag() {
        return "--" + option;
    }

    /** The name of the Estimator's Param; empty where there is none. */
    public String param() {
        return param;
    }

    /** The form of the value. */
    public String argument() {
        return argument;
    }

    /** The command line's default; empty where there is none, or where it depends. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it means, with unit and the papers' symbol. */
    public String text() {
        return text;
    }

    /**
     * The value, if it is one of the words of an argument of the form {@code a|b|c}.
     *
     * @throws InvalidInputException if it is not
     */
    public String requireChoice(String value) {
        List<String> choices = List.of(argument.split("\\|", -1));
        if (!choices.contains(value)) {
            throw new InvalidInputException(Nearest.unknown("value of " + flag(), value, choices));
        }
        return value;
    }
}
