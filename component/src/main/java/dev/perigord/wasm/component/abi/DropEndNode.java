package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.runtime.Null;

/** {@code drop-readable} and {@code drop-writable} of streams and futures. */
final class DropEndNode extends BuiltinNode {
    private final EndLookup lookup;

    DropEndNode(Trampoline.Builtin builtin) {
        this.lookup = EndLookup.of(builtin);
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        int index = (int) arguments[1];
        ChannelEnd end = lookup.find(state, index, this);
        end.checkDrop(this);
        state.handles().remove(index);
        end.drop();
        return Null.INSTANCE;
    }
}
