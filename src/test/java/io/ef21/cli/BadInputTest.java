package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.spark.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: one clear sentence on stderr, exit code 2, no stack trace, nothing half-written. */
class BadInputTest {
    private static final String GOOD = "+1 1:1 3:0.5\n-1 2:1\n+1 1:2 2:0.25\n-1 3:1\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--method ef22 | unknown method 'ef22': did you mean 'ef21'?",
                "--compressor topq:3 | unknown compressor 'topq': did you mean 'topk'?",
                "--comprssor topk:3 | unknown option '--comprssor': did you mean '--compressor'?",
                "--compressor topk:0 | topk:K needs a count of at least 1",
                "--compressor topk:1.5 | topk:K needs a count of at least 1",
                "--compressor topk:x | topk:K needs a count",
                "--compressor topk:3:4 | (got topk:3:4, which takes no 4)",
                "--compressor topk:3+topk | topk:K needs a count of at least 1",
                "--compressor natural+topk:3 | what stands before a + has to choose entries",
                "--compressor induced(topk:1 | needs",
                "--compressor induced(natural,topk:1) | needs an unbiased compressor second: topk:1 is not",
                "--compressor qsgd:0 | needs 1 to 32767 levels",
                "--compressor rounding:b=1.01 | needs levels of which each is at least 1.05 times the one before",
                "--compressor powersgd:2 | needs matrices: name their shapes",
                "--compressor layers(w=2x2,topk:1) | its blocks have 4 entries, the model has 3",
                "--compressor randk:1:unbiased | is no contraction, which error feedback and the steps of theory need: it is unbiased, with omega = 2.000: scaled(randk:1:unbiased) contracts",
                "--method ef21 --compressor threshold:1e-3:absolute --step-size theory | use one that does, such as topk:0.1",
                "--compressor natural(topk:1) | which takes nothing in parentheses",
                "--compressor layers(w=3,fcc(2,powersgd:1)) | needs powersgd itself",
                "--compressor rounding:levels=0.1/0.2:period=10 | needs a first level from 1 to below the period",
                "--downlink step:powersgd:4 | needs matrices: name their shapes",
                "--compressor sparsify:0.5/0.5 | sparsify has 2 probabilities for a vector of length 3",
                "--compressor topk:4 | k must be at most the number of features, 3 (got 4)",
                "--method diana --compressor topk:1 | needs an unbiased --compressor, which topk:1 is not: use one such as natural",
                "--method marina --compressor sign | or --method ef21, which takes contractive ones",
                "--method rbsgd --compressor natural | needs a --compressor whose messages add up entry by entry",
                "--method cgd --clients 2 | is about one client, and there are 2: use --clients 1, or --method dcgd or ef21",
                "--method ef21 --batch-size 2 | --batch-size is no option of --method ef21: use it with one of sgd, dcsgd",
                "--method ef21-sgd --batch-size 0 | --batch-size needs a number of samples, or a share with a decimal point",
                "--method ef21-sgd --batch-draw some | unknown value of --batch-draw 'some'",
                "--method ef21-sgdm --momentum 1.5 | --momentum must be a number in (0, 1.0] (got '1.5')",
                "--method ef21-pp --participation 1.5 | --participation must be full, a probability",
                "--method ef21-pp --participation none | --participation must be full, a probability",
                "--method conef --memory topq:1 | unknown compressor 'topq': did you mean 'topk'?",
                "--method efsgd --momentum-at later --momentum 0.9 | unknown value of --momentum-at 'later'",
                "--method neolithic --messages 0 | --messages must be a whole number from 1 to 64 (got '0')",
                "--method ef21-hb --server-update lbfgs | --method ef21-hb has --server-update heavy-ball:0.9 (got lbfgs)",
                "--method ef21-bc --downlink exact | --method ef21-bc has --downlink estimate:COMPRESSOR (got exact)",
                "--method ef21-prox | takes proximal steps, and there is no regularizer at the server",
                "--method ef-adam | needs a number for --step-size, such as 0.01",
                "--method ef21-sgd --tol 1e-3 | sees f only in part, so it does not know when f stops falling",
                "--method ef21-sgd --gradient-tol 1e-3 | needs a certified gradient norm",
                "--method ef21-sgd --step-size auto --server-update lbfgs | sees f only in part, so no step can be judged",
                "--method ef-average-linear | this schedule needs strongly convex clients: add --regularizer l2:1e-4",
                "--method 3pcv2 --second-compressor topk:1 | needs an unbiased --compressor, which topk:1 is not",
                "--method gd --compressor topk:1 | --method gd sends everything as it is, so --compressor topk:1 would do nothing: leave it out",
                "--method sgd --compressor natural | --method sgd sends everything as it is",
                "--method lag --compressor quantize:4 | --method lag sends everything as it is",
                "--method ef21-p --compressor topk:1 --downlink memory:topk:2 | --method ef21-p sends everything as it is",
                "--method ef14 --init full | --method ef14 has no estimate to open, or opens it exactly anyhow: leave out --init full",
                "--method gd --init full | --method gd has no estimate to open",
                "--method marina --init full | --method marina has no estimate to open, or opens it exactly anyhow",
                "--method ef21-pp --participation 4 --clients 3 | --participation 4 asks for more clients than the 3 there are",
                "--method ef-average-uniform --initial-batch 2 | --initial-batch is about batches, and the gradients of --method ef-average-uniform are whole without --batch-size",
                "--method ef-average-linear --batch-draw with | --batch-draw is about batches",
                "--method beer --batch-draw with | --batch-draw is about batches",
                "--compressor mix:0:3 | needs two counts, or fractions with a decimal point, such as mix:10:20",
                "--compressor comp:3:2 | needs two counts, or fractions with a decimal point, the second not smaller",
                "--compressor comp:2:4 | k must be at most the number of features, 3 (got 4)",
                "--compressor comp:1:2 | is no contraction, which error feedback and the steps of theory need",
                "--downlink estimate:topk:1 | lets the clients step",
                "--method conef --memory layers(w=2x2,topk:1) | its blocks have 4 entries, the model has 3",
                "--method 3pcv4 --second-compressor topk:4 | k must be at most the number of features, 3 (got 4)",
                "--downlink memory:topk:1 --server-update lbfgs --step-size auto | remembers what steps left out, and a step that is taken back must not be",
                "--method efsgd --momentum-at after | --momentum-at after needs --momentum, such as --momentum 0.9",
                "--method conef --reset-by average | --reset-by needs --reset-every, such as --reset-every 512",
                "--method 3pcv2 --second-compressor topk:1 --step-size 0.1 | needs an unbiased --compressor, which topk:1 is not",
                "--method ef-average-uniform --regularizer l2 --lambdas 1,2 --step-size 0.1 | averages the models of all rounds",
                "--method ef21 --downlink estimate:topk:1 --server-update adam --step-size 0.1 | lets the clients step",
                "--method ef-average-linear --step-size 0.01 --engine local | this schedule needs strongly convex clients",
                "--method file:absent.java --engine local | --method file:absent.java: no such file",
                "--compressor file:absent.java --engine spark | is known in this JVM alone, not to executors",
                "--step-size -0.1 | --step-size must be positive",
                "--step-size theory:-1 | --step-size must be positive",
                "--step-size quick | --step-size must be auto, theory",
                "--step-size auto:2 | --step-size must be auto, theory",
                "--server-update lbfsg | unknown --server-update 'lbfsg': did you mean 'lbfgs[:M]'?",
                "--server-update lbfgs:0 | needs M between 1 and 100 (got 0)",
                "--server-update nesterov:1 | needs B in [0, 1) (got 1.0)",
                "--server-update adam | needs a number for --step-size",
                "--server-update lbfgs --step-size theory | --server-update lbfgs:10 finds its own steps",
                "--method ef14 --server-update lbfgs | sends steps, not estimates of the gradient",
                "--method ef14 --precondition diagonal | --method ef14 needs --precondition none",
                "--precondition full | unknown value of --precondition 'full'",
                "--objective logistc | unknown objective 'logistc': did you mean 'logistic'?",
                "--objective huber:0 | --objective huber:DELTA needs a positive number for DELTA",
                "--objective huber:x | --objective huber[:DELTA] needs a positive number for DELTA, such as huber:0.5",
                "--model huber:0.5 | --model huber:0.5: is neither a path without colons nor a URI with a scheme",
                "--objective huber:1:2 | --objective huber[:DELTA] needs a positive number for DELTA, such as huber:0.5, or none,"
                        + " which is 1 (got huber:1:2)",
                "--objective least-squares:1 | --objective least-squares takes no arguments (got least-squares:1)",
                "--objective quadratic:10 | --objective quadratic:D:KAPPA[:noise=SIGMA] needs a dimension",
                "--objective quadratic:10:0.5 | needs a dimension and a condition number of at least 1",
                "--objective quadratic:0:2 | needs a dimension and a condition number of at least 1",
                "--objective quadratic:10:2:noise=-1 | needs a dimension and a condition number of at least 1",
                "--objective tridiagonal:10:-1 | needs a dimension and a nonnegative heterogeneity",
                "--objective tridiagonal:10:1:0 | may have a positive LAMBDA (got tridiagonal:10:1:0)",
                "--objective three-point:-1 | needs a nonnegative deviation such as three-point:1",
                "--objective three-point:1:0 | needs a nonnegative deviation such as three-point:1",
                "--objective quadratic:10:2 --data x | --objective quadratic:10:2.0 needs no data: leave out --data",
                "--objective quadratic:10:2 --model m | Spark has no model for --objective quadratic:10:2.0",
                "--objective mlp | --objective mlp:H1[,H2...] needs the units of its hidden layers, such as mlp:64",
                "--objective mlp:8,0 | needs the units of its hidden layers, such as mlp:64",
                "--objective mlp:8 --step-size theory | --objective mlp:8 has no certified smoothness constant, which"
                        + " --step-size theory and classic need: use a number such as --step-size 0.1, or auto",
                "--objective mlp:8 --method ef21 | --objective mlp:8 has no certified smoothness constant",
                "--objective mlp:8 --regularizer l2:1 --regularizer-at server | --objective mlp:8 starts elsewhere than in"
                        + " 0, so that only clients can add --regularizer l2:1.0: leave out --regularizer-at and --lambdas",
                "--objective three-point:1 --regularizer l2 --lambdas 1,2 | only clients can add --regularizer l2:2.0",
                "--link fast | --link must be RATE[:LATENCY], such as 100mbit or 1gbit:10ms (got 'fast')",
                "--tol -1 | --tol must not be negative (got -1.0)",
                "--max-bytes -1 | --max-bytes must be between 0",
                "--regularizer l3:1 | unknown regularizer 'l3:1': did you mean 'l2:LAMBDA'?",
                "--regularizer l2:-1 | --regularizer l2:LAMBDA needs a nonnegative number",
                "--lambdas 1,2 | with --lambdas, --regularizer is l2, nonconvex, l1 or elasticnet:RATIO, without a LAMBDA of its own (got 'none')",
                "--regularizer l2:1 --lambdas 1,2 | without a LAMBDA of its own (got 'l2:1')",
                "--regularizer elasticnet --lambdas 1,2 | elasticnet:RATIO, without a LAMBDA of its own (got 'elasticnet')",
                "--regularizer elasticnet:2 --lambdas 1,2 | needs a RATIO in [0, 1] (got 2.0)",
                "--regularizer l2 --lambdas 1,x | --lambdas must be positive numbers such as 1e-2,1e-3, or FROM:TO:COUNT",
                "--regularizer l2 --lambdas 1,0 | --lambdas must be positive numbers",
                "--regularizer l2 --lambdas 1,1.0 | --lambdas 1,1.0 has 1.0 twice",
                "--regularizer l2 --lambdas 1:2 | --lambdas must be positive numbers",
                "--regularizer l2 --lambdas 1:0.1:1 | --lambdas FROM:TO:COUNT needs a COUNT of at least 2 (got 1)",
                "--regularizer l2 --lambdas 1:0.1:9999 | --lambdas 1:0.1:9999 are 9999, at most 1000 are possible",
                "--regularizer l2 --lambdas 1,2 --regularizer-at clients | --lambdas needs the regularizer at the server",
                "--regularizer l2 | unknown regularizer 'l2': did you mean 'l2:LAMBDA'?",
                "--clients 5 | --clients must be between 1 and the number of rows, 4 (got 5)",
                "--clients 0 | --clients must be between 1",
                "--rounds many | --rounds must be an integer (got 'many')",
                "--value-bits 24 | --value-bits must be 64, 32 or 16 (got 24)",
                "--split random | unknown value of --split 'random'",
                "--method ef14 --gradient-tol 1e-3 | --gradient-tol needs a certified gradient norm",
                "--features 2 | line 1: the index of '3:0.5' is larger than the 2 features that --features allows",
                "--history no/such/folder/h.jsonl | --history no/such/folder/h.jsonl: must name a file in an existing folder",
                "--plot p.gif | .svg, .pdf or .png",
                "--resume auto | --resume auto needs --checkpoint-dir",
                "--checkpoint-interval 0 | --checkpoint-interval must be between 1 and 100 (got 0)",
                "--regularizer l1:0.1 --regularizer-at clients | which only the server can take: add --regularizer-at server",
                "--regularizer elasticnet:0.1:2 | needs a RATIO in [0, 1] (got 2.0)",
                "--downlink stap:topk:1 | unknown downlink 'stap:topk:1': did you mean 'step:COMPRESSOR'?",
                "--compressor quantize:9 | quantize",
                "--message-tree-depth 4 | unknown value of --message-tree-depth '4'",
                "--state-precision half | unknown value of --state-precision 'half'",
                "--data-precision half | unknown value of --data-precision 'half'",
                "--kernel blas --data-precision float | --kernel blas works on doubles",
                "--kernel blass | unknown value of --kernel 'blass': did you mean 'blas'?",
                "--data generated:a9b:100 | unknown generated data 'generated:a9b:100': did you mean 'generated:a9a:ROWS'?",
            })
    void option(String options, String sentence) throws IOException {
        refused(sentence, GOOD, options.split(" "));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "there are no rows in it"),
                Arguments.of(GOOD + "+1 1:1 x\n", "line 5: 'x' is not of the form index:value"),
                Arguments.of("+1 0:1\n", "line 1: index 0 in '0:1': indices start at 1"),
                Arguments.of("+1 1:1\n-1 2:1 1:1\n", "line 2: the index of '1:1' does not ascend: it follows 2"),
                Arguments.of("+1 1:1\n-1 2:NaN\n", "line 2: the value of '2:NaN' is not a finite number"),
                Arguments.of("+1 1:1\n-1 2:1e999\n", "line 2: the value of '2:1e999' is not a finite number"),
                Arguments.of("+1 1:1\nInf 2:1\n", "line 2: label 'Inf' is not a finite number"),
                Arguments.of("+1 1:1\n+1 2:1\n", "one label value only"),
                Arguments.of(
                        "# none\n1 1:1\n\n2.5 2:1\n1 1:2\n-3e-1 2:1\n4 1:1\n",
                        "data.txt, line 6: label -0.3 makes more than two label values (1.0 and 2.5 before it):"
                                + " --objective logistic needs exactly two, softmax takes more, least-squares and huber take any numbers"),
                Arguments.of("1\n2\n", "has no features"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void dataForTheLocalEngine(String text, String sentence) throws IOException {
        refused(sentence, text);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void dataForSpark(String text, String sentence) throws IOException {
        TestSpark.session();
        refused(sentence, text, "--engine", "spark", "--master", "local[2]");
    }

    @Test
    void missingFile() throws IOException {
        for (String engine : List.of("local", "spark")) {
            Program program = Program.here(
                    "train", "--engine", engine, "--master", "local[2]", "--data", folder.resolve("absent") + "");
            assertEquals(2, program.exitCode(), program.err());
            assertTrue(program.err().contains("absent: no such file or folder"), program.err());
        }
    }

    @Test
    void modelThatExists() throws IOException {
        refused("already exists; name another directory", GOOD, "--model", folder.toString());
    }

    @Test
    void unknownSubcommand() {
        Program program = Program.here("tain");
        assertEquals(2, program.exitCode());
        assertTrue(program.err().contains("unknown subcommand 'tain': did you mean 'train'?"), program.err());
    }

    private void refused(String sentence, String data, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("data.txt"), data);
        Path history = folder.resolve("history.jsonl");
        List<String> arguments = new ArrayList<>(List.of("train", "--data", file.toString(), "--rounds", "3"));
        if (!List.of(options).contains("--engine")) {
            arguments.addAll(List.of("--engine", "local"));
        }
        if (!List.of(options).contains("--history")) {
            arguments.addAll(List.of("--history", history.toString()));
        }
        // the option under test may repeat one that is set here
        for (int i = 0; i < options.length; i += 2) {
            int at = arguments.indexOf(options[i]);
            if (at >= 0) {
                arguments.set(at + 1, options[i + 1]);
            } else {
                arguments.add(options[i]);
                arguments.add(options[i + 1]);
            }
        }
        Program program = Program.here(arguments.toArray(new String[0]));
        assertEquals(2, program.exitCode(), program.err());
        assertTrue(program.err().contains(sentence), program.err());
        String said = withoutStoppedThreads(program.err());
        assertFalse(said.contains("\tat "), "a stack trace: " + program.err());
        long sentences = said.lines()
                .filter(line -> !line.startsWith("ef21: starting")
                        && !line.startsWith("ef21: computing")
                        && !line.equals("ef21: training"))
                .count();
        assertEquals(1, sentences, "one sentence: " + program.err());
        assertFalse(Files.exists(history), "a history was left");
    }

    /** A thread of Spark's that meets the end of its pool while the session stops says so, now and then, by itself. */
    private static String withoutStoppedThreads(String err) {
        return err.replaceAll("java\\.util\\.concurrent\\.RejectedExecutionException: .*\\R(\tat .*\\R)*", "");
    }
}
