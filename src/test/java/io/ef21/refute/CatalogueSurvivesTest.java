package io.ef21.refute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ef21.compress.CompressorFamily;
import io.ef21.compress.Compressors;
import io.ef21.compress.Zoo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of the catalogue survives. */
class CatalogueSurvivesTest {
    /** What draws in several places, mostly: parts that shared a key would draw the same numbers. */
    private static final List<String> COMBINED = List.of(
            "threshold:0.01:absolute",
            "dithering:b=3:s=2:p=inf",
            "quantize:8:5",
            "grid:1.8:7",
            "sketch:5x0.3:group=3:median",
            "fcc(2,randk:0.3)",
            "fcc(2,lazy(0.5,randk:1))",
            "fcc(2,randk:1+scaled(natural))",
            "induced(sign,qsgd:4)",
            "induced(topk:2+natural,natural)",
            "induced(lazy(0.5,topk:1),natural)",
            "induced(scaled(projection:4),qsgd:1)",
            "lazy(0.5,randk:1:unbiased+natural,unbiased)",
            "lazy(0.5,lazy(0.5,identity,unbiased),unbiased)",
            "lazy(0.5,sketch:3x2,unbiased)",
            "adaptive+natural",
            "threshold:0.5+int:4",
            "topk:0.5+fcc(2,nearest:b=2)",
            "layers(w=4x4,powersgd:4)",
            "layers(w=4x5,b=7,fcc(2,topk:1))");

    static Stream<String> specifications() {
        return Stream.of(Zoo.ALL, Zoo.OF_BLOCKS.keySet().stream().sorted().toList(), COMBINED)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("specifications")
    void briefly(String specification) {
        survives(specification, 0.1, 1);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("specifications")
    void longer(String specification) {
        survives(specification, 3, 2);
    }

    private static void survives(String specification, double seconds, long seed) {
        Counterexample found = Refuter.refute(Compressors.parse(specification), RefuteOptions.usual(seconds, seed))
                .counterexample();
        assertNull(
                found,
                () -> found == null ? "" : found.claim() + ": " + VectorText.of(found.vector()) + found.violation());
    }

    /** Beyond the usual magnitudes, where no scale is rounded to few bits and nothing is divided. */
    @ParameterizedTest
    @MethodSource("unscaled")
    void atAllMagnitudes(String specification) {
        RefuteOptions usual = RefuteOptions.usual(0.2, 3);
        RefuteOptions options = new RefuteOptions(
                usual.overrides(),
                "",
                List.of(),
                new Magnitudes(0x1.0p-1000, 0x1.0p990),
                usual.vector(),
                usual.seconds(),
                usual.seed(),
                usual.error());
        assertNull(Refuter.refute(Compressors.parse(specification), options).counterexample());
    }

    static Stream<String> unscaled() {
        return Stream.of("identity", "topk:2", "randk:0.3", "randblock:0.5", "sparsify:0.2", "adaptive", "natural");
    }

    @Test
    void noFamilyIsLeftOut() {
        Set<String> families =
                Compressors.all().stream().map(CompressorFamily::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = specifications()
                .flatMap(text -> Stream.of(text.split("[^a-z-]+")))
                .filter(families::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(families, tried);
    }
}
