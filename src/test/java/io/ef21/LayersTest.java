package io.ef21;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows point up: each layer knows only those before it, and Spark stays in the last four. */
class LayersTest {
    private static final List<String> LAYERS = List.of(
            "kernel",
            "data",
            "wire",
            "compress",
            "refute",
            "objective",
            "method",
            "update",
            "auto",
            "run",
            "gossip",
            "plot",
            "study",
            "spark",
            "ml",
            "bench",
            "cli");
    private static final List<String> WITH_SPARK = List.of("spark", "ml", "bench", "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ef21");

    @Test
    void everyLayerKnowsOnlyThoseBeforeIt() {
        LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String layer : LAYERS) {
            architecture = architecture.layer(layer).definedBy("io.ef21." + layer + "..");
        }
        for (int i = 0; i < LAYERS.size(); i++) {
            List<String> after = LAYERS.subList(i + 1, LAYERS.size());
            architecture = after.isEmpty()
                    ? architecture.whereLayer(LAYERS.get(i)).mayNotBeAccessedByAnyLayer()
                    : architecture.whereLayer(LAYERS.get(i)).mayOnlyBeAccessedByLayers(after.toArray(String[]::new));
        }
        architecture.check(CLASSES);
    }

    @Test
    void everythingIsInALayer() {
        classes()
                .should()
                .resideInAnyPackage(
                        LAYERS.stream().map(layer -> "io.ef21." + layer + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void onlyTheLastLayersKnowSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WITH_SPARK.stream()
                        .map(layer -> "io.ef21." + layer + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "scala..")
                .check(CLASSES);
    }

    @Test
    void nothingIsCalledUtilHelperManagerOrImpl() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(CLASSES);
    }
}
