package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.LiftedCode;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Subtask;

/** A function of a component whose type is asynchronous: it runs as a task (CanonicalABI.md {@code canon_lower}). */
final class AsyncCalleeNode extends CalleeNode {
    private final TaskStart start;
    private final boolean async;

    @Child
    private ParametersNode parameters;

    @Child
    private ResultNode result;

    AsyncCalleeNode(LoweredSide side, LiftedCode code) {
        this.start = new TaskStart(code);
        this.async = side.isAsync();
        this.parameters = side.parameters(true);
        this.result = side.result(true);
    }

    @Override
    Object execute(ComponentInstance instance, Transfer caller, Object[] core) {
        if (!async) {
            caller.state().checkMayBlock(this);
        }
        return call(instance, caller, core);
    }

    @TruffleBoundary
    private Object call(ComponentInstance instance, Transfer transfer, Object[] core) {
        Subtask subtask = new Subtask(transfer);
        LoweredCall call = new LoweredCall(subtask, transfer, core, parameters, result);
        InstanceState state = transfer.state();
        subtask.setTask(start.call(instance, state, call, this));
        if (async) {
            return status(subtask, state);
        }
        if (!subtask.isResolved()) {
            state.currentThread(this).waitUntil(subtask::isResolved, false, this);
        }
        subtask.deliverResolve();
        return call.coreResult();
    }

    /** The state of the subtask, and its index if it goes on. */
    private int status(Subtask subtask, InstanceState state) {
        if (subtask.isResolved()) {
            subtask.deliverResolve();
            return subtask.state().ordinal();
        }
        int index = state.handles().add(subtask, this);
        subtask.setIndex(index);
        return subtask.state().ordinal() | index << LoweredSide.STATE_BITS;
    }
}
