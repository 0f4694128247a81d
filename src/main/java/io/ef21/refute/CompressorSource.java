package io.ef21.refute;

import io.ef21.compress.Compressor;
import io.ef21.data.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A compressor from one Java source file, compiled against the class path of this program. */
public final class CompressorSource {
    private CompressorSource() {}

    /**
     * Compiles a file and makes the compressor that is in it.
     *
     * @throws InvalidInputException if there is no compiler or file, it does not compile, or no class in it is a compressor
     */
    public static Compressor load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("--compressor file:" + file + ": no such file");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InvalidInputException("--compressor file:" + file
                    + " needs a Java compiler: run this with a JDK, not with a Java runtime alone (java.home is "
                    + System.getProperty("java.home") + ")");
        }
        try {
            return compressor(file, new Loader(classes(compiler, file)));
        } catch (IOException e) {
            throw new InvalidInputException("--compressor file:" + file + ": " + e.getMessage(), e);
        }
    }

    /** The compiled classes by name; no file of them is left. */
    private static Map<String, byte[]> classes(JavaCompiler compiler, Path file) throws IOException {
        Path folder = Files.createTempDirectory("ef21-refute");
        try {
            compile(compiler, file, folder);
            Map<String, byte[]> classes = new HashMap<>();
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.filter(Files::isRegularFile).toList()) {
                    String name = folder.relativize(path).toString().replace(File.separatorChar, '.');
                    classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
                }
            }
            return classes;
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void compile(JavaCompiler compiler, Path file, Path folder) throws IOException {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        boolean compiled;
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-classpath", classPath(), "-proc:none", "-Xlint:none");
            compiled = compiler.getTask(null, files, said, options, null, files.getJavaFileObjects(file))
                    .call();
        }
        if (!compiled) {
            throw new InvalidInputException("--compressor file:" + file + " does not compile: " + first(said, file));
        }
    }

    /** The first error, with its place, in one line. */
    private static String first(DiagnosticCollector<JavaFileObject> said, Path file) {
        List<Diagnostic<? extends JavaFileObject>> errors = said.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .<Diagnostic<? extends JavaFileObject>>map(d -> d)
                .toList();
        if (errors.isEmpty()) {
            return "the compiler does not say why";
        }
        Diagnostic<? extends JavaFileObject> error = errors.get(0);
        String message = error.getMessage(Locale.ROOT).strip().replaceAll("\\s*\\R\\s*", ", ");
        String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
        return file.getFileName() + ":" + error.getLineNumber() + ": " + message + more;
    }

    /** What this program runs with; its own jar as well, where somebody else has loaded it, as spark-submit does. */
    private static String classPath() {
        String path = System.getProperty("java.class.path", "");
        CodeSource source = Compressor.class.getProtectionDomain().getCodeSource();
        return source == null
                ? path
                : path + File.pathSeparator + Path.of(source.getLocation().getPath());
    }

    private static Compressor compressor(Path file, Loader loader) {
        List<Constructor<?>> constructors = new ArrayList<>();
        for (String name : loader.names()) {
            Constructor<?> constructor = constructor(loader, name);
            if (constructor != null) {
                constructors.add(constructor);
            }
        }
        if (constructors.isEmpty()) {
            throw new InvalidInputException("--compressor file:" + file + " has no class that implements "
                    + Compressor.class.getName() + " and has a constructor without arguments");
        }
        String simple = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
        Constructor<?> chosen = constructors.stream()
                .filter(c -> c.getDeclaringClass().getSimpleName().equals(simple))
                .findFirst()
                .orElse(constructors.get(0));
        try {
            chosen.setAccessible(true);
            return (Compressor) chosen.newInstance();
        } catch (InvocationTargetException e) {
            throw new InvalidInputException(
                    "--compressor file:" + file + ": its constructor throws " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new InvalidInputException("--compressor file:" + file + " cannot be made: " + e, e);
        }
    }

    /** The constructor without arguments of a compressor's class; null where there is none. */
    private static @Nullable Constructor<?> constructor(Loader loader, String name) {
        try {
            Class<?> type = loader.loadClass(name);
            boolean made = Compressor.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
            return made ? type.getDeclaredConstructor() : null;
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return null;
        }
    }

    /** Loads classes from memory. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Compressor.class.getClassLoader());
            this.classes = classes;
        }

        List<String> names() {
            return classes.keySet().stream().sorted().toList();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
