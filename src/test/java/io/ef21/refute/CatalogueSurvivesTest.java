package io.ef21.refute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ef21.compress.CompressorFamily;
import io.ef21.compress.Compressors;
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
    private static final List<String> SPECIFICATIONS = List.of(
            "identity",
            "topk:2",
            "topk:0.1",
            "randk:0.3",
            "randk:0.3:unbiased",
            "randk:2:unbiased:shared",
            "randblock:3",
            "randblock:0.3:unbiased",
            "sparsify:0.2",
            "sparsify:0.5,0.9,0.1",
            "adaptive",
            "threshold:0.5",
            "threshold:0.01:absolute",
            "natural",
            "rounding:b=3.5",
            "rounding:levels=1,2,5:period=10",
            "nearest:b=2",
            "nearest:levels=1,2,5:period=10",
            "dithering:b=2:s=8",
            "dithering:b=3:s=2:p=inf",
            "dithering:b=2:s=3:p=1",
            "natural-dithering:s=2:p=3",
            "ternary",
            "ternary:p=2",
            "qsgd:1",
            "qsgd:8:max",
            "qsgd:4:omega",
            "int:4",
            "int:8:clients=4",
            "sign",
            "quantize:2",
            "quantize:4",
            "quantize:8:5",
            "quantize:4:16:random",
            "quantize:4:16:powers",
            "quantize:3:64:random:powers",
            "grid:0.1",
            "grid:0.7",
            "grid:1.8:7",
            "sketch:1x0.5",
            "sketch:3x2:median",
            "sketch:5x0.3:group=3:median",
            "projection:4",
            "layers(w=4x5,powersgd:2)",
            "layers(w=4x4,powersgd:4)",
            "layers(w=4x5,b=3!,c=4,projection:2)",
            "layers(w=4x5,b=6,qsgd:2)",
            "fcc(3,topk:2)",
            "fcc(2,randk:0.3)",
            "lazy(0.3,topk:0.5)",
            "lazy(0.3,natural,unbiased)",
            "scaled(natural)",
            "scaled(randk:0.2:unbiased,0.5)",
            "induced(topk:2,natural)",
            "induced(sign,qsgd:4)",
            "topk:3+natural",
            "topk:0.3+qsgd:4",
            "topk:0.3+sign",
            "randk:0.4:unbiased+natural",
            "randk:2+quantize:4",
            "adaptive+natural",
            "threshold:0.5+int:4",
            "topk:0.5+fcc(2,nearest:b=2)",
            "randblock:0.5:unbiased+dithering:b=2:s=4");

    static Stream<String> specifications() {
        return SPECIFICATIONS.stream();
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
        survives(specification, 10, 2);
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
        Set<String> tried = SPECIFICATIONS.stream()
                .flatMap(text -> Stream.of(text.split("[^a-z-]+")))
                .filter(families::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(families, tried);
    }
}
