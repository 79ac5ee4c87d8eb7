package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.io.GuestOutput;
import java.nio.ByteBuffer;

/** Writes a file from a position on, or always at its end. Nothing stays in memory. */
final class FileOutput extends GuestOutput {
    /** The position that stands for the end of the file. */
    static final long APPEND = -1;

    private final OpenFile owner;
    private final FileHandle file;
    private long position;

    FileOutput(OpenFile owner, FileHandle file, long position) {
        this.owner = owner;
        this.file = file;
        this.position = position;
    }

    @Override
    protected void put(ByteBuffer source) throws WasiException {
        while (source.hasRemaining()) {
            if (position == APPEND) {
                file.append(source);
            } else {
                position += file.write(source, position);
            }
        }
    }

    @Override
    protected void push() {
        // The file has it all.
    }

    @Override
    protected void drop() {
        owner.release();
    }
}
