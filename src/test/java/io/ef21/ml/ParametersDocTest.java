package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** docs/parameters.md is about the Params that there are. */
class ParametersDocTest {
    private static final Path DOC = Path.of("docs/parameters.md");
    private static final String BEGIN = "<!-- table: made by ParametersDocTest -->\n";
    private static final String END = "<!-- end of table -->\n";

    private static final Map<String, HasSettings<?>> ESTIMATORS = new TreeMap<>(Map.<String, HasSettings<?>>of(
            "L", new EF21LogisticRegression(),
            "R", new EF21LinearRegression(),
            "S", new EF21LinearSVC(),
            "P", new EF21MultilayerPerceptronClassifier()));

    /** With {@code -Def21.docs=write} the file is brought up to date. */
    @Test
    void theTable_isThatOfTheParams() throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(BEGIN) + BEGIN.length();
        int to = doc.indexOf(END);
        assertTrue(from >= BEGIN.length() && to >= from, "docs/parameters.md lacks the marks of its table");
        if ("write".equals(System.getProperty("ef21.docs"))) {
            Files.writeString(DOC, doc.substring(0, from) + table() + doc.substring(to));
            return;
        }
        assertEquals(
                table(),
                doc.substring(from, to),
                "docs/parameters.md is stale: mvn test -Dtest=ParametersDocTest -Def21.docs=write brings it up to date");
    }

    @Test
    void everyParam_isThatOfAnEstimator() {
        for (EstimatorParam param : EstimatorParam.values()) {
            assertFalse(owners(param).isEmpty(), param.param());
            assertFalse(param.text().contains("--"), param.text());
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| Param | type | default | what it is | Estimators | option |\n")
                .append("|---|---|---|---|---|---|\n");
        for (EstimatorParam param : EstimatorParam.values()) {
            TrainOption option = param.option();
            table.append("| `%s` | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            param.param(),
                            param.type().word(),
                            byDefault(param),
                            param.text().replace("|", "\\|"),
                            owners(param),
                            option == null ? "" : "`" + option.flag() + "`"));
        }
        return table.toString();
    }

    private static String byDefault(EstimatorParam param) {
        Object value = param.defaultValue();
        if (param == EstimatorParam.SEED) {
            return "hash of the class's name";
        }
        return value == null || value.equals("") ? "" : "`" + value + "`";
    }

    private static String owners(EstimatorParam param) {
        StringBuilder owners = new StringBuilder();
        ESTIMATORS.forEach((letter, estimator) -> {
            if (estimator.settings().has(param)) {
                owners.append(letter);
            }
        });
        return owners.toString();
    }
}
