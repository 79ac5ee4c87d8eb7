package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.GuestThread;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmFunction;
import java.util.List;

/** The built-ins whose names begin with {@code thread}. */
final class ThreadNode extends BuiltinNode {
    private static final FunctionType START = new FunctionType(List.of(NumberType.I32), List.of());

    private final Trampoline.Builtin builtin;

    ThreadNode(Trampoline.Builtin builtin) {
        this.builtin = builtin;
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        GuestThread thread = state.currentThread(this);
        boolean cancellable = builtin.flag();
        return switch (builtin.kind()) {
            case THREAD_INDEX -> thread.index();
            case THREAD_NEW_INDIRECT -> {
                WasmFunction start = start(instance, (int) arguments[1]);
                Object argument = arguments[2];
                yield thread.spawn(() -> start.call(argument), this);
            }
            case THREAD_RESUME_LATER -> {
                suspended(state, arguments).resumeLater();
                yield Null.INSTANCE;
            }
            case THREAD_SUSPEND -> code(thread.suspend(cancellable, this));
            case THREAD_YIELD -> code(thread.yieldToOthers(cancellable, this));
            case THREAD_SUSPEND_THEN_RESUME ->
                code(thread.suspendThenResume(cancellable, suspended(state, arguments), this));
            case THREAD_YIELD_THEN_RESUME ->
                code(thread.yieldThenResume(cancellable, suspended(state, arguments), this));
            case THREAD_SUSPEND_THEN_PROMOTE ->
                code(thread.suspendThenPromote(cancellable, find(state, arguments), this));
            case THREAD_YIELD_THEN_PROMOTE -> code(thread.yieldThenPromote(cancellable, find(state, arguments), this));
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private static int code(boolean cancelled) {
        return cancelled ? 1 : 0;
    }

    private GuestThread find(InstanceState state, Object[] arguments) {
        return state.threads().get((int) arguments[1], GuestThread.class, "thread", this);
    }

    private GuestThread suspended(InstanceState state, Object[] arguments) {
        GuestThread thread = find(state, arguments);
        if (!thread.isSuspended()) {
            throw new TrapException("cannot resume thread which is not suspended", this);
        }
        return thread;
    }

    private WasmFunction start(ComponentInstance instance, int index) {
        if (!(instance.table(builtin.index()).get(index, this) instanceof WasmFunction function)) {
            throw Trap.UNINITIALIZED_ELEMENT.at(this);
        }
        if (!function.type().equals(START)) {
            throw Trap.INDIRECT_CALL_TYPE_MISMATCH.at(this);
        }
        return function;
    }
}
