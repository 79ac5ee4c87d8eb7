package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.function.Supplier;

/**
 * What a component function does, shared by the instances of its component in all contexts. The call target takes the
 * {@link ComponentInstance} and then the arguments as lifted values; it returns the result as a lifted value, or null
 * if there is none.
 */
public final class LiftedCode {
    private final WitFunctionType type;
    private final Supplier<RootCallTarget> builder;
    private volatile RootCallTarget target;

    /** Code whose call target {@code builder} makes on first use. */
    public LiftedCode(WitFunctionType type, Supplier<RootCallTarget> builder) {
        this.type = type;
        this.builder = builder;
    }

    /** The type. */
    public WitFunctionType type() {
        return type;
    }

    /** The call target, built on first use. */
    public RootCallTarget callTarget() {
        RootCallTarget result = target;
        return result != null ? result : build();
    }

    @TruffleBoundary
    private synchronized RootCallTarget build() {
        if (target == null) {
            target = builder.get();
        }
        return target;
    }
}
