package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/** A file with what it was opened for. */
abstract sealed class OpenedFile implements FileHandle permits HostFile, VirtualFile {
    private final FileType type;
    private final boolean readable;
    private final boolean writable;

    OpenedFile(FileType type, boolean readable, boolean writable) {
        this.type = type;
        this.readable = readable;
        this.writable = writable;
    }

    @Override
    public final FileType type() {
        return type;
    }

    @Override
    public final boolean isReadable() {
        return readable;
    }

    @Override
    public final boolean isWritable() {
        return writable;
    }

    /** Fails unless the file was opened for reading. */
    final void checkReadable() throws WasiException {
        if (!readable) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
    }

    /** Fails unless the file was opened for writing. */
    final void checkWritable() throws WasiException {
        if (!writable) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
    }
}
