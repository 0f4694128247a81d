package io.ef21.ml;

import org.apache.spark.ml.util.Identifiable;

/**
 * Hands a uid to {@code uid()} before the Scala super constructor asks for it: Spark's traits create their Params while
 * {@code super()} runs, with the uid of that moment as their parent, when no field of a Java subclass is set yet.
 */
final class Uids {
    private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

    private Uids() {}

    /** Keeps the uid for the instance that this thread is about to construct; an argument of {@code this(..)}. */
    static Ready next(String uid) {
        NEXT.set(uid);
        return new Ready(uid);
    }

    /** The uid that was kept, once; else a fresh one. */
    static String take(String prefix) {
        String uid = NEXT.get();
        NEXT.remove();
        return uid == null ? Identifiable.randomUID(prefix) : uid;
    }

    /** A uid that {@link #next} was called with. */
    record Ready(String uid) {}
}
