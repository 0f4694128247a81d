package io.ef21.method;

import io.ef21.data.InvalidInputException;

/** What a method needs of its compressor for its recursion to make sense; what theory needs for a step is more. */
public enum Demand {
    /** Nothing. */
    ANY,
    /** Everything travels as it is, whatever was asked. */
    WHOLE,
    /** Nothing, but there may be one client only. */
    ONE_CLIENT,
    /** E||C(v) - v||^2 is at most (1 - alpha) ||v||^2, for an alpha above 0. */
    CONTRACTIVE,
    /** It is unbiased or contracts, or its bias and variance are known apart. */
    KNOWN,
    /** E C(v) = v. */
    UNBIASED,
    /** An unbiased one whose messages add up entry by entry. */
    UNBIASED_SUMS,
    /** The same, where a random projection is usual. */
    UNBIASED_PROJECTION;

    /** A compressor that will do, for those who name none. */
    public String usual() {
        return switch (this) {
            case UNBIASED -> "randk:0.25:unbiased";
            case UNBIASED_SUMS -> "randblock:0.25:unbiased";
            case UNBIASED_PROJECTION -> "projection:8";
            default -> "topk:0.25";
        };
    }

    /**
     * Refuses a compressor.
     *
     * @param clients n; 0 where that is not known yet
     * @throws InvalidInputException if it is not what is needed
     */
    public void check(String method, Guarantee guarantee, int clients) {
        if (this == ONE_CLIENT && clients > 1) {
            throw new InvalidInputException("--method " + method + " is about one client, and there are " + clients
                    + ": use --clients 1, or --method dcgd or ef21 for several");
        }
        if (this == ANY || this == WHOLE || this == ONE_CLIENT) {
            return;
        }
        if (this == CONTRACTIVE || this == KNOWN) {
            boolean known = this == KNOWN && guarantee.spread().bias() < 1;
            if (guarantee.alpha() == 0 && !known) {
                throw new InvalidInputException("--method " + method + " needs a --compressor that "
                        + (this == CONTRACTIVE ? "contracts" : "contracts or is unbiased") + ", unlike "
                        + guarantee.compressor() + ": use one such as topk:0.1 or quantize:4");
            }
            return;
        }
        if (guarantee.omega() == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("--method " + method + " needs an unbiased --compressor, which "
                    + guarantee.compressor() + " is not: use "
                    + (sums()
                            ? "randblock:0.1:unbiased or randk:0.1:unbiased:shared"
                            : "one such as natural, qsgd:16 or randk:0.1:unbiased, or --method ef21, which takes"
                                    + " contractive ones"));
        }
        if (sums() && !guarantee.sums()) {
            throw new InvalidInputException(
                    "--method " + method + " needs a --compressor whose messages add up entry by"
                            + " entry, which those of " + guarantee.compressor()
                            + " do not: use randblock:0.1:unbiased or randk:0.1:unbiased:shared, or --method qsgd");
        }
    }

    private boolean sums() {
        return this == UNBIASED_SUMS || this == UNBIASED_PROJECTION;
    }
}
