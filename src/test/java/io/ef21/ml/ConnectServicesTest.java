package io.ef21.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.Estimator;
import org.junit.jupiter.api.Test;

/** A Spark Connect server fits the Estimators that META-INF/services lists, and no others. */
class ConnectServicesTest {
    @Test
    void everyEstimator_isListed() {
        Set<String> estimators = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.ef21.ml").stream()
                        .filter(type -> type.isAssignableTo(Estimator.class) && type.isAssignableTo(HasSettings.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertFalse(estimators.isEmpty());
        ServiceLoader<?> services = ServiceLoader.load(Estimator.class);
        Set<String> listed = services.stream()
                .map(provider -> provider.type().getName())
                .filter(name -> name.startsWith("io.ef21."))
                .collect(Collectors.toSet());
        assertEquals(estimators, listed);
    }
}
