package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmFunction;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For each signature a subclass of {@link CompiledFunction} with an abstract method {@code call}, so that functions of
 * different modules call each other without boxing, and a subclass of that for functions that are call targets only.
 * Shared by all modules; gone with the last module that uses a signature.
 */
final class SignatureClasses {
    static final String PREFIX = "dev.perigord.wasm.generated.Signature_";
    private static final String ADAPTER_PREFIX = "dev.perigord.wasm.generated.Adapter_";

    private static final Member ENVIRONMENT = Member.of(WasmFunction.class, "environment", "()" + JvmTypes.OBJECT);

    private static final Map<Signature, WeakReference<Loader>> LOADERS = new HashMap<>();

    private SignatureClasses() {}

    /** Defines the two classes of a signature. */
    static final class Loader extends ClassLoader {
        private final Signature signature;

        /** The class with the abstract method. */
        final Class<?> signatureClass;

        private Class<?> adapterClass;

        private Loader(Signature signature) {
            super("perigord-signature", SignatureClasses.class.getClassLoader());
            this.signature = signature;
            GeneratedCode.exportTo(getUnnamedModule());
            byte[] bytes = signatureClass(signature);
            this.signatureClass = defineClass(PREFIX + signature.name(), bytes, 0, bytes.length);
        }

        /** A function whose code is called through its call target. */
        synchronized CompiledFunction adapter(FunctionCode code) {
            if (adapterClass == null) {
                byte[] bytes = adapterClass(signature);
                adapterClass = defineClass(ADAPTER_PREFIX + signature.name(), bytes, 0, bytes.length);
            }
            try {
                return adapterClass
                        .asSubclass(CompiledFunction.class)
                        .getConstructor(FunctionCode.class)
                        .newInstance(code);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
    }

    /** The loader of the classes of a signature, which whoever uses them keeps. */
    static Loader loader(Signature signature) {
        synchronized (LOADERS) {
            WeakReference<Loader> reference = LOADERS.get(signature);
            Loader loader = reference == null ? null : reference.get();
            if (loader == null) {
                loader = new Loader(signature);
                LOADERS.put(signature, new WeakReference<>(loader));
                LOADERS.values().removeIf(other -> other.get() == null);
            }
            return loader;
        }
    }

    static String name(Signature signature) {
        return (PREFIX + signature.name()).replace('.', '/');
    }

    /** The method {@code static R invoke(P..., WasmFunction)} of a signature's class. */
    static Member invoke(Signature signature) {
        return Member.of(name(signature), "invoke", signature.descriptor(JvmTypes.FUNCTION));
    }

    /**
     * The method {@code static R invoke(P..., WasmFunction, WasmInstance)}, where the callee is likely a function of the
     * caller's instance.
     */
    static Member invokeNear(Signature signature) {
        return Member.of(
                name(signature),
                "invoke",
                signature.descriptor(JvmTypes.FUNCTION + JvmTypes.descriptor(JvmTypes.INSTANCE)));
    }

    /**
     * {@code abstract R call(P..., Object environment)}, {@code callBoxed} that calls it, and the static methods
     * {@code invoke}.
     */
    private static byte[] signatureClass(Signature signature) {
        ClassWriter writer = new ClassWriter(
                name(signature),
                ClassWriter.PUBLIC | ClassWriter.ABSTRACT,
                Member.internalName(CompiledFunction.class));
        Member call = Member.of(writer.name(), "call", signature.descriptor(JvmTypes.OBJECT));
        writer.defaultConstructor();
        writer.abstractMethod(call.name(), call.descriptor());
        callBoxed(writer, signature, call);
        invoke(writer, signature, call);
        invokeNear(writer, signature, call);
        return writer.toBytes();
    }

    private static void callBoxed(ClassWriter writer, Signature signature, Member call) {
        MethodWriter code =
                writer.method(ClassWriter.PUBLIC, "callBoxed", "(" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
        code.aload(0);
        signature.unboxParameters(code, 1);
        code.aload(1).constant(0).aaload().invokevirtual(call);
        switch (signature.results().size()) {
            case 0 -> code.invokestatic(Support.NULL_REFERENCE);
            case 1 -> Signature.box(code, signature.results().getFirst());
            default -> {}
        }
        code.areturn().end();
    }

    private static void invoke(ClassWriter writer, Signature signature, Member call) {
        int function = signature.parameterSlots();
        Member invoke = invoke(signature);
        MethodWriter code = writer.method(ClassWriter.PUBLIC | ClassWriter.STATIC, invoke.name(), invoke.descriptor());
        callCompiled(code, signature, call, () -> code.aload(function).invokevirtual(ENVIRONMENT));
    }

    /**
     * The callee gets the caller's own object if it is the same, so that HotSpot need not wait for what it finds in the
     * function to know where the memories of the callee are.
     */
    private static void invokeNear(ClassWriter writer, Signature signature, Member call) {
        int function = signature.parameterSlots();
        int caller = function + 1;
        Member invoke = invokeNear(signature);
        MethodWriter code = writer.method(ClassWriter.PUBLIC | ClassWriter.STATIC, invoke.name(), invoke.descriptor());
        code.parameters(signature.types(JvmTypes.CALLEE, JvmTypes.INSTANCE));
        int environment = code.slot(Type.OBJECT);
        Label other = new Label();
        code.aload(function)
                .invokevirtual(ENVIRONMENT)
                .astore(environment)
                .aload(environment)
                .aload(caller)
                .branch(MethodWriter.IF_ACMPNE, other)
                .aload(caller)
                .astore(environment)
                .bind(other, List.of());
        callCompiled(code, signature, call, () -> code.aload(environment));
    }

    /** Ends a method that calls the function behind its parameters, with the environment that is pushed. */
    private static void callCompiled(MethodWriter code, Signature signature, Member call, Runnable environment) {
        code.aload(signature.parameterSlots()).invokestatic(Support.COMPILED).checkcast(call.owner());
        signature.loadParameters(code, 0);
        environment.run();
        code.invokevirtual(call).returnValue(signature.resultType()).end();
    }

    private static byte[] adapterClass(Signature signature) {
        ClassWriter writer = new ClassWriter(
                (ADAPTER_PREFIX + signature.name()).replace('.', '/'),
                ClassWriter.PUBLIC | ClassWriter.FINAL,
                name(signature));
        Member field = Member.of(writer.name(), "code", JvmTypes.CODE);
        writer.field(ClassWriter.PRIVATE | ClassWriter.FINAL, field.name(), field.descriptor());
        writer.method(ClassWriter.PUBLIC, "<init>", "(" + JvmTypes.CODE + ")V")
                .aload(0)
                .invokespecial(Member.of(name(signature), "<init>", "()V"))
                .aload(0)
                .aload(1)
                .putfield(field)
                .return_()
                .end();
        MethodWriter code = writer.method(ClassWriter.PUBLIC, "call", signature.descriptor(JvmTypes.OBJECT));
        code.aload(0).getfield(field);
        signature.boxParameters(code, 1, 1 + signature.parameterSlots());
        code.invokestatic(Support.CALL_TARGET);
        signature.unboxResult(code);
        code.returnValue(signature.resultType()).end();
        writer.method(ClassWriter.PUBLIC, "bodyBoxed", "(" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT)
                .aload(0)
                .getfield(field)
                .aload(1)
                .invokestatic(Support.BODY_TARGET)
                .areturn()
                .end();
        return writer.toBytes();
    }
}
