package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.wasi.preview2.io.GuestOutput;
import java.nio.ByteBuffer;

/** A guest's {@code outgoing-body}. Its message goes nowhere, and so do its bytes. */
final class OutgoingBody {
    private boolean written;

    /** The stream to write to, once. */
    GuestOutput write() {
        if (written) {
            throw new ComponentException(null);
        }
        written = true;
        return new Nowhere();
    }

    private static final class Nowhere extends GuestOutput {
        @Override
        protected void put(ByteBuffer source) {
            source.position(source.limit());
        }

        @Override
        protected void push() {
            // There is nothing.
        }

        @Override
        protected void drop() {
            // There is nothing.
        }
    }
}
