package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.SharedChannel;
import dev.perigord.wasm.component.type.ChannelType;

/** The readable end of a stream or future, which leaves one instance for another; in between it is what both ends share. */
final class ChannelNode extends ValueNode {
    private final ChannelType type;
    private final EndLookup lookup;

    ChannelNode(ChannelType type) {
        this.type = type;
        this.lookup = new EndLookup(type, true);
    }

    @Override
    Object load(Transfer transfer, long address) {
        return take(transfer, transfer.memory().readInt(address, this));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return take(transfer, (int) flat[at]);
    }

    @TruffleBoundary
    private SharedChannel take(Transfer transfer, int index) {
        ChannelEnd end = lookup.find(transfer.state(), index, this);
        end.checkLift(this);
        transfer.state().handles().remove(index);
        return end.shared();
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        transfer.memory().writeInt(address, add(transfer, value), this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        flat[at] = add(transfer, value);
    }

    @TruffleBoundary
    private int add(Transfer transfer, Object value) {
        if (!(value instanceof SharedChannel shared)) {
            throw HostValues.wrong(type, value);
        }
        return ChannelEnd.addReadable(transfer.state(), type, shared, this);
    }
}
