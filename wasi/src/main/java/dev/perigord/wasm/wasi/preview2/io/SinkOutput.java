package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.ByteSink;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;

/** A stream that belongs to the host, such as standard output. */
public final class SinkOutput extends GuestOutput {
    private final ByteSink sink;

    /** A guest's view of a sink. */
    public SinkOutput(ByteSink sink) {
        this.sink = sink;
    }

    @Override
    protected void put(ByteBuffer source) throws WasiException {
        sink.write(source);
    }

    @Override
    protected void push() throws WasiException {
        sink.flush();
    }

    @Override
    protected void drop() {
        // The sink is the host's, which also flushes it.
    }
}
