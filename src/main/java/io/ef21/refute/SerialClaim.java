package io.ef21.refute;

import io.ef21.compress.Compressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A copy that has been serialized, as on its way to a client, gives the same results.
 *
 * @param subject what it is about
 */
record SerialClaim(Subject subject) implements SureClaim {
    @Override
    public String name() {
        return "serializable";
    }

    @Override
    public @Nullable Violation test(double[] x, long seed) {
        double[] expected = subject.apply(x, seed);
        Compressor copy;
        try {
            copy = copy(subject.compressor());
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            return new Violation("a compressor can be serialized, to be sent to clients", "it gives " + e, 0);
        }
        double[] found = Subject.dense(subject.result(x, () -> copy.compress(x.clone(), seed)));
        return Arrays.equals(expected, found)
                ? null
                : new Violation(
                        "a serialized copy gives the same result",
                        "it gives " + VectorText.of(found) + ", not " + VectorText.of(expected),
                        0);
    }

    private static Compressor copy(Compressor compressor) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(compressor);
        }
        ClassLoader loader = compressor.getClass().getClassLoader();
        try (ObjectInputStream in = new Input(new ByteArrayInputStream(bytes.toByteArray()), loader)) {
            return (Compressor) in.readObject();
        }
    }

    /** Finds classes where the compressor's was found. */
    private static final class Input extends ObjectInputStream {
        private final ClassLoader loader;

        Input(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
