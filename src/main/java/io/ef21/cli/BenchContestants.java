package io.ef21.cli;

import io.ef21.bench.ContestPlan;
import io.ef21.bench.Contestant;
import io.ef21.bench.Ef21Contestant;
import io.ef21.bench.MllibContestant;
import io.ef21.data.InvalidInputException;
import io.ef21.method.Methods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Contestants by name, from what the user asked for. */
final class BenchContestants {
    /** A long run may end this much above the optimum, as a share of the smallest gap. */
    private static final double SLACK = 1e-4;

    private BenchContestants() {}

    /**
     * Those that take part, and those whose long runs find the optimum.
     *
     * @throws InvalidInputException if the options of a training do not make sense
     */
    static Map<String, Contestant> of(BenchArguments arguments) {
        List<String> names = Stream.concat(
                        Stream.of(ContestPlan.MLLIB, ContestPlan.LOSSLESS), arguments.plan().contestants().stream())
                .distinct()
                .toList();
        Map<String, Contestant> contestants = new LinkedHashMap<>();
        for (String name : names) {
            List<String> options = arguments.trainings().get(name);
            contestants.put(
                    name,
                    options == null
                            ? new MllibContestant(
                                    name,
                                    arguments.lambda(),
                                    name.equals(ContestPlan.MLLIB_STANDARDIZED),
                                    arguments.partitions(),
                                    arguments.clients())
                            : training(name, options, arguments));
        }
        return contestants;
    }

    private static Contestant training(String name, List<String> options, BenchArguments arguments) {
        boolean feedback = !name.equals(ContestPlan.WITHOUT_FEEDBACK);
        TrainArguments train;
        try {
            // without feedback there is no certificate
            train = parse(name, options, arguments, feedback ? tolerance(arguments) : 0);
        } catch (InvalidInputException e) {
            // a method without a certificate runs its rounds
            train = parse(name, options, arguments, 0);
        }
        return new Ef21Contestant(
                name,
                feedback ? train.options() : train.options().withMethod(Methods.parse("dcgd")),
                arguments.clients(),
                arguments.partitions(),
                arguments.shuffled(),
                train.layout(),
                train.treeDepth());
    }

    private static TrainArguments parse(
            String name, List<String> options, BenchArguments arguments, double gradientTol) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("--regularizer", arguments.lambda() == 0 ? "none" : "l2:" + arguments.lambda());
        all.put("--regularizer-at", "server");
        all.put("--client-weights", "rows");
        all.put("--evaluate-every", "0");
        all.put("--gradient-tol", String.valueOf(gradientTol));
        // a run ends by its rounds, or by the gradient: never because progress is slow
        all.put("--tol", "0");
        all.put("--seed", String.valueOf(arguments.data().seed()));
        for (int i = 0; i < options.size(); i += 2) {
            if (i + 1 == options.size()) {
                throw new InvalidInputException(
                        "contestant " + name + ": the option " + options.get(i) + " has no value");
            }
            all.put(options.get(i), options.get(i + 1));
        }
        List<String> words = new ArrayList<>();
        all.forEach((option, value) -> words.addAll(List.of(option, value)));
        try {
            return TrainArguments.of(new CommandLine(TrainCommand.spec()).parseArgs(words.toArray(String[]::new)));
        } catch (CommandLine.ParameterException e) {
            throw new InvalidInputException("contestant " + name + ": " + Ef21.sentence(e), e);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("contestant " + name + ": " + e.getMessage(), e);
        }
    }

    /** By strong convexity f - f* is at most ||grad f||^2 / (2 lambda). */
    private static double tolerance(BenchArguments arguments) {
        List<Double> gaps = arguments.plan().gaps();
        return Math.sqrt(2 * arguments.lambda() * SLACK * gaps.get(gaps.size() - 1) * Math.log(2));
    }
}
