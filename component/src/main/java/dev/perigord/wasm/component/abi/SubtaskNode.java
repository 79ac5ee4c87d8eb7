package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.task.Event;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Subtask;
import dev.perigord.wasm.runtime.Null;

/** {@code subtask.cancel} and {@code subtask.drop}. */
final class SubtaskNode extends BuiltinNode {
    private final boolean cancel;
    private final boolean async;

    SubtaskNode(Trampoline.Builtin builtin) {
        this.cancel = builtin.kind() == BuiltinKind.SUBTASK_CANCEL;
        this.async = builtin.flag();
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        int index = (int) arguments[1];
        if (cancel) {
            return cancel(state, index);
        }
        Subtask subtask = find(state, index);
        subtask.checkDrop(this);
        state.handles().remove(index);
        subtask.drop();
        return Null.INSTANCE;
    }

    private Subtask find(InstanceState state, int index) {
        return state.handles().get(index, Subtask.class, "subtask", this);
    }

    private int cancel(InstanceState state, int index) {
        if (!async) {
            state.checkMayBlock(this);
        }
        Subtask subtask = find(state, index);
        subtask.checkCancel(this);
        if (!async) {
            subtask.checkNotInSet(this);
        }
        if (!subtask.isResolved()) {
            subtask.cancel(state, this);
            if (!subtask.isResolved() && async) {
                return Event.BLOCKED;
            }
            if (!subtask.isResolved()) {
                subtask.await(state.currentThread(this), subtask::isResolved, this);
            }
        }
        return subtask.takePendingEvent().payload();
    }
}
