package io.ef21.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import scala.collection.AbstractIterator;
import scala.collection.Iterable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The few Scala types that Spark's own calls want. Going through them instead of the Java API spares, per call, the
 * closure cleaner's reading of class files, which is most of what a small round costs.
 *
 * <p>What Scala 2.12 and 2.13 name differently is kept here: their {@code Seq} is not the same class, so no call of ours
 * may have it in its signature.
 */
public final class Scala {
    private Scala() {}

    /** The stages of a job: the third component of its event, whose accessor returns a {@code Seq}. */
    public static List<StageInfo> stages(SparkListenerJobStart started) {
        List<StageInfo> stages = new ArrayList<>();
        iterator(((Iterable<?>) started.productElement(2)).iterator())
                .forEachRemaining(stage -> stages.add((StageInfo) stage));
        return stages;
    }

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
