package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.host.ComponentException;

/** A guest's {@code outgoing-response}. */
final class OutgoingResponse extends OutgoingMessage {
    private static final int OK = 200;
    private static final int LOWEST = 100;
    private static final int HIGHEST = 999;

    private int statusCode = OK;

    OutgoingResponse(Fields headers) {
        super(headers);
    }

    int statusCode() {
        return statusCode;
    }

    void setStatusCode(int value) {
        if (value < LOWEST || value > HIGHEST) {
            throw new ComponentException(null);
        }
        statusCode = value;
    }
}
