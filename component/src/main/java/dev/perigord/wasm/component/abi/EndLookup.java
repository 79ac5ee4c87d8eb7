package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.task.ChannelEnd;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.runtime.TrapException;

/** Finds an end of a stream or future by its index. */
final class EndLookup {
    private final ChannelType type;
    private final boolean readable;

    /** What traps say was expected. */
    private final String expected;

    /** Another type that was found to be the same. */
    private ChannelType same;

    EndLookup(ChannelType type, boolean readable) {
        this.type = type;
        this.readable = readable;
        this.expected = (readable ? "the readable" : "the writable") + " end of " + type;
        this.same = type;
    }

    /** For a built-in, whose name says which end it is about. */
    static EndLookup of(Trampoline.Builtin builtin) {
        boolean readable =
                switch (builtin.kind()) {
                    case STREAM_READ,
                            STREAM_CANCEL_READ,
                            STREAM_DROP_READABLE,
                            FUTURE_READ,
                            FUTURE_CANCEL_READ,
                            FUTURE_DROP_READABLE -> true;
                    default -> false;
                };
        return new EndLookup((ChannelType) builtin.type(), readable);
    }

    /** The end with an index; traps if there is none, or it is another end or one of another type. */
    ChannelEnd find(InstanceState state, int index, Node location) {
        ChannelEnd end = state.handles().get(index, ChannelEnd.class, expected, location);
        if (end.isReadable() != readable || !isSame(end.type())) {
            throw new TrapException(
                    "handle index " + index + " used with the wrong type, expected " + expected, location);
        }
        return end;
    }

    private boolean isSame(ChannelType other) {
        if (other != type && other != same && TypeMatcher.areSame(other, type)) {
            same = other;
        }
        return other == type || other == same;
    }
}
