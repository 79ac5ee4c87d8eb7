package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;

/** What an {@code outgoing-request} and an {@code outgoing-response} of a guest have in common. */
abstract sealed class OutgoingMessage permits OutgoingRequest, OutgoingResponse {
    private final Fields headers;
    private boolean bodyTaken;

    OutgoingMessage(Fields headers) {
        this.headers = headers.copy(false);
    }

    /** The headers, which can no longer be changed. */
    final Fields headers() {
        return headers.copy(false);
    }

    /** The body, once. */
    final OutgoingBody body() {
        if (bodyTaken) {
            throw new ComponentException(null);
        }
        bodyTaken = true;
        return new OutgoingBody();
    }
}
