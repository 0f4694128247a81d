package io.ef21.compress;

/** What may hold of a compressor for every vector of a length. */
public enum Property {
    /** The same vector always gives the same result. */
    DETERMINISTIC,
    /** C(c v) = c C(v) for every c &gt; 0 and the same draw, up to rounding. */
    HOMOGENEOUS,
    /** C(c v) = c C(v) for powers of two c and the same draw, exactly, as long as nothing leaves the normal range. */
    HOMOGENEOUS_BY_TWO,
    /** C(v + w) = C(v) + C(w) for the same draw, up to rounding. */
    ADDITIVE,
    /** With the same draw everywhere, messages can be added up entry by entry, undecoded: they carry no indices. */
    ALL_REDUCIBLE,
    /** All clients have to draw the same numbers in a round. */
    SHARED_SEED,
    /** C decodes only onto the coordinates it was given, so it may run on a client's own columns alone. */
    SUPPORT_PRESERVING,
    /** It needs vectors that are matrices, see {@link Layers}. */
    MATRICES
}
