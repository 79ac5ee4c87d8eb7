package dev.perigord.wasm.component.interop;

import dev.perigord.wasm.component.runtime.GuestChannel;
import dev.perigord.wasm.runtime.Null;

/** A future that the host reads: a function without parameters that runs guests until there is the value, and returns it. */
final class FutureObject extends ExecutableObject {
    private final GuestChannel channel;

    /** {@code payload} is null if no value is sent. */
    FutureObject(GuestChannel channel, ToPolyglot payload) {
        super(channel.type().toString(), 0, new Value(channel, payload));
        this.channel = channel;
    }

    GuestChannel channel() {
        return channel;
    }

    /** The value, which is read once. */
    private static final class Value implements Body {
        private final GuestChannel channel;
        private final ToPolyglot payload;
        private Object value;

        Value(GuestChannel channel, ToPolyglot payload) {
            this.channel = channel;
            this.payload = payload;
        }

        @Override
        public Object call(Object[] arguments) {
            if (value == null) {
                Object lifted = channel.next();
                value = payload == null ? Null.INSTANCE : payload.convert(lifted);
            }
            return value;
        }
    }
}
