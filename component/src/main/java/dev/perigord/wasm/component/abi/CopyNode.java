package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.Event;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.type.ChannelType;

/** {@code read} and {@code write} of streams and futures. */
final class CopyNode extends BuiltinNode {
    private final LinkedOptions options;
    private final EndLookup lookup;

    @Child
    private ElementsNode elements;

    CopyNode(LinkPlan plan, Trampoline.Builtin builtin) {
        this.options = builtin.options();
        this.lookup = EndLookup.of(builtin);
        this.elements = new ElementsNode(plan, options, ((ChannelType) builtin.type()).payload());
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        if (!options.async()) {
            state.checkMayBlock(this);
        }
        int index = (int) arguments[1];
        ChannelEnd end = lookup.find(state, index, this);
        end.checkIdle(this);
        if (!options.async()) {
            end.checkNotInSet(this);
        }
        /* A future has no length. */
        long length = arguments.length > 3 ? Integer.toUnsignedLong((int) arguments[3]) : 1;
        long address = Integer.toUnsignedLong((int) arguments[2]);
        end.copy(new GuestBuffer(Transfers.of(instance, options), elements, address, length), this);
        if (!end.hasPendingEvent()) {
            if (options.async()) {
                return Event.BLOCKED;
            }
            end.await(state.currentThread(this), end::hasPendingEvent, this);
        }
        return end.takePendingEvent().payload();
    }
}
