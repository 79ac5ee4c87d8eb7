package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Bind;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.FunctionType;

/** A function instance (spec 4.2.9): code and the environment it runs in. Executable for the host. */
@ExportLibrary(InteropLibrary.class)
public final class WasmFunction implements TruffleObject {
    private final FunctionCode code;
    private final Object environment;

    /** Not volatile, which would be a barrier in calls: what it gives has final fields only. */
    private CompiledFunction compiled;

    /** A function; {@code environment} is the first argument of its code's call target. */
    public WasmFunction(FunctionCode code, Object environment) {
        this.code = code;
        this.environment = environment;
    }

    /** What the function does. */
    public FunctionCode code() {
        return code;
    }

    /** The first argument of the call target: the instance of a function in WebAssembly. */
    public Object environment() {
        return environment;
    }

    /** The function as generated code calls it, or {@code null} if none has done so. */
    public CompiledFunction compiled() {
        return compiled;
    }

    /** Sets what {@link #compiled} gives. */
    public void setCompiled(CompiledFunction function) {
        compiled = function;
    }

    /** The type. */
    public FunctionType type() {
        return code.type();
    }

    /** Calls with arguments that already are WebAssembly values; exhausting the stack is a trap. */
    @TruffleBoundary
    public Object call(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = environment;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            return code.callTarget().call(all);
        } catch (StackOverflowError e) {
            throw Trap.CALL_STACK_EXHAUSTED.at(null);
        }
    }

    @ExportMessage
    boolean isExecutable() {
        return true;
    }

    /** Calls from the host: converts arguments and results, caches on the code. */
    @ExportMessage
    static class Execute {
        @Specialization(guards = "function.code() == code", limit = "3")
        @ExplodeLoop
        static Object cached(
                WasmFunction function,
                Object[] arguments,
                @Bind Node node,
                @Cached("function.code()") FunctionCode code,
                @Cached("createConversions(code)") FromHostNode[] conversions,
                @Cached("create(code.callTarget())") DirectCallNode call)
                throws ArityException, UnsupportedTypeException {
            if (arguments.length != conversions.length) {
                throw ArityException.create(conversions.length, conversions.length, arguments.length);
            }
            Object[] all = new Object[conversions.length + 1];
            all[0] = function.environment;
            for (int i = 0; i < conversions.length; i++) {
                all[i + 1] = conversions[i].execute(
                        arguments[i], code.type().parameters().get(i));
            }
            try {
                return toHost(call.call(all));
            } catch (StackOverflowError e) {
                throw Trap.CALL_STACK_EXHAUSTED.at(node);
            }
        }

        @Specialization(replaces = "cached")
        static Object generic(
                WasmFunction function,
                Object[] arguments,
                @Bind Node node,
                @Cached IndirectCallNode call,
                @Cached FromHostNode conversion)
                throws ArityException, UnsupportedTypeException {
            int arity = function.type().parameters().size();
            if (arguments.length != arity) {
                throw ArityException.create(arity, arity, arguments.length);
            }
            Object[] all = new Object[arity + 1];
            all[0] = function.environment;
            for (int i = 0; i < arity; i++) {
                all[i + 1] = conversion.execute(
                        arguments[i], function.type().parameters().get(i));
            }
            try {
                return toHost(call.call(function.code.callTarget(), all));
            } catch (StackOverflowError e) {
                throw Trap.CALL_STACK_EXHAUSTED.at(node);
            }
        }

        static FromHostNode[] createConversions(FunctionCode code) {
            FromHostNode[] result = new FromHostNode[code.type().parameters().size()];
            for (int i = 0; i < result.length; i++) {
                result[i] = FromHostNodeGen.create();
            }
            return result;
        }

        private static Object toHost(Object result) {
            return result instanceof Object[] values ? new ResultList(values) : result;
        }
    }

    @ExportMessage
    boolean hasExecutableName() {
        return true;
    }

    @ExportMessage
    Object getExecutableName() {
        return code.name();
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "function " + code.name() + " " + code.type();
    }
}
