package io.ef21.compress;

import java.util.function.Function;

/**
 * A line of the catalogue: compressors that differ in their arguments only. Families from outside are found by {@link
 * java.util.ServiceLoader}.
 */
public interface CompressorFamily {
    /** How they are written, the name first: {@code topk:K}. */
    String form();

    /** What is needed, as the rest of a sentence: {@code needs a count such as topk:10}. */
    String needs();

    /**
     * One of them, for vectors of a length.
     *
     * @param d at least 1
     */
    String example(int d);

    /** One line about them. */
    String summary();

    /**
     * The compressor of a specification.
     *
     * @throws IllegalArgumentException if arguments are missing or wrong
     */
    Compressor parse(Specification specification);

    /** The name. */
    default String name() {
        return form().split("[:(\\[]", 2)[0];
    }

    /**
     * A family of a few words and a function.
     *
     * @param example where {@code BLOCKS} stands for blocks of the length, the first of them a matrix
     */
    static CompressorFamily of(
            String form,
            String example,
            String needs,
            String summary,
            Function<Specification, Compressor> constructor) {
        return new CompressorFamily() {
            @Override
            public String form() {
                return form;
            }

            @Override
            public String example(int d) {
                int rows = (int) Math.sqrt(d);
                int rest = d - rows * rows;
                return example.replace("BLOCKS", "w=" + rows + "x" + rows + (rest > 0 ? ",b=" + rest + "!" : ""));
            }

            @Override
            public String needs() {
                return needs;
            }

            @Override
            public String summary() {
                return summary;
            }

            @Override
            public Compressor parse(Specification specification) {
                return constructor.apply(specification);
            }
        };
    }
}
