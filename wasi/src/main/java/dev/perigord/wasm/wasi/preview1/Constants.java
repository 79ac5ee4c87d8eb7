package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.FileType;

/** The numbers of {@code typenames.witx}. */
final class Constants {
    static final int FDFLAGS_APPEND = 1;
    static final int FDFLAGS_DSYNC = 1 << 1;
    static final int FDFLAGS_NONBLOCK = 1 << 2;
    static final int FDFLAGS_RSYNC = 1 << 3;
    static final int FDFLAGS_SYNC = 1 << 4;

    static final int OFLAGS_CREAT = 1;
    static final int OFLAGS_DIRECTORY = 1 << 1;
    static final int OFLAGS_EXCL = 1 << 2;
    static final int OFLAGS_TRUNC = 1 << 3;

    static final int LOOKUP_SYMLINK_FOLLOW = 1;

    static final int FSTFLAGS_ATIM = 1;
    static final int FSTFLAGS_ATIM_NOW = 1 << 1;
    static final int FSTFLAGS_MTIM = 1 << 2;
    static final int FSTFLAGS_MTIM_NOW = 1 << 3;

    static final long RIGHT_FD_READ = 1L << 1;
    static final long RIGHTS_POSITION = 1L << 2 | 1L << 5;
    static final long RIGHT_FD_WRITE = 1L << 6;

    /** All rights but those of sockets. */
    static final long RIGHTS_FILE = rights(0, 8) | rights(21, 23) | rights(27, 27);

    /** What can be done with a directory itself: it has neither position nor size. */
    static final long RIGHTS_DIRECTORY = rights(9, 18) | rights(20, 21) | rights(23, 26);

    /** What can be done with what is opened in a directory. */
    static final long RIGHTS_INHERITED = RIGHTS_DIRECTORY | RIGHTS_FILE;

    static final int FILETYPE_UNKNOWN = 0;
    static final int FILETYPE_CHARACTER_DEVICE = 2;
    static final int FILETYPE_DIRECTORY = 3;

    private Constants() {}

    private static long rights(int first, int last) {
        return (-1L << first) & (-1L >>> (63 - last));
    }

    /** {@code filetype}; it has no number for a named pipe. */
    static int fileType(FileType type) {
        return switch (type) {
            case UNKNOWN, FIFO -> FILETYPE_UNKNOWN;
            case BLOCK_DEVICE -> 1;
            case CHARACTER_DEVICE -> FILETYPE_CHARACTER_DEVICE;
            case DIRECTORY -> FILETYPE_DIRECTORY;
            case REGULAR_FILE -> 4;
            case SOCKET -> 6;
            case SYMBOLIC_LINK -> 7;
        };
    }
}
