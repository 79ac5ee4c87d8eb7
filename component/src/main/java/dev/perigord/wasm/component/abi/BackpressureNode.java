package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.runtime.Null;

/** {@code backpressure.inc} and {@code backpressure.dec}: whether asynchronous calls have to wait at the door. */
final class BackpressureNode extends BuiltinNode {
    private final int change;

    BackpressureNode(Trampoline.Builtin builtin) {
        this.change = builtin.kind() == BuiltinKind.BACKPRESSURE_INC ? 1 : -1;
    }

    @Override
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.changeBackpressure(change, this);
        return Null.INSTANCE;
    }
}
