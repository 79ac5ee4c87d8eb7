package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.io.GuestInput;
import dev.perigord.wasm.wasi.preview2.io.Pollable;
import java.nio.ByteBuffer;

/** Reads a file from a position on. Files are always ready, as they are to {@code poll(2)}. */
final class FileInput extends GuestInput {
    private final OpenFile owner;
    private final FileHandle file;
    private long position;

    FileInput(OpenFile owner, FileHandle file, long position) {
        this.owner = owner;
        this.file = file;
        this.position = position;
    }

    @Override
    protected int fill(ByteBuffer target, boolean wait) throws WasiException {
        int count = file.read(target, position);
        if (count == FileHandle.END) {
            return END;
        }
        position += count;
        return count;
    }

    @Override
    protected Pollable subscribe() {
        return Pollable.ALWAYS;
    }

    @Override
    protected void drop() {
        owner.release();
    }
}
