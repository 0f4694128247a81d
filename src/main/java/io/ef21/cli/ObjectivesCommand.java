package io.ef21.cli;

import io.ef21.objective.ObjectiveFamily;
import io.ef21.objective.Objectives;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ef21 objectives}: what {@code --objective} can be. */
final class ObjectivesCommand {
    private ObjectivesCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
        spec.usageMessage().description("Lists what --objective can be: formulas, labels, smoothness, saved models.");
        return spec;
    }

    static int run() {
        for (ObjectiveFamily family : Objectives.all()) {
            System.out.printf(
                    "  %s: %s; labels: %s; L_i: %s; --model: %s%n",
                    family.form(), family.formula(), family.labels(), family.smoothness(), family.model());
        }
        System.out.println();
        System.out.println("  Those of rows a_j with labels y_j are means over the m rows of a client, A; z = a'x.");
        System.out.println("  A regularizer adds to L_i. The others are one function per client, made from --seed.");
        return 0;
    }
}
