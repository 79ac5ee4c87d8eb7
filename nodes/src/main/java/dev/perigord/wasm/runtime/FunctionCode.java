package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;

/**
 * What a function does, apart from the instance it belongs to: shared by all instances of a module in all contexts of an
 * engine. Inline caches key on it. The AST behind it is built when it is first needed.
 *
 * <p><b>Calling convention.</b> A call passes an {@code Object[]}: first the function's environment (the
 * {@link WasmInstance} of a function in WebAssembly), then the boxed arguments. It returns {@link Null} for no result,
 * the boxed value for one, an {@code Object[]} of boxed values for more.
 */
public final class FunctionCode {
    private final DefinedType definedType;
    private final FunctionType type;
    private final String name;
    private final Implementation implementation;
    private volatile RootCallTarget body;
    private volatile RootCallTarget target;

    /** Not volatile, which would be a barrier in calls: what it gives has final fields only. */
    private CompiledFunction compiled;

    /** Makes the call targets when they are first needed. */
    @FunctionalInterface
    public interface Implementation {
        /** The call target, which may return a {@link TailCall} if {@link #hasTailCalls} says so. */
        RootCallTarget body();

        /** Whether the function may end with a tail call. */
        default boolean hasTailCalls() {
            return false;
        }

        /** The function as JVM byte code, or {@code null} if there is none. */
        default CompiledFunction compile() {
            return null;
        }

        /** The call target that gives results only: one that goes on with the tail calls of the body, if it has any. */
        default RootCallTarget entry(FunctionCode code) {
            return code.bodyTarget();
        }
    }

    /** Code of a type that stands for itself. */
    public FunctionCode(FunctionType type, String name, Implementation implementation) {
        this(DefinedType.of(type), name, implementation);
    }

    /** Code whose call targets {@code implementation} makes on first use. */
    public FunctionCode(DefinedType definedType, String name, Implementation implementation) {
        this.definedType = definedType;
        this.type = definedType.function();
        this.name = name;
        this.implementation = implementation;
    }

    /** The type as it is defined, which calls through tables and casts compare. */
    public DefinedType definedType() {
        return definedType;
    }

    /** Parameters and results. */
    public FunctionType type() {
        return type;
    }

    /** The name for messages and stack traces. */
    public String name() {
        return name;
    }

    /** The call target, built on first use. */
    public RootCallTarget callTarget() {
        RootCallTarget result = target;
        return result != null ? result : build();
    }

    /** The call target that may return a {@link TailCall}; the same as the other one where there are none. */
    public RootCallTarget bodyTarget() {
        RootCallTarget result = body;
        return result != null ? result : buildBody();
    }

    /** The function as JVM byte code, made on first use, or {@code null} if there is none. */
    public CompiledFunction compiled() {
        CompiledFunction result = compiled;
        return result != null ? result : compile();
    }

    @TruffleBoundary
    private CompiledFunction compile() {
        CompiledFunction result = implementation.compile();
        return result == null ? null : setCompiled(result);
    }

    /** Sets what {@link #compiled} gives from now on, unless it already gives something; gives what it does. */
    public synchronized CompiledFunction setCompiled(CompiledFunction function) {
        if (compiled == null) {
            compiled = function;
        }
        return compiled;
    }

    /** Whether the function may end with a tail call. */
    public boolean hasTailCalls() {
        return implementation.hasTailCalls();
    }

    /** Whether the AST has been built. */
    public boolean isBuilt() {
        return body != null;
    }

    @TruffleBoundary
    private synchronized RootCallTarget buildBody() {
        if (body == null) {
            body = implementation.body();
        }
        return body;
    }

    @TruffleBoundary
    private synchronized RootCallTarget build() {
        if (target == null) {
            target = implementation.entry(this);
        }
        return target;
    }
}
