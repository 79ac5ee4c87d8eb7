package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.TruffleSafepoint;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmTable;
import java.util.List;

/** What generated code calls where more than a few instructions are to be done. */
public final class GeneratedCode {
    private static final List<String> PACKAGES = List.of(
            "dev.perigord.wasm.bytecode",
            "dev.perigord.wasm.nodes.numeric",
            "dev.perigord.wasm.nodes.memory",
            "dev.perigord.wasm.nodes.simd",
            "dev.perigord.wasm.nodes.atomic",
            "dev.perigord.wasm.nodes.exception",
            "dev.perigord.wasm.nodes.gc",
            "dev.perigord.wasm.nodes.reference");

    private GeneratedCode() {}

    /** Lets the generated classes of a loader call what they need. */
    static void exportTo(Module generated) {
        Module here = GeneratedCode.class.getModule();
        if (here.isNamed()) {
            PACKAGES.forEach(name -> here.addExports(name, generated));
        }
    }

    /** Lets the classes of a function type, of which there is a loader each, call what they need: it is in this class. */
    static void exportToTypeClasses(Module generated) {
        Module here = GeneratedCode.class.getModule();
        if (here.isNamed()) {
            here.addExports(GeneratedCode.class.getPackageName(), generated);
        }
    }

    /** The null reference, as a value of no particular class. */
    public static Object nullReference() {
        return Null.INSTANCE;
    }

    /** A type of the module to which a generated class belongs. */
    public static DefinedType definedType(Class<?> holder, int index) {
        return ((CodeLoader) holder.getClassLoader()).definedType(index);
    }

    /** Takes the object of a generated class that belongs to no instance. */
    public static void initialized(CompiledFunction entry) {
        ((CodeLoader) entry.getClass().getClassLoader()).initialized(entry);
    }

    /** Gives Truffle the chance to interrupt a loop. */
    public static void poll(WasmInstance instance) {
        TruffleSafepoint.poll(instance.module().safepointLocation());
    }

    /** {@code unreachable} */
    public static TrapException unreachable() {
        return Trap.UNREACHABLE.at(null);
    }

    /** A division by zero. */
    public static TrapException divideByZero() {
        return Trap.INTEGER_DIVIDE_BY_ZERO.at(null);
    }

    /** A function in the form in which generated code calls it. */
    public static CompiledFunction compiled(WasmFunction function) {
        CompiledFunction compiled = function.compiled();
        return compiled != null ? compiled : bind(function);
    }

    private static CompiledFunction bind(WasmFunction function) {
        CompiledFunction compiled = compiled(function.code()).bind(function.environment());
        function.setCompiled(compiled);
        return compiled;
    }

    /**
     * The instance of a callee: the caller's own object if it is the same, so that HotSpot need not wait for what it finds
     * in the callee to know where the memories are.
     */
    public static WasmInstance instance(CompiledFunction callee, WasmInstance caller) {
        WasmInstance instance = callee.instance;
        return instance == caller ? caller : instance;
    }

    static CompiledFunction compiled(FunctionCode code) {
        CompiledFunction compiled = code.compiled();
        return compiled != null ? compiled : adapter(code);
    }

    private static CompiledFunction adapter(FunctionCode code) {
        return code.setCompiled(
                Signature.of(code.type()).isPossible()
                        ? TypeClasses.loader(code.definedType()).adapter(code)
                        : new BoxedFunction(code));
    }

    /** Calls a function that is no generated code. */
    public static Object callTarget(FunctionCode code, Object[] arguments) {
        return code.callTarget().call(arguments);
    }

    /** Calls a function of the instance that cannot be generated code. */
    public static Object callTree(WasmInstance instance, int functionIndex, Object[] arguments) {
        return instance.module().code(functionIndex).callTarget().call(arguments);
    }

    /** The callee of {@code call_indirect}, whose type is to be checked. */
    public static CompiledFunction callee(int index, WasmTable table) {
        return compiled(element(index, table));
    }

    /** The callee of {@code return_call_indirect}. */
    public static WasmFunction element(int index, WasmTable table, DefinedType expected) {
        WasmFunction function = element(index, table);
        if (!function.code().definedType().isSubtypeOf(expected)) {
            throw typeMismatch();
        }
        return function;
    }

    private static WasmFunction element(int index, WasmTable table) {
        Object[] elements = table.elements();
        if (Integer.compareUnsigned(index, elements.length) >= 0) {
            throw Trap.UNDEFINED_ELEMENT.at(null);
        }
        if (elements[index] instanceof WasmFunction function) {
            return function;
        }
        throw Trap.UNINITIALIZED_ELEMENT.at(null);
    }

    /** A callee of another type. */
    public static TrapException typeMismatch() {
        return Trap.INDIRECT_CALL_TYPE_MISMATCH.at(null);
    }

    /** {@code memory.init} */
    public static void memoryInit(long target, int source, int length, WasmInstance instance, int segment, int memory) {
        Range content = instance.dataSegment(segment);
        if (Integer.toUnsignedLong(source) + Integer.toUnsignedLong(length) > content.end() - content.start()) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(null);
        }
        byte[] bytes = instance.module().definition().bytes();
        instance.memory(memory).write(target, bytes, content.start() + source, length, null);
    }

    /** {@code memory.fill} */
    public static void memoryFill(long address, int value, long length, WasmInstance instance, int memory) {
        instance.memory(memory).fill(address, (byte) value, length, null);
    }

    /** {@code memory.copy} */
    public static void memoryCopy(
            long target, long source, long length, WasmInstance instance, int targetMemory, int sourceMemory) {
        instance.memory(targetMemory).copyFrom(instance.memory(sourceMemory), source, target, length, null);
    }

    /** {@code memory.grow} */
    public static long memoryGrow(long delta, WasmInstance instance, int memory) {
        return instance.memory(memory).grow(delta);
    }

    /** {@code memory.size} */
    public static long memorySize(WasmInstance instance, int memory) {
        return instance.memory(memory).pages();
    }

    /** {@code data.drop} */
    public static void dataDrop(WasmInstance instance, int segment) {
        instance.dropData(segment);
    }
}
