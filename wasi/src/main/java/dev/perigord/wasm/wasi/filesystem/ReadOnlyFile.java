package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;

/** A file below a {@link ReadOnlyDirectory}: it was opened for reading, and its time stamps stay as well. */
record ReadOnlyFile(FileHandle file) implements FileHandle {
    @Override
    public FileType type() {
        return file.type();
    }

    @Override
    public boolean isReadable() {
        return file.isReadable();
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public FileStatus status() throws WasiException {
        return file.status();
    }

    @Override
    public int read(ByteBuffer target, long position) throws WasiException {
        return file.read(target, position);
    }

    @Override
    public void advise(long offset, long length, Advice advice) throws WasiException {
        file.advise(offset, length, advice);
    }

    @Override
    public void setNonBlocking(boolean nonBlocking) throws WasiException {
        file.setNonBlocking(nonBlocking);
    }

    @Override
    public void sync(boolean metadata) throws WasiException {
        file.sync(metadata);
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public int write(ByteBuffer source, long position) throws WasiException {
        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
    }

    @Override
    public int append(ByteBuffer source) throws WasiException {
        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
    }

    @Override
    public void setSize(long size) throws WasiException {
        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
    }

    @Override
    public void allocate(long offset, long length) throws WasiException {
        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
    }

    @Override
    public void setTimes(TimeChange access, TimeChange modification) throws WasiException {
        throw new WasiException(ErrorCode.NOT_PERMITTED);
    }
}
