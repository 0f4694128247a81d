package io.ef21.ml;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sentences about options of the command line, said of Params. */
final class ParamNames {
    private static final Pattern FLAG = Pattern.compile("--([a-z][a-z-]*[a-z])");

    private static final Pattern STRENGTH = Pattern.compile("--regularizer (l1|l2|nonconvex):([0-9.e-]+)");

    private ParamNames() {}

    /** The text with every flag replaced by the Param of that meaning, or by its bare name where there is no such Param. */
    static String inParams(String text) {
        return FLAG.matcher(STRENGTH.matcher(text).replaceAll("regParam $2 with regularizer $1"))
                .replaceAll(flag -> Matcher.quoteReplacement(param(flag.group(), flag.group(1))));
    }

    private static String param(String flag, String name) {
        for (TrainOption option : TrainOption.values()) {
            if (option.flag().equals(flag) && !option.param().isEmpty()) {
                return option.param();
            }
        }
        return name;
    }

    /** The bad input behind a failure, which may have crossed Spark, in terms of Params; null if there is none. */
    static @Nullable InvalidInputException badInput(Throwable failure) {
        InvalidInputException input = InvalidInputException.behind(failure);
        return input == null ? null : new InvalidInputException(inParams(String.valueOf(input.getMessage())), failure);
    }
}
