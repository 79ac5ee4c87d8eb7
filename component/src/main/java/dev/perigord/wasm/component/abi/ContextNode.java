package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.runtime.Null;

/** {@code context.get} and {@code context.set}: storage of the thread that runs. */
final class ContextNode extends BuiltinNode {
    private final boolean get;
    private final int slot;

    ContextNode(Trampoline.Builtin builtin) {
        this.get = builtin.kind() == BuiltinKind.CONTEXT_GET;
        this.slot = builtin.index();
    }

    @Override
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        if (get) {
            return (int) state.context(slot);
        }
        state.setContext(slot, (int) arguments[1]);
        return Null.INSTANCE;
    }
}
