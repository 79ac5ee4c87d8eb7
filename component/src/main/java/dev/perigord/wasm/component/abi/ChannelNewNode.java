package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.SharedChannel;
import dev.perigord.wasm.component.type.ChannelType;

/** {@code stream.new} and {@code future.new}: both ends for the instance that asks. */
final class ChannelNewNode extends BuiltinNode {
    private final boolean stream;
    private final ChannelType type;

    ChannelNewNode(Trampoline.Builtin builtin) {
        this.stream = builtin.kind() == BuiltinKind.STREAM_NEW;
        this.type = (ChannelType) builtin.type();
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        SharedChannel shared = stream ? SharedChannel.stream(type.payload()) : SharedChannel.future(type.payload());
        long readable = ChannelEnd.addReadable(state, type, shared, this);
        long writable = ChannelEnd.addWritable(state, type, shared, this);
        return readable | writable << Integer.SIZE;
    }
}
