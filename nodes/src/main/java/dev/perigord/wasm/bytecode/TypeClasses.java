package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmTable;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * For each function type a subclass of {@link CompiledFunction} with an abstract method {@code call}, so that functions of
 * different modules call each other without boxing. The class of a subtype is a subclass: whether a callee has the type
 * that {@code call_indirect} expects, and whether it has the method, is one check. Types are the same object for all
 * modules, so their classes are, too; they are gone with the last module that has the type.
 */
final class TypeClasses {
    static final String PREFIX = "dev.perigord.wasm.generated.TypeClass";
    private static final String ADAPTER_PREFIX = "dev.perigord.wasm.generated.Adapter";

    private static final String INSTANCE = JvmTypes.descriptor(JvmTypes.INSTANCE);
    static final String CONSTRUCTOR = "(" + INSTANCE + ")V";
    private static final String TABLE = JvmTypes.descriptor(WasmTable.class);

    private static final AtomicLong COUNT = new AtomicLong();
    private static final Map<DefinedType, WeakReference<Loader>> LOADERS = new WeakHashMap<>();

    private TypeClasses() {}

    /** Defines the class of a type, and that of its functions that are call targets only. */
    static final class Loader extends ClassLoader {
        /** Keeps the type, for which there must not be a second class. */
        private final DefinedType type;

        private final long number;

        /** The class with the abstract method. */
        final Class<?> typeClass;

        private Class<?> adapterClass;

        private Loader(DefinedType type) {
            super("perigord-type", type.supertype() == null ? Loader.class.getClassLoader() : loader(type.supertype()));
            this.type = type;
            this.number = COUNT.getAndIncrement();
            GeneratedCode.exportToTypeClasses(getUnnamedModule());
            byte[] bytes = typeClass(name(), type);
            this.typeClass = defineClass(PREFIX + number, bytes, 0, bytes.length);
        }

        /** The internal name of the type's class. */
        String name() {
            return (PREFIX + number).replace('.', '/');
        }

        /** A function whose code is called through its call target. */
        synchronized CompiledFunction adapter(FunctionCode code) {
            if (adapterClass == null) {
                String name = ADAPTER_PREFIX + number;
                byte[] bytes = adapterClass(name.replace('.', '/'), name(), Signature.of(type.function()));
                adapterClass = defineClass(name, bytes, 0, bytes.length);
            }
            try {
                return adapterClass
                        .asSubclass(CompiledFunction.class)
                        .getConstructor(FunctionCode.class, Object.class)
                        .newInstance(code, null);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
    }

    /** The loader of the classes of a function type, which whoever uses them keeps. */
    static Loader loader(DefinedType type) {
        synchronized (LOADERS) {
            WeakReference<Loader> reference = LOADERS.get(type);
            Loader loader = reference == null ? null : reference.get();
            if (loader == null) {
                loader = new Loader(type);
                LOADERS.put(type, new WeakReference<>(loader));
            }
            return loader;
        }
    }

    /** The method {@code R call(P..., WasmInstance)} of a type's class. */
    static Member call(String typeClass, Signature signature) {
        return Member.of(typeClass, "call", signature.descriptor(INSTANCE));
    }

    /** The method of a type's class that gives the element of a table, if it is a function of the type. */
    static Member element(String typeClass) {
        return Member.of(typeClass, "element", "(I" + TABLE + ")L" + typeClass + ";");
    }

    private static byte[] typeClass(String name, DefinedType type) {
        DefinedType supertype = type.supertype();
        ClassWriter writer = new ClassWriter(
                name,
                ClassWriter.PUBLIC | ClassWriter.ABSTRACT,
                supertype == null
                        ? Member.internalName(CompiledFunction.class)
                        : loader(supertype).name());
        constructor(writer);
        element(writer);
        if (supertype == null) {
            Signature signature = Signature.of(type.function());
            Member call = call(name, signature);
            writer.abstractMethod(call.name(), call.descriptor());
            callBoxed(writer, signature, call);
        }
        return writer.toBytes();
    }

    /** A constructor that passes on the instance. */
    static void constructor(ClassWriter writer) {
        writer.method(ClassWriter.PUBLIC, "<init>", CONSTRUCTOR)
                .aload(0)
                .aload(1)
                .invokespecial(Member.of(writer.superclass(), "<init>", CONSTRUCTOR))
                .return_()
                .end();
    }

    private static void element(ClassWriter writer) {
        Member element = element(writer.name());
        MethodWriter code =
                writer.method(ClassWriter.PUBLIC | ClassWriter.STATIC, element.name(), element.descriptor());
        code.parameters(List.of(Type.INT, Type.object(Member.internalName(WasmTable.class))));
        int callee = code.slot(Type.object(Member.internalName(CompiledFunction.class)));
        Label other = new Label();
        code.iload(0)
                .aload(1)
                .invokestatic(Support.CALLEE)
                .astore(callee)
                .aload(callee)
                .instanceOf(writer.name())
                .branch(MethodWriter.IFEQ, other)
                .aload(callee)
                .checkcast(writer.name())
                .areturn()
                .bind(other, List.of());
        code.invokestatic(Support.TYPE_MISMATCH).athrow().end();
    }

    private static void callBoxed(ClassWriter writer, Signature signature, Member call) {
        MethodWriter code =
                writer.method(ClassWriter.PUBLIC, "callBoxed", "(" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
        code.aload(0);
        signature.unboxParameters(code, 1);
        code.aload(1)
                .constant(0)
                .aaload()
                .checkcast(JvmTypes.INSTANCE.internalName())
                .invokevirtual(call);
        switch (signature.results().size()) {
            case 0 -> code.invokestatic(Support.NULL_REFERENCE);
            case 1 -> Signature.box(code, signature.results().getFirst());
            default -> {}
        }
        code.areturn().end();
    }

    /** The class of functions that have an environment of any class, and no use for an instance. */
    private static byte[] adapterClass(String name, String typeClass, Signature signature) {
        ClassWriter writer = new ClassWriter(name, ClassWriter.PUBLIC | ClassWriter.FINAL, typeClass);
        Member field = Member.of(name, "code", JvmTypes.CODE);
        Member environment = Member.of(name, "environment", JvmTypes.OBJECT);
        Member constructor = Member.of(name, "<init>", "(" + JvmTypes.CODE + JvmTypes.OBJECT + ")V");
        writer.field(ClassWriter.PRIVATE | ClassWriter.FINAL, field.name(), field.descriptor());
        writer.field(ClassWriter.PRIVATE | ClassWriter.FINAL, environment.name(), environment.descriptor());
        writer.method(ClassWriter.PUBLIC, constructor.name(), constructor.descriptor())
                .aload(0)
                .aconst_null()
                .invokespecial(Member.of(typeClass, "<init>", CONSTRUCTOR))
                .aload(0)
                .aload(1)
                .putfield(field)
                .aload(0)
                .aload(2)
                .putfield(environment)
                .return_()
                .end();
        writer.method(ClassWriter.PUBLIC, "bind", "(" + JvmTypes.OBJECT + ")" + JvmTypes.COMPILED_FUNCTION)
                .new_(name)
                .dup()
                .aload(0)
                .getfield(field)
                .aload(1)
                .invokespecial(constructor)
                .areturn()
                .end();
        MethodWriter code = writer.method(ClassWriter.PUBLIC, "call", signature.descriptor(INSTANCE));
        int first = 1 + signature.parameterSlots();
        code.aload(0).getfield(field);
        code.aload(0).getfield(environment).astore(first);
        signature.boxParameters(code, 1, first);
        code.invokestatic(Support.CALL_TARGET);
        signature.unboxResult(code);
        code.returnValue(signature.resultType()).end();
        onBoxed(writer, "callBoxed", field, Support.CALL_TARGET);
        onBoxed(writer, "bodyBoxed", field, Support.BODY_TARGET);
        return writer.toBytes();
    }

    private static void onBoxed(ClassWriter writer, String name, Member field, Member target) {
        writer.method(ClassWriter.PUBLIC, name, "(" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT)
                .aload(0)
                .getfield(field)
                .aload(1)
                .invokestatic(target)
                .areturn()
                .end();
    }
}
