package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.runtime.RawMemory;
import java.util.Objects;

/**
 * The methods with which generated code checks addresses and accesses memory by them. Where the JVM exports the packages with its own ones,
 * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED --add-exports java.base/jdk.internal.util=ALL-UNNAMED}, they are these, which all of HotSpot's
 * compilers know; else the public ones, from which a call after the other leads there, each of which code that collects profiles counts.
 */
final class RawAccess {
    private static final boolean IS_INTERNAL = areInternalOnesExported();

    private static final String CLASS = IS_INTERNAL ? "jdk/internal/misc/Unsafe" : RawMemory.CLASS.replace('.', '/');
    private static final Member UNSAFE =
            Member.of(CodeLoader.RAW_MEMORY.replace('.', '/'), "UNSAFE", "L" + CLASS + ";");
    private static final Member FIND = IS_INTERNAL
            ? Member.of(CLASS, "getUnsafe", "()L" + CLASS + ";")
            : Member.of(RawMemory.class, "unsafe", "()" + JvmTypes.OBJECT);

    /** The parameters that tell where memory is: an address, which for the JVM's own methods is an offset from no object. */
    private static final String PLACE = IS_INTERNAL ? JvmTypes.OBJECT + "J" : "J";

    private static final Member CHECK_INDEX = check("JJ", "J");
    private static final Member CHECK_NARROW_INDEX = check("II", "I");

    private RawAccess() {}

    private static boolean areInternalOnesExported() {
        // Each loader of generated code has a module without name of its own, as a new one has: it is not enough that
        // ours may call them.
        Module generated = new ClassLoader(null) {}.getUnnamedModule();
        Module base = Object.class.getModule();
        return base.isExported("jdk.internal.misc", generated) && base.isExported("jdk.internal.util", generated);
    }

    private static Member check(String parameters, String result) {
        return IS_INTERNAL
                ? Member.of(
                        "jdk/internal/util/Preconditions",
                        "checkIndex",
                        "(" + parameters + "Ljava/util/function/BiFunction;)" + result)
                : Member.of(Objects.class, "checkIndex", "(" + parameters + ")" + result);
    }

    /** The method that loads a type: {@code Int}, {@code I}. */
    static Member get(String name, String descriptor) {
        return Member.of(CLASS, "get" + name, "(" + PLACE + ")" + descriptor);
    }

    /** The method that stores a type. */
    static Member put(String name, String descriptor) {
        return Member.of(CLASS, "put" + name, "(" + PLACE + descriptor + ")V");
    }

    /** Puts what such a method needs below the address on the stack. */
    static void prepare(MethodWriter code) {
        code.getstatic(UNSAFE).dup_x2().pop();
        if (IS_INTERNAL) {
            code.aconst_null().dup_x2().pop();
        }
    }

    /** Replaces an index and a length on the stack by the index, or throws an {@link IndexOutOfBoundsException}. */
    static void checkIndex(MethodWriter code) {
        check(code, CHECK_INDEX);
    }

    /** The same for numbers of 32 bits. */
    static void checkNarrowIndex(MethodWriter code) {
        check(code, CHECK_NARROW_INDEX);
    }

    private static void check(MethodWriter code, Member method) {
        if (IS_INTERNAL) {
            code.aconst_null(); // what makes exceptions: the default
        }
        code.invokestatic(method);
    }

    /** The class that holds the object with the methods as a constant. */
    static byte[] holder() {
        ClassWriter writer = new ClassWriter(UNSAFE.owner(), ClassWriter.FINAL, null);
        writer.field(ClassWriter.STATIC | ClassWriter.FINAL, UNSAFE.name(), UNSAFE.descriptor());
        writer.method(ClassWriter.STATIC, "<clinit>", "()V")
                .invokestatic(FIND)
                .checkcast(CLASS)
                .putstatic(UNSAFE)
                .return_()
                .end();
        return writer.toBytes();
    }
}
