package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Task;
import dev.perigord.wasm.runtime.Null;

/** {@code task.cancel}: the task gives up, as its caller has asked for. */
final class TaskCancelNode extends BuiltinNode {
    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        Task task = state.currentThread(this).task();
        task.checkReturnsByCall(this);
        task.cancel(this);
        return Null.INSTANCE;
    }
}
