package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.Truffle;
import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.CodeTooLargeException;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.WasmModule;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Generates the functions of a module as JVM byte code, one class each, when the JVM first needs the class: a call from
 * one function to another is a plain {@code invokestatic} that the JVM links when it gets there.
 */
public final class CodeLoader extends ClassLoader {
    private static final String PACKAGE = "dev.perigord.wasm.generated.";
    static final String RAW_MEMORY = PACKAGE + "RawMemory";
    private static final String FUNCTION = PACKAGE + "Function";
    private static final String ENTRY = PACKAGE + "Entry";

    /** Stands between the name of a function's class and the number of the part that has a class of its own. */
    private static final char PART = '$';

    private static final String TYPES = PACKAGE + "Types";
    private static final String FRAME = PACKAGE + "Frame";
    private static final Member FENCE = Member.of(Reference.class, "reachabilityFence", "(" + JvmTypes.OBJECT + ")V");

    /** The loaders by their names, for stack traces, which know no more of a class's loader. */
    private static final Map<String, WeakReference<CodeLoader>> LOADERS = new ConcurrentHashMap<>();

    /** The name of the run-time that does not compile trees. */
    private static final String FALLBACK = "Interpreted";

    /** What is so many times smaller than a method may be is not measured: hardly ever it becomes too large. */
    private static final int USUAL_GROWTH = 8;

    private static final AtomicLong COUNT = new AtomicLong();

    private final WasmModule module;
    private final Execution execution;
    private final TypeConstants types;

    /** Functions that will be called, or {@code null}. */
    private final EarlyEmission early;

    /** Made when it is needed; two threads may make one each, they are the same. */
    private FixedTables fixedTables;

    /** The methods of functions, where they have been needed. */
    private final Member[] methods;

    /** The entries that belong to no instance, by the names of their classes. */
    private final Map<String, CompiledFunction> entries = new ConcurrentHashMap<>();

    private final Map<String, byte[]> frames = new ConcurrentHashMap<>();
    private final Map<String, PendingPart> parts = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> typeClasses = new ConcurrentHashMap<>();
    private final Set<Integer> unsupported = ConcurrentHashMap.newKeySet();

    /** The functions that may return requests for calls. */
    private final Set<Integer> bodies = ConcurrentHashMap.newKeySet();

    /**
     * The code of a module.
     *
     * @param worker emits functions on another thread before they are called; {@code null} for none
     */
    public CodeLoader(WasmModule module, Execution execution, Executor worker) {
        super("wasm-module-" + COUNT.getAndIncrement(), CodeLoader.class.getClassLoader());
        this.module = module;
        this.execution = execution;
        this.types = new TypeConstants(TYPES, module.definition().types());
        this.methods = new Member[module.definition().codes().size()];
        this.early = worker == null ? null : new EarlyEmission(module.definition(), this::emit, worker);
        LOADERS.values().removeIf(loader -> loader.get() == null);
        LOADERS.put(getName(), new WeakReference<>(this));
        GeneratedCode.exportTo(getUnnamedModule());
    }

    /** Tells that a function will be called. */
    public void expect(int functionIndex) {
        if (early != null) {
            early.expect(functionIndex);
        }
    }

    /** Whether functions should be trees where partial evaluation does better with them. */
    public boolean prefersTrees() {
        return execution == Execution.AUTO && !Truffle.getRuntime().getName().equals(FALLBACK);
    }

    /** Whether a class is one that was generated for a function. */
    static boolean isFunction(String className) {
        return className.startsWith(FUNCTION);
    }

    /** What an element of a stack trace says of a function, or {@code null} if its module is gone. */
    static FunctionFrame frame(StackTraceElement element) {
        WeakReference<CodeLoader> reference = LOADERS.get(element.getClassLoaderName());
        CodeLoader loader = reference == null ? null : reference.get();
        if (loader == null) {
            return null;
        }
        int functionIndex = index(element.getClassName(), FUNCTION);
        ModuleDefinition definition = loader.module.definition();
        int start = definition
                .codes()
                .get(functionIndex - definition.importedFunctions())
                .instructions()
                .start();
        return new FunctionFrame(loader.module, functionIndex, start + Math.max(0, element.getLineNumber() - 1));
    }

    /** The function as a compiled one, or {@code null} if it cannot be one. */
    public CompiledFunction compile(int functionIndex) {
        ModuleDefinition definition = module.definition();
        if (!Signature.of(definition.functionType(functionIndex)).isPossible() || !isSupported(functionIndex)) {
            return null;
        }
        String name = ENTRY + functionIndex;
        try {
            Class.forName(name, true, this);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return entries.get(name);
    }

    /** Takes the object that the class of an entry makes of itself when it is initialized: for one object, reflection is slow. */
    void initialized(CompiledFunction entry) {
        entries.put(entry.getClass().getName(), entry);
    }

    private boolean isSupported(int functionIndex) {
        try {
            loadClass(FUNCTION + functionIndex);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return !unsupported.contains(functionIndex);
    }

    /** The internal name of a function's class. */
    static String functionClass(int functionIndex) {
        return (FUNCTION + functionIndex).replace('.', '/');
    }

    /** The internal name of the class of a part of a function. */
    static String partClass(int functionIndex, int number) {
        return functionClass(functionIndex) + PART + number;
    }

    /** Keeps a part until it is called first. */
    void emitLater(PendingPart part) {
        parts.put(part.function().methods.name().replace('/', '.'), part);
    }

    /** The internal name of the class of a function's frame objects. */
    static String frameClass(int functionIndex) {
        return (FRAME + functionIndex).replace('.', '/');
    }

    /** The types of the module as constants. */
    TypeConstants types() {
        return types;
    }

    /** The functions that are in tables of the module whatever runs. */
    FixedTables fixedTables() {
        FixedTables known = fixedTables;
        if (known == null) {
            known = new FixedTables(module.definition());
            fixedTables = known;
        }
        return known;
    }

    /** A type of the module. */
    DefinedType definedType(int index) {
        return module.definition().types().get(index);
    }

    /** The method of a function of the module. */
    Member functionMethod(int functionIndex) {
        int place = functionIndex - module.definition().importedFunctions();
        Member known = methods[place];
        if (known == null) {
            Signature signature = Signature.of(module.definition().functionType(functionIndex));
            known = Member.of(
                    functionClass(functionIndex), "call", signature.descriptor(JvmTypes.descriptor(JvmTypes.INSTANCE)));
            methods[place] = known;
        }
        return known;
    }

    /** Generated classes are looked for here only: asking the parents first costs an exception for each of them. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes;
        if (name.indexOf(PART) >= 0) {
            bytes = parts.remove(name).emit();
        } else if (name.startsWith(FUNCTION)) {
            int functionIndex = index(name, FUNCTION);
            bytes = early == null ? emit(functionIndex) : early.take(functionIndex);
        } else if (name.startsWith(ENTRY)) {
            bytes = entry(index(name, ENTRY));
        } else if (name.startsWith(FRAME)) {
            bytes = frames.remove(name);
        } else if (name.startsWith(TYPES)) {
            bytes = types.holder(index(name, TYPES));
        } else if (name.equals(RAW_MEMORY)) {
            bytes = RawAccess.holder();
        } else if (name.startsWith(TypeClasses.PREFIX)) {
            return typeClasses.get(name);
        } else {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static int index(String name, String prefix) {
        int end = name.indexOf(PART);
        return Integer.parseInt(name, prefix.length(), end < 0 ? name.length() : end, 10);
    }

    /** The internal name of the class of a function type, by which generated classes find it from now on. */
    String typeClass(DefinedType type) {
        TypeClasses.Loader loader = TypeClasses.loader(type);
        typeClasses.put(loader.typeClass.getName(), loader.typeClass);
        return loader.name();
    }

    /** The class of a function; on any thread. */
    private byte[] emit(int functionIndex) {
        try {
            return compiled(functionIndex);
        } catch (Unsupported | CodeTooLargeException e) {
            System.getLogger(CodeLoader.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> "function " + functionIndex + " runs as a tree: " + e);
            unsupported.add(functionIndex);
            return stub(functionIndex);
        }
    }

    private byte[] compiled(int functionIndex) {
        FunctionContext function = new FunctionContext(this, module, functionIndex);
        if (!function.signature.isPossible()) {
            throw new Unsupported("too many parameters");
        }
        Survey survey = Survey.ofLarge(function);
        if (survey != null) {
            function = cut(function.cut(Partition.of(function, survey.measurement()), survey));
        } else {
            function = wholeOrCut(function);
        }
        if (function.tailCalls.requests()) {
            bodies.add(functionIndex);
            trampoline(function);
        }
        return function.methods.toBytes();
    }

    /** Emits a function whole, and cuts it if it is too large then. */
    private FunctionContext wholeOrCut(FunctionContext function) {
        int start = function.instructions.start();
        FunctionContext measured = function;
        if (function.instructions.end() - start < Partition.MAXIMUM_WHOLE / USUAL_GROWTH) {
            if (MethodEmitter.function(function, null) <= Partition.MAXIMUM_WHOLE) {
                return function;
            }
            measured = new FunctionContext(this, module, function.functionIndex);
        }
        Measurement measurement = new Measurement(start);
        return MethodEmitter.function(measured, measurement) <= Partition.MAXIMUM_WHOLE
                ? measured
                : cut(measured.cut(Partition.of(measured, measurement), null));
    }

    private FunctionContext cut(FunctionContext function) {
        MethodEmitter.function(function, null);
        frames.put(FRAME + function.functionIndex, function.frame.toBytes());
        return function;
    }

    /** What others call if the function may return requests for calls: it goes on with them. */
    private void trampoline(FunctionContext function) {
        Signature signature = function.signature;
        Member method = functionMethod(function.functionIndex);
        MethodWriter code =
                function.methods.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
        signature.loadParameters(code, 0);
        code.aload(signature.parameterSlots())
                .invokestatic(bodyMethod(function.functionIndex, signature))
                .invokestatic(Support.FINISH);
        signature.unboxResult(code);
        code.returnValue(signature.resultType()).end();
    }

    /** The method of a function that returns its boxed results or a request for a call. */
    static Member bodyMethod(int functionIndex, Signature signature) {
        return Member.of(
                functionClass(functionIndex),
                MethodEmitter.BODY,
                signature.boxedDescriptor(JvmTypes.descriptor(JvmTypes.INSTANCE)));
    }

    /** A class like that of a function that is byte code, for callers: it calls the AST. */
    private byte[] stub(int functionIndex) {
        Signature signature = Signature.of(module.definition().functionType(functionIndex));
        ClassWriter writer =
                new ClassWriter(functionClass(functionIndex), ClassWriter.PUBLIC | ClassWriter.FINAL, null);
        Member method = functionMethod(functionIndex);
        MethodWriter code = writer.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
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
        ClassWriter writer = new ClassWriter(
                (ENTRY + functionIndex).replace('.', '/'),
                ClassWriter.PUBLIC | ClassWriter.FINAL,
                typeClass(module.definition().definedFunctionType(functionIndex)));
        TypeClasses.constructor(writer);
        writer.method(ClassWriter.STATIC, "<clinit>", "()V")
                .new_(writer.name())
                .dup()
                .aconst_null()
                .invokespecial(Member.of(writer.name(), "<init>", TypeClasses.CONSTRUCTOR))
                .invokestatic(Support.INITIALIZED)
                .return_()
                .end();
        writer.method(ClassWriter.PUBLIC, "bind", "(" + JvmTypes.OBJECT + ")" + JvmTypes.COMPILED_FUNCTION)
                .new_(writer.name())
                .dup()
                .aload(1)
                .checkcast(JvmTypes.INSTANCE.internalName())
                .invokespecial(Member.of(writer.name(), "<init>", TypeClasses.CONSTRUCTOR))
                .areturn()
                .end();
        Member call = TypeClasses.call(writer.name(), signature);
        MethodWriter code = writer.method(ClassWriter.PUBLIC, call.name(), call.descriptor());
        int instance = 1 + signature.parameterSlots();
        signature.loadParameters(code, 1);
        // The instance keeps its memory mapped while the callee holds only the address.
        code.aload(instance)
                .invokestatic(functionMethod(functionIndex))
                .aload(instance)
                .invokestatic(FENCE)
                .returnValue(signature.resultType())
                .end();
        if (bodies.contains(functionIndex)) {
            MethodWriter boxed =
                    writer.method(ClassWriter.PUBLIC, "bodyBoxed", "(" + JvmTypes.OBJECTS + ")" + JvmTypes.OBJECT);
            signature.unboxParameters(boxed, 1);
            boxed.aload(1)
                    .constant(0)
                    .aaload()
                    .checkcast(JvmTypes.INSTANCE.internalName())
                    .invokestatic(bodyMethod(functionIndex, signature))
                    .aload(1)
                    .invokestatic(FENCE)
                    .areturn()
                    .end();
        }
        return writer.toBytes();
    }
}
