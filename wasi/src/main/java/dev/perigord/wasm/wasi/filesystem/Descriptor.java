package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/** An open file or directory. Its operations may be called by several threads; after closing they fail. */
public sealed interface Descriptor extends AutoCloseable permits FileHandle, DirectoryHandle {
    /** What is known about the file. */
    FileStatus status() throws WasiException;

    /** Sets the time stamps. */
    void setTimes(TimeChange access, TimeChange modification) throws WasiException;

    /** Waits until the data, and the metadata if {@code metadata}, is on the device. */
    void sync(boolean metadata) throws WasiException;

    /** Closes the file; closing again does nothing. */
    @Override
    void close();

    /**
     * The descriptor as a file.
     *
     * @throws WasiException with {@link ErrorCode#IS_DIRECTORY} if it is none
     */
    default FileHandle asFile() throws WasiException {
        return switch (this) {
            case FileHandle file -> file;
            case DirectoryHandle _ -> throw new WasiException(ErrorCode.IS_DIRECTORY);
        };
    }

    /**
     * The descriptor as a directory.
     *
     * @throws WasiException with {@link ErrorCode#NOT_DIRECTORY} if it is none
     */
    default DirectoryHandle asDirectory() throws WasiException {
        return switch (this) {
            case FileHandle _ -> throw new WasiException(ErrorCode.NOT_DIRECTORY);
            case DirectoryHandle directory -> directory;
        };
    }
}
