package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.Event;
import dev.perigord.wasm.component.task.InstanceState;

/** {@code cancel-read} and {@code cancel-write} of streams and futures. */
final class CancelCopyNode extends BuiltinNode {
    private final EndLookup lookup;
    private final boolean async;

    CancelCopyNode(Trampoline.Builtin builtin) {
        this.lookup = EndLookup.of(builtin);
        this.async = builtin.flag();
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        if (!async) {
            state.checkMayBlock(this);
        }
        ChannelEnd end = lookup.find(state, (int) arguments[1], this);
        end.checkCancel(this);
        if (!async) {
            end.checkNotInSet(this);
        }
        end.cancelCopy();
        if (!end.hasPendingEvent()) {
            if (async) {
                return Event.BLOCKED;
            }
            end.await(state.currentThread(this), end::hasPendingEvent, this);
        }
        return end.takePendingEvent().payload();
    }
}
