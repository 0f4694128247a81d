package io.ef21.spark;

import scala.collection.AbstractIterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The few Scala types that Spark's own calls want. Going through them instead of the Java API spares, per call, the
 * closure cleaner's reading of class files, which is most of what a small round costs.
 */
final class Scala {
    private Scala() {}

    /** The tag of a class. */
    static <T> ClassTag<T> tag(Class<T> type) {
        return ClassTag$.MODULE$.apply(type);
    }

    /** A Java iterator as a Scala one. */
    static <T> scala.collection.Iterator<T> iterator(java.util.Iterator<T> java) {
        return new AbstractIterator<>() {
            @Override
            public boolean hasNext() {
                return java.hasNext();
            }

            @Override
            public T next() {
                return java.next();
            }
        };
    }

    /** A Scala iterator as a Java one. */
    static <T> java.util.Iterator<T> iterator(scala.collection.Iterator<T> scala) {
        return new java.util.Iterator<>() {
            @Override
            public boolean hasNext() {
                return scala.hasNext();
            }

            @Override
            public T next() {
                return scala.next();
            }
        };
    }
}
