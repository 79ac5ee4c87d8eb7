package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/** The variant {@code stream-error}. */
final class StreamErrors {
    private static final int LAST_OPERATION_FAILED = 0;
    private static final VariantValue CLOSED = new VariantValue(1, null);

    private StreamErrors() {}

    /** The stream has come to its end, to be thrown. */
    static ComponentException closed() {
        return new ComponentException(CLOSED);
    }

    /** A failure; one because nobody is at the other end is how some streams close. */
    static VariantValue of(WasiException failure) {
        return failure.code() == ErrorCode.PIPE
                ? CLOSED
                : new VariantValue(LAST_OPERATION_FAILED, new IoError(failure.code()));
    }
}
