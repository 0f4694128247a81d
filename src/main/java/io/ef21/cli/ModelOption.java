package io.ef21.cli;

import io.ef21.run.TrainOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code predict} and {@code evaluate} that are none of {@code train}, or mean something else there. */
enum ModelOption {
    MODEL(
            "--model",
            "DIR",
            "a saved LogisticRegressionModel, LinearSVCModel, LinearRegressionModel or"
                    + " MultilayerPerceptronClassificationModel, or a PipelineModel of one of them"),
    OUTPUT("--output", "FILE.csv|DIR", "write one CSV file, or a folder of Parquet"),
    LABELS(
            "--labels",
            "L0,L1,...",
            "the labels that the classes 0, 1, ... stand for; without it, the labels in the data, in ascending order");

    private final String flag;
    private final String argument;
    private final String text;

    ModelOption(String flag, String argument, String text) {
        this.flag = flag;
        this.argument = argument;
        this.text = text;
    }

    /** With its dashes. */
    String flag() {
        return flag;
    }

    /** A command with some of these and those of {@code train} that say what the data are. */
    static CommandSpec spec(String description, List<ModelOption> own, List<TrainOption> left) {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(description)
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true);
        own.forEach(option -> spec.addOption(option(option.flag, option.argument, option.text)));
        List<TrainOption> ofData = new ArrayList<>(DataArguments.OPTIONS);
        ofData.addAll(Arrays.asList(TrainOption.SEED, TrainOption.MASTER));
        ofData.removeAll(left);
        for (TrainOption option : ofData) {
            boolean shown = !option.defaultValue().isEmpty() && option != TrainOption.DATA;
            String byDefault = shown ? " [" + option.defaultValue() + "]" : "";
            spec.addOption(option(option.flag(), option.argument(), option.text() + byDefault));
        }
        return spec;
    }

    private static OptionSpec option(String flag, String argument, String text) {
        return OptionSpec.builder(flag)
                .paramLabel(argument)
                .arity("1")
                .type(String.class)
                .description(text)
                .build();
    }
}
