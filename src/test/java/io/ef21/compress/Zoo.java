package io.ef21.compress;

import java.util.List;
import java.util.Map;

/** At least one specification of every family, in the form in which compressors print themselves. */
public final class Zoo {
    /** For vectors of any length. */
    public static final List<String> ALL = List.of(
            "identity",
            "topk:3",
            "topk:0.1",
            "randk:2",
            "randk:0.25:unbiased",
            "randk:3:shared",
            "randk:0.2:unbiased:shared",
            "randblock:4",
            "randblock:0.3:unbiased",
            "sparsify:0.3",
            "adaptive",
            "threshold:0.8",
            "natural",
            "rounding:b=2",
            "rounding:b=1.1",
            "rounding:levels=1,2,5:period=10",
            "nearest:b=2",
            "nearest:b=3",
            "nearest:levels=1,2,5:period=10",
            "dithering:b=2:s=8:p=2",
            "dithering:b=3:s=4:p=inf",
            "dithering:b=1.5:s=20:p=1",
            "natural-dithering:s=5:p=2",
            "natural-dithering:s=3:p=inf",
            "ternary",
            "ternary:p=2",
            "qsgd:4",
            "qsgd:16:max",
            "qsgd:1",
            "qsgd:3:omega",
            "qsgd:300",
            "int:8",
            "int:16",
            "int:2",
            "int:8:clients=20",
            "sign",
            "quantize:4",
            "quantize:3:5",
            "quantize:4:64:random",
            "quantize:3:8:random:powers",
            "quantize:4:64:powers",
            "grid:0.7",
            "sketch:1x0.5",
            "sketch:3x0.5:median",
            "sketch:2x7",
            "sketch:1x0.5:group=4",
            "sketch:3x0.5:columns=5",
            "sketch:1x2:group=2:columns=8:median",
            "projection:3",
            "fcc(3,topk:2)",
            "fcc(2,sign)",
            "lazy(0.3,topk:2)",
            "lazy(0.5,natural,unbiased)",
            "lazy(0.5,scaled(natural))",
            "scaled(natural)",
            "scaled(randk:2:unbiased)",
            "scaled(topk:3,0.5)",
            "induced(topk:2,natural)",
            "induced(topk:0.2,randk:0.2:unbiased)",
            "topk:5+natural",
            "topk:0.2+dithering:b=2:s=4:p=2",
            "topk:7+quantize:4",
            "topk:6+sign",
            "randk:0.5:unbiased+natural",
            "randk:4+qsgd:4",
            "randblock:5+natural",
            "topk:8+randk:2+natural");

    /** For vectors of the length given, made of blocks. */
    public static final Map<String, Integer> OF_BLOCKS = Map.of(
            "layers(w=8x6,b=5!,powersgd:2)", 53,
            "layers(w=8x6,v=3x5,powersgd:1)", 63,
            "layers(w=8x6,projection:3)", 48,
            "layers(a=20,b=30,topk:3)", 50,
            "layers(a=20,b=30,natural)", 50,
            "layers(a=2x10,b=30!,quantize:4)", 50,
            "sparsify:0.2,0.5,1.0,0.7", 4);

    private Zoo() {}
}
