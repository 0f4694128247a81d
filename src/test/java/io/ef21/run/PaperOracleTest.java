package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ef21.Problems;
import io.ef21.RealData;
import io.ef21.objective.Regularizer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The EF21 paper's own program, run from x^0 = 0, and this one agree to 1e-9 relative. */
class PaperOracleTest {
    @ParameterizedTest
    @CsvSource({
        "phishing.gz, 0.02016116046843836, 7.676795613624521e-03, 7.597896811076152e-03, 6.9121686792864775e-03,"
                + " 2.630477422585669e-03, 1.5248158241365991e-06, 0.6769041212457986",
        "mushrooms.gz, 0.0012820100645879024, 3.195801823661798e-01, 3.1902125429213257e-01, 3.140258831374618e-01,"
                + " 2.68558048769997e-01, 6.714573371776644e-02, 0.4877377271152866"
    })
    void ef21Top1(
            String file,
            String step,
            double at0,
            double at1,
            double at10,
            double at100,
            double at1000,
            double objective)
            throws IOException {
        try (LocalEngine engine =
                LocalEngine.of(Problems.logistic(RealData.file(file), 20, new Regularizer.Nonconvex(0.1)), 2)) {
            Problems.Run run = Problems.run(engine, Problems.options("ef21", "topk:1", step, 1000));
            assertEquals(at0, run.at(0).gradNormSq(), 1e-9 * at0);
            assertEquals(at1, run.at(1).gradNormSq(), 1e-9 * at1);
            assertEquals(at10, run.at(10).gradNormSq(), 1e-9 * at10);
            assertEquals(at100, run.at(100).gradNormSq(), 1e-9 * at100);
            assertEquals(at1000, run.at(1000).gradNormSq(), 1e-9 * at1000);
            assertEquals(objective, run.at(1000).objective(), 1e-9 * objective);
        }
    }

    /** L, the means of the L_i and the classic step of the paper's four problems, computed independently to 6 digits. */
    @ParameterizedTest
    @CsvSource({
        "phishing.gz, 0.366076, 0.366085, 0.358217, 0.369315, 2.016116e-2",
        "mushrooms.gz, 3.471120, 3.493226, 2.847824, 4.086020, 1.282010e-3",
        "a9a.gz, 1.773041, 1.773067, 1.757131, 1.787241, 2.297345e-3",
        "w8a.gz, 0.988206, 1.016118, 0.651106, 1.478423, 1.642016e-3"
    })
    void constants(String file, double arithmetic, double quadratic, double smallest, double largest, double classic)
            throws IOException {
        try (LocalEngine engine =
                LocalEngine.of(Problems.logistic(RealData.file(file), 20, new Regularizer.Nonconvex(0.1)), 2)) {
            Setting setting = Problems.run(engine, Problems.options("ef21", "topk:1", "classic", 0))
                    .outcome()
                    .setting();
            assertEquals(arithmetic, setting.smoothness().arithmeticMean(), 2e-6 * arithmetic);
            assertEquals(quadratic, setting.smoothness().quadraticMean(), 2e-6 * quadratic);
            assertEquals(smallest, setting.smoothness().smallest(), 2e-6 * smallest);
            assertEquals(largest, setting.smoothness().largest(), 2e-6 * largest);
            assertEquals(classic, setting.stepSize().gamma(), 5e-6 * classic);
        }
    }
}
