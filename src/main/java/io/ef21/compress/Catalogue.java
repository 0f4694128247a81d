package io.ef21.compress;

import java.util.Arrays;
import java.util.List;

/** The compressors of this package, a line each. */
final class Catalogue {
    private static final String AMOUNT =
            "needs a count of at least 1, or a fraction with a decimal point in (0, 1], such as %1$s:10 or %1$s:0.01";

    static final List<CompressorFamily> FAMILIES = List.of(
            CompressorFamily.of(
                    "identity", "identity", "takes no arguments", "everything, as it is", s -> new Identity()),
            CompressorFamily.of(
                    "topk:K", "topk:0.01", AMOUNT.formatted("topk"), "the K largest entries", s -> new TopK(amount(s))),
            CompressorFamily.of(
                    "randk:K[:unbiased][:shared]",
                    "randk:0.01",
                    AMOUNT.formatted("randk"),
                    "K random entries; times d/K if unbiased; the same for all clients if shared",
                    s -> new RandK(amount(s), s.flag("unbiased"), s.flag("shared"))),
            CompressorFamily.of(
                    "randblock:K[:unbiased]",
                    "randblock:0.01:unbiased",
                    AMOUNT.formatted("randblock"),
                    "K neighbouring entries from a random one on, the same for all clients",
                    s -> new RandomBlock(amount(s), s.flag("unbiased"))),
            CompressorFamily.of(
                    "mix:K:R",
                    "mix:0.01:0.01",
                    "needs two counts, or fractions with a decimal point, such as mix:10:20 or mix:0.01:0.02",
                    "the K largest entries, and R of the others at random",
                    s -> new Mix(amount(s), amount(s))),
            CompressorFamily.of(
                    "comp:K:M",
                    "comp:0.01:0.015",
                    "needs two counts, or fractions with a decimal point, the second not smaller, such as comp:10:50 or"
                            + " comp:0.01:0.05",
                    "K at random of the M largest entries, times M/K",
                    s -> new Comp(amount(s), amount(s))),
            CompressorFamily.of(
                    "sparsify:P[/P...]",
                    "sparsify:0.01",
                    "needs probabilities in (0, 1] such as sparsify:0.1, one for all entries or one for each",
                    "every entry with its own probability",
                    s -> new Sparsify(numbers(s.next()))),
            CompressorFamily.of(
                    "adaptive",
                    "adaptive",
                    "takes no arguments",
                    "one entry, with probability in proportion to its magnitude",
                    s -> new Adaptive()),
            CompressorFamily.of(
                    "threshold:T[:absolute]",
                    "threshold:0.5",
                    "needs a multiple of the root mean square below 1 such as threshold:0.5, or a magnitude such as"
                            + " threshold:1e-3:absolute",
                    "the entries of at least T root mean squares, or T absolute",
                    s -> new Threshold(s.nextDouble(), s.flag("absolute"))),
            CompressorFamily.of(
                    "natural",
                    "natural",
                    "takes no arguments",
                    "powers of two, up or down at random",
                    s -> new Natural()),
            CompressorFamily.of(
                    "rounding:b=B | rounding:levels=A/A...:period=P",
                    "rounding:levels=1/2/5:period=10",
                    "needs a base such as rounding:b=2, or levels and a period such as rounding:levels=1/2/5:period=10",
                    "the level below or above, at random",
                    s -> rounding(s, false)),
            CompressorFamily.of(
                    "nearest:b=B | nearest:levels=A/A...:period=P",
                    "nearest:b=2",
                    "needs a base such as nearest:b=2, or levels and a period such as nearest:levels=1/2/5:period=10",
                    "the nearest level",
                    s -> rounding(s, true)),
            CompressorFamily.of(
                    "dithering:b=B:s=S[:p=P]",
                    "dithering:b=3:s=8:p=2",
                    "needs a base and a number of levels such as dithering:b=2:s=8 or dithering:b=2:s=8:p=inf",
                    "S levels B^-j of the P-norm, at random",
                    s -> new Dithering(Double.parseDouble(s.named("b")), Integer.parseInt(s.named("s")), norm(s, "2"))),
            CompressorFamily.of(
                    "natural-dithering:s=S[:p=P]",
                    "natural-dithering:s=8:p=2",
                    "needs a number of levels such as natural-dithering:s=8 or natural-dithering:s=8:p=inf",
                    "S levels 2^-j of the P-norm, at random",
                    s -> new NaturalDithering(Integer.parseInt(s.named("s")), norm(s, "2"))),
            CompressorFamily.of(
                    "ternary[:p=P]",
                    "ternary",
                    "needs p=inf or p=2",
                    "0 or the norm, at random",
                    s -> new Ternary(norm(s, "inf"))),
            CompressorFamily.of(
                    "qsgd:S[:max][:omega]",
                    "qsgd:16",
                    "needs a number of levels such as qsgd:16, and may have max and omega",
                    "S equal levels of the norm, or of the largest entry; omega: in Elias' code, as in the paper",
                    s -> new Qsgd(s.nextInt(), s.flag("max") ? Norm.MAX : Norm.TWO, s.flag("omega"))),
            CompressorFamily.of(
                    "int:B[:clients=N]",
                    "int:8",
                    "needs 2 to 16 bits such as int:8, or int:8:clients=20 for a scale that clients share",
                    "integers of B bits; with clients=N their sum has B bits",
                    Catalogue::integer),
            CompressorFamily.of(
                    "sign", "sign", "takes no arguments", "signs times the mean magnitude", s -> new ScaledSign()),
            CompressorFamily.of(
                    "quantize:BITS[:BLOCK][:random][:powers]",
                    "quantize:4",
                    "needs whole numbers such as quantize:4 or quantize:4:64",
                    "levels of BITS bits, a scale per block; at random; scales that are powers of two",
                    Catalogue::quantize),
            CompressorFamily.of(
                    "grid:STEP[:BLOCK]",
                    "grid:0.7",
                    "needs numbers such as grid:0.7 or grid:0.7:64",
                    "multiples of a step per block, entropy-coded",
                    s -> {
                        double step = s.nextDouble();
                        return s.hasNextInt() ? new Grid(step, s.nextInt()) : new Grid(step);
                    }),
            CompressorFamily.of(
                    "sketch:VxW[:group=G][:columns=C][:median]",
                    "sketch:3x0.1:median",
                    "needs rows and buckets, or buckets as a fraction, such as sketch:3x1000:median or sketch:1x0.1",
                    "a count sketch of V rows of W buckets, read by its mean or median",
                    Catalogue::sketch),
            CompressorFamily.of(
                    "powersgd:R",
                    "layers(BLOCKS,powersgd:4)",
                    "needs a rank such as layers(w=28x28,powersgd:4)",
                    "a matrix of rank R by one step of the power method",
                    s -> new PowerSgd(s.nextInt())),
            CompressorFamily.of(
                    "projection:R",
                    "layers(BLOCKS,projection:4)",
                    "needs a rank such as projection:4",
                    "a random projection onto R directions that clients share",
                    s -> new Projection(s.nextInt())),
            CompressorFamily.of(
                    "fcc(R,C)",
                    "fcc(3,topk:0.01)",
                    "needs a number and a compressor such as fcc(3,topk:10)",
                    "C of what is left, R times",
                    s -> new Fcc(Integer.parseInt(s.items().get(0)), last(s, 2))),
            CompressorFamily.of(
                    "lazy(P,C[,unbiased])",
                    "lazy(0.1,topk:0.1)",
                    "needs a probability and a compressor such as lazy(0.1,topk:10)",
                    "C with probability P, else nothing; divided by P if unbiased",
                    Catalogue::lazy),
            CompressorFamily.of(
                    "scaled(C[,FACTOR])",
                    "scaled(qsgd:4)",
                    "needs an unbiased compressor such as scaled(natural), or any and a factor",
                    "C times a factor, by default the one that makes an unbiased C contract most",
                    Catalogue::scaled),
            CompressorFamily.of(
                    "induced(B,U)",
                    "induced(topk:0.01,natural)",
                    "needs a contractive and an unbiased compressor such as induced(topk:10,natural)",
                    "B, and U of what it left: unbiased",
                    s -> new Induced(Compressors.parse(s.items().get(0)), last(s, 2))),
            CompressorFamily.of(
                    "layers(NAME=ROWSxCOLUMNS,...,C)",
                    "layers(BLOCKS,topk:0.01)",
                    "needs blocks and a compressor such as layers(w=28x28,b=10!,powersgd:4)",
                    "C block by block; blocks that end with ! as they are",
                    s -> new Layers(
                            s.items().subList(0, s.items().size() - 1).stream()
                                    .map(Layers.Block::parse)
                                    .toList(),
                            last(s, s.items().size()))));

    private Catalogue() {}

    private static Amount amount(Specification s) {
        return Amount.parse(s.next());
    }

    private static Norm norm(Specification s, String otherwise) {
        return Norm.parse(s.named("p", otherwise));
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split("[/,]", -1)).map(Double::valueOf).toList();
    }

    private static Compressor rounding(Specification s, boolean nearest) {
        String base = s.named("b", "");
        return base.isEmpty()
                ? new Rounding(numbers(s.named("levels")), Double.parseDouble(s.named("period")), nearest)
                : Rounding.exponential(Double.parseDouble(base), nearest);
    }

    private static Compressor integer(Specification s) {
        int bits = s.nextInt();
        String clients = s.named("clients", "");
        return clients.isEmpty() ? new IntegerQuantizer(bits) : new SharedInteger(bits, Integer.parseInt(clients));
    }

    private static Compressor quantize(Specification s) {
        int bits = s.nextInt();
        int block = s.hasNextInt() ? s.nextInt() : Quantize.usualBlock(bits);
        boolean random = s.flag("random");
        boolean powers = s.flag("powers");
        return random || powers ? new QuantizeVariant(bits, block, random, powers) : new Quantize(bits, block);
    }

    private static Compressor sketch(Specification s) {
        String[] shape = s.next().split("x", -1);
        if (shape.length != 2) {
            throw new IllegalArgumentException("needs rows x buckets");
        }
        return new Sketch(
                Integer.parseInt(shape[0]),
                Amount.parse(shape[1]),
                Integer.parseInt(s.named("group", "1")),
                Integer.parseInt(s.named("columns", "0")),
                s.flag("median"));
    }

    private static Compressor lazy(Specification s) {
        boolean unbiased = s.items().size() == 3 && s.items().get(2).equals("unbiased");
        return new Lazy(
                Double.parseDouble(s.items().get(0)), Compressors.parse(only(s, 1, unbiased ? 3 : 2)), unbiased);
    }

    private static Compressor scaled(Specification s) {
        if (s.items().size() == 1) {
            return new Scaled(last(s, 1), 0);
        }
        double factor = Double.parseDouble(only(s, 1, 2));
        if (!(factor > 0)) {
            throw new IllegalArgumentException("needs a positive factor");
        }
        return new Scaled(Compressors.parse(s.items().get(0)), factor);
    }

    /** The last of so many items, a compressor. */
    private static Compressor last(Specification s, int items) {
        return Compressors.parse(only(s, items - 1, items));
    }

    /** One of exactly so many items. */
    private static String only(Specification s, int index, int items) {
        if (s.items().size() != items || items == 0) {
            throw new IllegalArgumentException("needs other arguments");
        }
        return s.items().get(index);
    }
}
