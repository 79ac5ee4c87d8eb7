package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.Caller;
import dev.perigord.wasm.component.task.Subtask;
import dev.perigord.wasm.runtime.Null;

/** A component that waits for a task that it called through a lowered function. */
final class LoweredCall implements Caller {
    private final Subtask subtask;
    private final Transfer transfer;
    private final Object[] core;
    private final ParametersNode parameters;
    private final ResultNode result;
    private Object coreResult = Null.INSTANCE;

    LoweredCall(Subtask subtask, Transfer transfer, Object[] core, ParametersNode parameters, ResultNode result) {
        this.subtask = subtask;
        this.transfer = transfer;
        this.core = core;
        this.parameters = parameters;
        this.result = result;
    }

    Object coreResult() {
        return coreResult;
    }

    @Override
    public boolean isGuest() {
        return true;
    }

    @Override
    public Object[] start() {
        subtask.started();
        return parameters.lift(transfer, core);
    }

    @Override
    public void resolve(Object value) {
        coreResult = result.execute(transfer, value, core);
        subtask.returned();
    }

    @Override
    public void cancelled() {
        subtask.cancelled();
    }
}
