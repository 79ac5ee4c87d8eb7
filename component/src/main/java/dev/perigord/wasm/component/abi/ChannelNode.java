package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.GuestChannel;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.HostSource;
import dev.perigord.wasm.component.task.SharedChannel;
import dev.perigord.wasm.component.type.ChannelType;

/**
 * The readable end of a stream or future, which leaves one instance for another. In between it is what both ends share; in the
 * host's hand it is a {@link GuestChannel}, in place of which the host may give a list or a value.
 */
final class ChannelNode extends IndexValueNode {
    private final ChannelType type;
    private final EndLookup lookup;
    private final boolean fused;

    ChannelNode(ChannelType type, boolean fused) {
        this.type = type;
        this.fused = fused;
        this.lookup = new EndLookup(type, true);
    }

    @Override
    @TruffleBoundary
    Object lift(Transfer transfer, int index) {
        ChannelEnd end = lookup.find(transfer.state(), index, this);
        end.checkLift(this);
        transfer.state().handles().remove(index);
        return fused
                ? end.shared()
                : new GuestChannel(type, end.shared(), transfer.state().scheduler(), transfer.instance());
    }

    @Override
    @TruffleBoundary
    int lower(Transfer transfer, Object value) {
        SharedChannel shared =
                switch (value) {
                    case SharedChannel channel -> channel;
                    case GuestChannel channel when channel.fits(type, transfer.instance()) -> channel.take(this);
                    case GuestChannel channel -> throw HostValues.wrong(type, channel.type());
                    case null, default -> HostSource.of(type, HostValues.sent(type, value));
                };
        return ChannelEnd.addReadable(transfer.state(), type, shared, this);
    }
}
