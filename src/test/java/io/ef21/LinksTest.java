package io.ef21;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.ml.EF21LogisticRegression;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * All that our classes call outside this package exists in the Spark version on the class path, whether a test runs it or
 * not: the jar is compiled once and runs on several.
 */
class LinksTest {
    private static final List<String> OUTSIDE =
            List.of("org/apache/", "scala/", "com/fasterxml/", "com/esotericsoftware/", "org/slf4j/");

    private final TreeSet<String> missing = new TreeSet<>();
    private int checked;

    @Test
    void everyMemberCalledOutside_exists() throws IOException, URISyntaxException {
        for (byte[] bytes : ownClasses()) {
            new ClassReader(bytes).accept(new Calls(), ClassReader.SKIP_DEBUG);
        }
        assertTrue(checked > 300, "calls outside: " + checked);
        assertEquals(List.of(), List.copyOf(missing));
    }

    @Test
    void everyAbstractMethod_isImplemented() throws IOException, URISyntaxException, ClassNotFoundException {
        List<String> left = new ArrayList<>();
        for (byte[] bytes : ownClasses()) {
            Class<?> own = load(new ClassReader(bytes).getClassName());
            if (!Modifier.isAbstract(own.getModifiers())) {
                Arrays.stream(own.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .forEach(method -> left.add(own.getName() + ": " + method));
            }
        }
        assertEquals(List.of(), left);
    }

    /** The class files of the folder or jar that the tests run against. */
    private static List<byte[]> ownClasses() throws IOException, URISyntaxException {
        Path place = Path.of(EF21LogisticRegression.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return ownClasses(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return ownClasses(jar.getPath("/"));
        }
    }

    private static List<byte[]> ownClasses(Path root) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io/ef21"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.toString().contains("/shaded/"))
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    classes.add(in.readAllBytes());
                }
            }
        }
        assertTrue(classes.size() > 500, classes.size() + " classes in " + root);
        return classes;
    }

    private static Class<?> load(String internalName) throws ClassNotFoundException {
        return Class.forName(internalName.replace('/', '.'), false, LinksTest.class.getClassLoader());
    }

    private void method(String owner, String name, String descriptor) {
        if (OUTSIDE.stream().noneMatch(owner::startsWith)) {
            return;
        }
        checked++;
        try {
            MethodType type = MethodType.fromMethodDescriptorString(descriptor, LinksTest.class.getClassLoader());
            if (!declares(load(owner), name, type)) {
                missing.add(owner + "." + name + descriptor);
            }
        } catch (ClassNotFoundException | TypeNotPresentException | LinkageError e) {
            missing.add(owner + "." + name + descriptor + ": " + e);
        }
    }

    private void field(String owner, String name, String descriptor) {
        if (OUTSIDE.stream().noneMatch(owner::startsWith)) {
            return;
        }
        checked++;
        try {
            if (!load(owner).getField(name).getType().descriptorString().equals(descriptor)) {
                missing.add(owner + "." + name + " is not a " + descriptor);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            missing.add(owner + "." + name + ": " + e);
        }
    }

    private static boolean declares(Class<?> owner, String name, MethodType type) {
        if (name.equals("<init>")) {
            return Arrays.stream(owner.getDeclaredConstructors())
                    .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), type.parameterArray()));
        }
        for (Class<?> each = owner; each != null; each = each.getSuperclass()) {
            if (declares(each.getDeclaredMethods(), name, type)) {
                return true;
            }
        }
        return declares(owner.getMethods(), name, type)
                || (owner.isInterface() && declares(Object.class.getMethods(), name, type));
    }

    private static boolean declares(Method[] methods, String name, MethodType type) {
        return Arrays.stream(methods)
                .anyMatch(method -> method.getName().equals(name)
                        && method.getReturnType() == type.returnType()
                        && Arrays.equals(method.getParameterTypes(), type.parameterArray()));
    }

    private final class Calls extends ClassVisitor {
        private Calls() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
                    method(owner, called, calledDescriptor);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String read, String readDescriptor) {
                    field(owner, read, readDescriptor);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String called, String calledDescriptor, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                            method(handle.getOwner(), handle.getName(), handle.getDesc());
                        }
                    }
                }
            };
        }
    }
}
