package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.runtime.Null;

/** {@code context.get} and {@code context.set}: storage of the thread that runs. */
final class ContextNode extends BuiltinNode {
    private final boolean get;
    private final int slot;

    /** Whether slots have 64 bits. */
    private final boolean wide;

    ContextNode(Trampoline.Builtin builtin) {
        this.get = builtin.kind() == BuiltinKind.CONTEXT_GET;
        this.slot = builtin.index();
        FunctionType type = builtin.coreType();
        this.wide = (get ? type.results() : type.parameters()).getFirst() == NumberType.I64;
    }

    @Override
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        if (get) {
            long value = state.context(slot);
            return wide ? (Object) value : (Object) (int) value;
        }
        state.setContext(slot, wide ? (long) arguments[1] : (int) arguments[1]);
        return Null.INSTANCE;
    }
}
