package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import dev.perigord.wasm.module.FunctionType;
import java.util.function.Supplier;

/**
 * What a function does, apart from the instance it belongs to: shared by all instances of a module in all contexts of an
 * engine. Inline caches key on it. The AST behind it is built when it is first needed.
 *
 * <p><b>Calling convention.</b> A call passes an {@code Object[]}: first the function's environment (the
 * {@link WasmInstance} of a function in WebAssembly), then the boxed arguments. It returns {@link Null} for no result,
 * the boxed value for one, an {@code Object[]} of boxed values for more.
 */
public final class FunctionCode {
    private final FunctionType type;
    private final String name;
    private final Supplier<RootCallTarget> builder;
    private volatile RootCallTarget target;

    /** Code whose call target {@code builder} makes on first use. */
    public FunctionCode(FunctionType type, String name, Supplier<RootCallTarget> builder) {
        this.type = type;
        this.name = name;
        this.builder = builder;
    }

    /** The function type. */
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

    /** Whether the AST has been built. */
    public boolean isBuilt() {
        return target != null;
    }

    @TruffleBoundary
    private synchronized RootCallTarget build() {
        if (target == null) {
            target = builder.get();
        }
        return target;
    }
}
