package io.ef21.cli;

import io.ef21.compress.Compressor;
import io.ef21.compress.Sparing;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Downlink;
import io.ef21.method.Guarantee;
import io.ef21.method.Method;
import io.ef21.method.MethodOptions;
import io.ef21.method.Methods;
import io.ef21.method.Smoothness;
import io.ef21.method.StepSize;
import io.ef21.method.Theory;
import io.ef21.objective.GeneratedProblem;
import io.ef21.objective.Regularizer;
import io.ef21.run.Choices;
import io.ef21.run.Engine;
import io.ef21.run.Grounds;
import io.ef21.run.TrainOption;
import io.ef21.run.TrainingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code ef21 theory}: the constants of data and compressor, and what each theorem makes of them. */
final class TheoryCommand {
    private static final String ACCURACY = "--accuracy";

    private final TrainArguments arguments;
    private final double accuracy;
    private final List<String> methods;

    private TheoryCommand(TrainArguments arguments, double accuracy, List<String> methods) {
        this.arguments = arguments;
        this.accuracy = accuracy;
        this.methods = methods;
    }

    static CommandSpec spec() {
        CommandSpec spec = TrainCommand.spec();
        spec.usageMessage()
                .description(
                        "Prints, for data, split and compressor, the smoothness constants, the compressor's constants,"
                                + " and the largest step of every method's theorem with the rounds and bits it promises, or of those"
                                + " of one --method. All other options are those of train.");
        spec.addOption(OptionSpec.builder(ACCURACY)
                .paramLabel("EPS")
                .type(String.class)
                .description(
                        "what is to be reached by the mean of ||grad f(x^t)||^2 over the rounds, and by f - min f where f is strongly convex"
                                + " [1e-6]")
                .build());
        return spec;
    }

    static int run(ParseResult parsed) throws IOException {
        double accuracy;
        String text = parsed.matchedOptionValue(ACCURACY, "1e-6");
        try {
            accuracy = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(ACCURACY + " must be a positive number (got '" + text + "')", e);
        }
        if (!(accuracy > 0)) {
            throw new InvalidInputException(ACCURACY + " must be a positive number (got '" + text + "')");
        }
        String method = parsed.matchedOptionValue(TrainOption.METHOD.flag(), Choices.AUTO);
        Map<TrainOption, String> given = TrainArguments.given(parsed);
        boolean proximal = Regularizer.parse(given.getOrDefault(TrainOption.REGULARIZER, "none"))
                .proximal();
        if (method.equals(Choices.AUTO) && !proximal) {
            // as every named method has it
            given.putIfAbsent(TrainOption.REGULARIZER_AT, "clients");
        }
        TrainArguments arguments = TrainArguments.of(given);
        return new TheoryCommand(arguments, accuracy, method.equals(Choices.AUTO) ? Methods.names() : List.of(method))
                .run();
    }

    private int run() throws IOException {
        try (Workplace workplace = Workplace.open(arguments);
                Engine engine = workplace.engine()) {
            TrainingOptions options = arguments.optionsFor(workplace.deal());
            Grounds grounds = Grounds.of(engine, options);
            constants(grounds, options);
            double gap = startingGap(engine, grounds, options);
            row(
                    "gap",
                    Double.isNaN(gap)
                            ? "f(x^0) - inf f is not known, and so no rounds are predicted"
                            : "f(x^0) - inf f <= %s, as the losses are not negative".formatted(Quantity.number(gap)));
            System.out.printf(
                    "%n  %-22s %12s %12s %12s  %s%n",
                    "method",
                    "step",
                    "rounds",
                    "bits up",
                    "to mean ||grad f||^2 <= " + accuracy + " (per client, from --init full)");
            for (String name : methods) {
                line(name, options, grounds, gap);
            }
            Theory theory = grounds.theory(options);
            if (theory.smoothness().strongConvexity() > 0 && !Double.isNaN(gap)) {
                System.out.printf(
                        "%n  %-22s %12s %12s %12s  %s%n",
                        "strongly convex", "step", "rounds", "", "to f - min f <= " + accuracy);
                linear("gd", StepSize.descent(theory.smoothness(), "gradient descent, 1/L"), theory, gap);
                if (theory.guarantee().alpha() > 0) {
                    linear("ef21", theory.linear(), theory, gap);
                }
            }
            return 0;
        }
    }

    private static void constants(Grounds grounds, TrainingOptions options) {
        Smoothness s = grounds.theory(options).smoothness();
        row("clients", Quantity.count(grounds.population().clients()));
        row("L", Quantity.number(s.whole()) + (s.bounded() ? " (the mean of the L_i, which bounds it)" : ""));
        row(
                "L_i",
                "min %s, arithmetic mean %s, quadratic mean %s, max %s"
                        .formatted(
                                Quantity.number(s.smallest()),
                                Quantity.number(s.arithmeticMean()),
                                Quantity.number(s.quadraticMean()),
                                Quantity.number(s.largest())));
        row(
                "mu",
                s.strongConvexity() > 0 ? Quantity.number(s.strongConvexity()) : "0: not known to be strongly convex");
        if (!Double.isNaN(s.ofSamples())) {
            row(
                    "samples",
                    "quadratic mean of the clients' largest constants %s".formatted(Quantity.number(s.ofSamples())));
        }
        Guarantee c = grounds.theory(options).guarantee();
        row(
                "compressor",
                "%s: alpha = %s, omega = %s"
                        .formatted(c.compressor(), Quantity.number(c.alpha()), Quantity.number(c.omega())));
    }

    private void line(String name, TrainingOptions options, Grounds grounds, double gap) {
        try {
            TrainingOptions run = run(name, options);
            Method method = run.method().fitted(grounds.circumstances(run));
            StepSize step = grounds.largest(run);
            double rounds = step.rounds(gap, accuracy);
            double bits = rounds * bits(method, run, grounds);
            System.out.printf(
                    "  %-22s %12s %12s %12s  %s%n",
                    method.name(),
                    Quantity.number(step.gamma()),
                    Double.isNaN(rounds) ? "-" : Quantity.number(rounds),
                    Double.isNaN(bits) ? "-" : Quantity.number(bits),
                    step.origin());
        } catch (InvalidInputException e) {
            System.out.printf("  %-22s %12s %12s %12s  %s%n", name, "none", "-", "-", e.getMessage());
        }
    }

    /** (1 - gamma mu)^T. */
    private void linear(String name, StepSize step, Theory theory, double gap) {
        double mu = theory.smoothness().strongConvexity();
        double rounds = Math.ceil(Math.log(gap / accuracy) / -Math.log1p(-step.gamma() * mu));
        System.out.printf(
                "  %-22s %12s %12s %12s  %s%n",
                name, Quantity.number(step.gamma()), Quantity.number(Math.max(0, rounds)), "", step.origin());
    }

    /** The user's options with a method of the catalogue, or with the one that was named. */
    private TrainingOptions run(String name, TrainingOptions options) {
        if (methods.size() == 1) {
            return options;
        }
        Method method = Methods.parse(name, MethodOptions.NONE);
        String down = method.serving().downlink();
        return options.published(
                method, down.isEmpty() ? options.downlink() : Downlink.parse(down + ":" + options.compressor()));
    }

    /** Bits a client sends in a round, mean over the clients. */
    private static double bits(Method method, TrainingOptions run, Grounds grounds) {
        Compressor compressor = Sparing.of(run.compressor(), run.model().intercepts());
        double total = 0;
        for (int support : grounds.population().supports()) {
            total += support == 0 ? 0 : method.mechanism().bits(compressor, support, run.valueBits());
        }
        int clients = grounds.population().clients();
        return total / clients * method.participation().probability(clients);
    }

    /** f(x^0), x^0 = 0, where f is not negative; else NaN. */
    private double startingGap(Engine engine, Grounds grounds, TrainingOptions options) {
        if (arguments.problem() instanceof GeneratedProblem) {
            return Double.NaN;
        }
        List<Double> losses = engine.ask(client -> {
            int d = client.objective().dimension();
            return client.objective().evaluate(new double[d], new double[d]);
        });
        double[] values = losses.stream().mapToDouble(Double::doubleValue).toArray();
        return grounds.mean(values, options.weighByRows());
    }

    private static void row(String label, String value) {
        System.out.printf("  %-12s %s%n", label, value);
    }
}
