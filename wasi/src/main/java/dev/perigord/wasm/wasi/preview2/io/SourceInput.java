package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.ByteSource;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;

/** A stream that belongs to the host, such as standard input: all that a guest gets of it read the same bytes. */
public final class SourceInput extends GuestInput {
    private final ByteSource source;

    /** A guest's view of a source. */
    public SourceInput(ByteSource source) {
        this.source = source;
    }

    @Override
    protected int fill(ByteBuffer target, boolean wait) throws WasiException {
        return wait || source.awaitReady(0) ? source.read(target) : 0;
    }

    @Override
    protected Pollable subscribe() {
        return new Pollable.Input(source);
    }

    @Override
    protected void drop() {
        // The source is the host's.
    }
}
