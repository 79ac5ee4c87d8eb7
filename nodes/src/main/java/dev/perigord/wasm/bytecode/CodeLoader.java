package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.CodeTooLargeException;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.WasmModule;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Generates the functions of a module as JVM byte code, one class each, when the JVM first needs the class: a call from
 * one function to another is a plain {@code invokestatic} that the JVM links when it gets there.
 */
public final class CodeLoader extends ClassLoader {
    private static final String PACKAGE = "dev.perigord.wasm.generated.";
    static final String RAW_MEMORY = PACKAGE + "RawMemory";
    private static final String FUNCTION = PACKAGE + "Function";
    private static final String ENTRY = PACKAGE + "Entry";

    private static final String FRAME = PACKAGE + "Frame";
    private static final Member FENCE =
            Member.of(Reference.class, "reachabilityFence", "(" + JvmTypes.OBJECT + ")V");
    private static final boolean TRACE = Boolean.getBoolean("perigord.trace");
    private static final System.Logger LOGGER = System.getLogger(CodeLoader.class.getName());

    private final WasmModule module;
    private final Map<String, byte[]> frames = new HashMap<>();
    private final Map<String, Class<?>> signatures = new HashMap<>();
    private final Set<Integer> unsupported = new HashSet<>();

    /** The code of a module. */
    public CodeLoader(WasmModule module) {
        super("perigord-module", CodeLoader.class.getClassLoader());
        this.module = module;
        GeneratedCode.exportTo(getUnnamedModule());
    }

    /** The function as a compiled one, or {@code null} if it cannot be one. */
    public CompiledFunction compile(int functionIndex) {
        ModuleDefinition definition = module.definition();
        if (!Signature.of(definition.functionType(functionIndex)).isPossible() || !isSupported(functionIndex)) {
            return null;
        }
        try {
            return Class.forName(ENTRY + functionIndex, true, this)
                    .asSubclass(CompiledFunction.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private boolean isSupported(int functionIndex) {
        try {
            loadClass(FUNCTION + functionIndex);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        synchronized (getClassLoadingLock(FUNCTION)) {
            return !unsupported.contains(functionIndex);
        }
    }

    /** The internal name of a function's class. */
    static String functionClass(int functionIndex) {
        return (FUNCTION + functionIndex).replace('.', '/');
    }

    /** The internal name of the class of a function's frame objects. */
    static String frameClass(int functionIndex) {
        return (FRAME + functionIndex).replace('.', '/');
    }

    /** The method of a function of the module. */
    Member functionMethod(int functionIndex, Signature signature) {
        return Member.of(
                functionClass(functionIndex), "call", signature.descriptor(JvmTypes.descriptor(JvmTypes.INSTANCE)));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes;
        long t0 = System.nanoTime();
        try {
        if (name.startsWith(FUNCTION)) {
            bytes = function(Integer.parseInt(name.substring(FUNCTION.length())));
        } else if (name.startsWith(ENTRY)) {
            bytes = entry(Integer.parseInt(name.substring(ENTRY.length())));
        } else if (name.startsWith(FRAME)) {
            bytes = frames.remove(name);
        } else if (name.equals(RAW_MEMORY)) {
            bytes = MemoryEmitter.holder();
        } else if (name.startsWith(SignatureClasses.PREFIX)) {
            return signatures.get(name);
        } else {
            throw new ClassNotFoundException(name);
        }
        long t1 = System.nanoTime();
        GEN += t1 - t0; SIZE += bytes.length;
        Class<?> c = defineClass(name, bytes, 0, bytes.length);
        DEF += System.nanoTime() - t1;
        return c;
        } finally { if (TRACE) System.err.println(GEN / 1000 + " us gen " + DEF / 1000 + " us define " + SIZE + " bytes"); }
    }
    static long GEN, DEF, SIZE;

    /** Makes the class of a signature known by its name. */
    void use(Signature signature) {
        signatures.computeIfAbsent(
                SignatureClasses.PREFIX + signature.name(),
                _ -> SignatureClasses.loader(signature).signatureClass);
    }

    private byte[] function(int functionIndex) {
        try {
            return compiled(functionIndex);
        } catch (Unsupported | CodeTooLargeException e) {
            if (TRACE) {
                LOGGER.log(System.Logger.Level.INFO, "function " + functionIndex + " is no byte code: " + e);
            }
            unsupported.add(functionIndex);
            return stub(functionIndex);
        }
    }

    private byte[] compiled(int functionIndex) {
        FunctionContext function = new FunctionContext(this, module.definition(), functionIndex, null);
        if (!function.signature.isPossible()) {
            throw new Unsupported("too many parameters");
        }
        Measurement measurement = new Measurement(function.instructions.start());
        if (MethodEmitter.function(function, measurement) > Partition.MAXIMUM_SIZE) {
            Partition partition = Partition.of(function, measurement);
            function = new FunctionContext(this, module.definition(), functionIndex, partition);
            MethodEmitter.function(function, null);
            frames.put(FRAME + functionIndex, function.frame.toBytes());
        }
        return function.methods.toBytes();
    }

    /** A class like that of a function that is byte code, for callers: it calls the AST. */
    private byte[] stub(int functionIndex) {
        Signature signature = Signature.of(module.definition().functionType(functionIndex));
        ClassWriter writer =
                new ClassWriter(functionClass(functionIndex), ClassWriter.PUBLIC | ClassWriter.FINAL, null);
        Member method = functionMethod(functionIndex, signature);
        MethodWriter code =
                writer.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
        int instance = signature.parameterSlots();
        code.aload(instance).constant(functionIndex);
        signature.boxParameters(code, 0, instance);
        code.invokestatic(Support.CALL_TREE);
        signature.unboxResult(code);
        code.returnValue(signature.resultType()).end();
        return writer.toBytes();
    }

    private byte[] entry(int functionIndex) {
        Signature signature = Signature.of(module.definition().functionType(functionIndex));
        use(signature);
        ClassWriter writer = new ClassWriter(
                (ENTRY + functionIndex).replace('.', '/'),
                ClassWriter.PUBLIC | ClassWriter.FINAL,
                SignatureClasses.name(signature));
        writer.defaultConstructor();
        MethodWriter code = writer.method(ClassWriter.PUBLIC, "call", signature.descriptor(JvmTypes.OBJECT));
        int environment = 1 + signature.parameterSlots();
        signature.loadParameters(code, 1);
        // The instance keeps its memory mapped while the callee holds only the address.
        code.aload(environment)
                .checkcast(JvmTypes.INSTANCE.internalName())
                .invokestatic(functionMethod(functionIndex, signature))
                .aload(environment)
                .invokestatic(FENCE)
                .returnValue(signature.resultType())
                .end();
        return writer.toBytes();
    }
}
