package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.ErrorContext;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.runtime.Null;

/** {@code error-context.new}, {@code debug-message} and {@code drop}. */
final class ErrorContextNode extends BuiltinNode {
    private final Trampoline.Builtin builtin;

    @Child
    private StringNode text;

    ErrorContextNode(Trampoline.Builtin builtin) {
        this.builtin = builtin;
        LinkedOptions options = builtin.options();
        this.text = new StringNode(options.encoding(), options.pointer(), false);
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        return switch (builtin.kind()) {
            case ERROR_CONTEXT_NEW -> {
                Object message = text.lift(Transfers.of(instance, builtin.options()), arguments, 1);
                yield state.handles().add(new ErrorContext((String) message), this);
            }
            case ERROR_CONTEXT_DEBUG_MESSAGE -> {
                String message = find(state, (int) arguments[1]).debugMessage();
                long address = Integer.toUnsignedLong((int) arguments[2]);
                text.store(Transfers.of(instance, builtin.options()), message, address);
                yield Null.INSTANCE;
            }
            case ERROR_CONTEXT_DROP -> {
                find(state, (int) arguments[1]);
                state.handles().remove((int) arguments[1]);
                yield Null.INSTANCE;
            }
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private ErrorContext find(InstanceState state, int index) {
        return state.handles().get(index, ErrorContext.class, "error-context", this);
    }
}
