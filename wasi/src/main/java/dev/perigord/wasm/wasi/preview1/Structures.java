package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.FileStatus;
import dev.perigord.wasm.wasi.filesystem.TimeChange;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/** Structures of preview1 that functions for descriptors and for paths share. */
final class Structures {
    /** Bytes in a {@code filestat}. */
    static final int FILESTAT_SIZE = 64;

    private Structures() {}

    /** Writes a {@code filestat}. */
    static void putFileStatus(GuestMemory memory, long address, FileStatus status) {
        memory.clear(address, FILESTAT_SIZE);
        memory.putU64(address, status.device());
        memory.putU64(address + 8, status.inode());
        memory.putU8(address + 16, Constants.fileType(status.type()));
        memory.putU64(address + 24, status.links());
        memory.putU64(address + 32, status.size());
        memory.putU64(address + 40, status.accessTime());
        memory.putU64(address + 48, status.modificationTime());
        memory.putU64(address + 56, status.changeTime());
    }

    /** What {@code fstflags} want of the access time. */
    static TimeChange accessChange(long time, int flags) throws WasiException {
        return change(time, flags, Constants.FSTFLAGS_ATIM, Constants.FSTFLAGS_ATIM_NOW);
    }

    /** What {@code fstflags} want of the modification time. */
    static TimeChange modificationChange(long time, int flags) throws WasiException {
        return change(time, flags, Constants.FSTFLAGS_MTIM, Constants.FSTFLAGS_MTIM_NOW);
    }

    private static TimeChange change(long time, int flags, int set, int now) throws WasiException {
        boolean isSet = (flags & set) != 0;
        boolean isNow = (flags & now) != 0;
        if (isSet && isNow) {
            throw new WasiException(ErrorCode.INVALID);
        }
        if (isNow) {
            return new TimeChange.Now();
        }
        return isSet ? new TimeChange.At(time) : new TimeChange.Keep();
    }
}
