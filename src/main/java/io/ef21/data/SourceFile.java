package io.ef21.data;

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

/**
 * An object from one Java source file, compiled against the class path of this program.
 *
 * @param <T> what it is
 */
public final class SourceFile<T> {
    /** How a source file is named where a name of the catalogue could stand. */
    public static final String SCHEME = "file:";

    private final Path file;
    private final Class<T> type;
    /** What the user wrote. */
    private final String given;

    private SourceFile(Path file, Class<T> type, String given) {
        this.file = file;
        this.type = type;
        this.given = given;
    }

    /**
     * Compiles a file and makes the object that is in it, of a class with the file's name if there is one.
     *
     * @param specification {@code file:} and a path
     * @param option that it was given to
     * @throws InvalidInputException if there is no compiler or file, it does not compile, or no class in it is of the type
     */
    public static <T> T load(String specification, Class<T> type, String option) {
        Path file = Path.of(specification.substring(SCHEME.length()));
        return new SourceFile<>(file, type, option + " " + specification).load();
    }

    private T load() {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(given + ": no such file");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new InvalidInputException(given
                    + " needs a Java compiler: run this with a JDK, not with a Java runtime alone (java.home is "
                    + System.getProperty("java.home") + ")");
        }
        try {
            return made(new Loader(type.getClassLoader(), classes(compiler)));
        } catch (IOException e) {
            throw new InvalidInputException(given + ": " + e.getMessage(), e);
        }
    }

    /** The compiled classes by name; no file of them is left. */
    private Map<String, byte[]> classes(JavaCompiler compiler) throws IOException {
        Path folder = Files.createTempDirectory("ef21-source");
        try {
            compile(compiler, folder);
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

    private void compile(JavaCompiler compiler, Path folder) throws IOException {
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
            throw new InvalidInputException(given + " does not compile: " + first(said));
        }
    }

    /** The first error, with its place, in one line. */
    private String first(DiagnosticCollector<JavaFileObject> said) {
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
    private String classPath() {
        String path = System.getProperty("java.class.path", "");
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null
                ? path
                : path + File.pathSeparator + Path.of(source.getLocation().getPath());
    }

    private T made(Loader loader) {
        List<Constructor<?>> constructors = new ArrayList<>();
        for (String name : loader.names()) {
            Constructor<?> constructor = constructor(loader, name);
            if (constructor != null) {
                constructors.add(constructor);
            }
        }
        if (constructors.isEmpty()) {
            throw new InvalidInputException(given + " has no class that implements " + type.getName()
                    + " and has a constructor without arguments");
        }
        String simple = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
        Constructor<?> chosen = constructors.stream()
                .filter(c -> c.getDeclaringClass().getSimpleName().equals(simple))
                .findFirst()
                .orElse(constructors.get(0));
        try {
            chosen.setAccessible(true);
            return type.cast(chosen.newInstance());
        } catch (InvocationTargetException e) {
            throw new InvalidInputException(given + ": its constructor throws " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new InvalidInputException(given + " cannot be made: " + e, e);
        }
    }

    /** The constructor without arguments of a class of the type; null where there is none. */
    private @Nullable Constructor<?> constructor(Loader loader, String name) {
        try {
            Class<?> found = loader.loadClass(name);
            boolean fits = type.isAssignableFrom(found) && !Modifier.isAbstract(found.getModifiers());
            return fits ? found.getDeclaredConstructor() : null;
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return null;
        }
    }

    /** Loads classes from memory. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(ClassLoader parent, Map<String, byte[]> classes) {
            super(parent);
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
