package dev.perigord.wasm.wasi.filesystem;

import static dev.perigord.wasm.wasi.filesystem.CLibrary.INT;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.LONG;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.POINTER;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.call;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.callForError;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.function;
import static dev.perigord.wasm.wasi.filesystem.CLibrary.systemCall;

import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * The file functions of Linux that take a directory's descriptor, on the architectures whose constants are known here.
 * Descriptors are plain numbers; {@link NativeDescriptor} guards them.
 */
final class Linux {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NOCTTY = 0x100;
    static final int O_TRUNC = 0x200;
    static final int O_NONBLOCK = 0x800;
    static final int O_DSYNC = 0x1000;
    static final int O_SYNC = 0x101000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;

    private static final String ARCHITECTURE = System.getProperty("os.arch");
    private static final boolean ARM = ARCHITECTURE.equals("aarch64");

    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;

    static final int AT_REMOVEDIR = 0x200;
    private static final int AT_EMPTY_PATH = 0x1000;

    private static final long RESOLVE_NO_MAGICLINKS = 2;
    private static final long RESOLVE_BENEATH = 8;

    private static final long SYS_OPENAT2 = 437;
    private static final long SYS_GETDENTS64 = ARM ? 61 : 217;

    private static final int FILE_MODE = 0666;
    private static final int DIRECTORY_MODE = 0777;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int STATX_SIZE = 256;
    private static final int PATH_MAX = 4096;
    private static final int RWF_APPEND = 0x10;
    private static final int UTIME_NOW = (1 << 30) - 1;
    private static final int UTIME_OMIT = (1 << 30) - 2;
    private static final long NANOS = 1_000_000_000L;

    private static final Functions FUNCTIONS = Functions.link();

    private record Functions(
            MethodHandle openat2,
            MethodHandle getdents64,
            MethodHandle open,
            MethodHandle close,
            MethodHandle statx,
            MethodHandle mkdirat,
            MethodHandle linkat,
            MethodHandle symlinkat,
            MethodHandle readlinkat,
            MethodHandle unlinkat,
            MethodHandle renameat,
            MethodHandle utimensat,
            MethodHandle futimens,
            MethodHandle ftruncate,
            MethodHandle fallocate,
            MethodHandle fadvise,
            MethodHandle fsync,
            MethodHandle fdatasync,
            MethodHandle pread,
            MethodHandle pwrite,
            MethodHandle pwritev2,
            MethodHandle read,
            MethodHandle write) {
        /** The functions, or null where they are missing or native access is denied. */
        static Functions link() {
            if (!System.getProperty("os.name").equals("Linux") || !(ARM || ARCHITECTURE.equals("amd64"))) {
                return null;
            }
            try {
                return new Functions(
                        systemCall(LONG, INT, POINTER, POINTER, LONG),
                        systemCall(LONG, INT, POINTER, LONG),
                        function("open", INT, POINTER, INT),
                        function("close", INT, INT),
                        function("statx", INT, INT, POINTER, INT, INT, POINTER),
                        function("mkdirat", INT, INT, POINTER, INT),
                        function("linkat", INT, INT, POINTER, INT, POINTER, INT),
                        function("symlinkat", INT, POINTER, INT, POINTER),
                        function("readlinkat", LONG, INT, POINTER, POINTER, LONG),
                        function("unlinkat", INT, INT, POINTER, INT),
                        function("renameat", INT, INT, POINTER, INT, POINTER),
                        function("utimensat", INT, INT, POINTER, POINTER, INT),
                        function("futimens", INT, INT, POINTER),
                        function("ftruncate", INT, INT, LONG),
                        function("posix_fallocate", INT, INT, LONG, LONG),
                        function("posix_fadvise", INT, INT, LONG, LONG, INT),
                        function("fsync", INT, INT),
                        function("fdatasync", INT, INT),
                        function("pread", LONG, INT, POINTER, LONG, LONG),
                        function("pwrite", LONG, INT, POINTER, LONG, LONG),
                        function("pwritev2", LONG, INT, POINTER, INT, LONG, INT),
                        function("read", LONG, INT, POINTER, LONG),
                        function("write", LONG, INT, POINTER, LONG));
            } catch (IllegalCallerException | UnsupportedOperationException | NoSuchElementException e) {
                return null;
            }
        }
    }

    /** After the functions: finding out needs them. */
    private static final boolean AVAILABLE = FUNCTIONS != null && hasOpenat2();

    private Linux() {}

    /** Whether the JVM allows native access, and the kernel resolves paths beneath a directory. */
    static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean hasOpenat2() {
        try {
            int root = openDirectory("/");
            try {
                close(openBeneath(root, ".", O_PATH | O_DIRECTORY));
            } finally {
                close(root);
            }
            return true;
        } catch (WasiException e) {
            return false;
        }
    }

    /** Opens a directory by any path of the host. */
    static int openDirectory(String path) throws WasiException {
        return (int) call((arena, state) ->
                (int) FUNCTIONS.open.invokeExact(state, arena.allocateFrom(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }

    /** Opens a path that the kernel resolves without ever leaving the directory. */
    static int openBeneath(int directory, String path, int flags) throws WasiException {
        return (int) call((arena, state) -> {
            MemorySegment how = arena.allocate(ValueLayout.JAVA_LONG, 3);
            how.setAtIndex(ValueLayout.JAVA_LONG, 0, flags | O_CLOEXEC);
            how.setAtIndex(ValueLayout.JAVA_LONG, 1, (flags & O_CREAT) != 0 ? FILE_MODE : 0);
            how.setAtIndex(ValueLayout.JAVA_LONG, 2, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
            return (long) FUNCTIONS.openat2.invokeExact(
                    state, SYS_OPENAT2, directory, arena.allocateFrom(path), how, how.byteSize());
        });
    }

    /** Closes a descriptor; whatever it says, the number is free again. */
    @SuppressWarnings("EmptyCatch")
    static void close(int descriptor) {
        try {
            call((arena, state) -> Math.max(0, (int) FUNCTIONS.close.invokeExact(state, descriptor)));
        } catch (WasiException e) {
            // Cannot happen: the result was made positive, because close must not be repeated after EINTR.
        }
    }

    /** The status of an open file, also one that was opened with {@code O_PATH}. */
    static FileStatus status(int descriptor) throws WasiException {
        FileStatus[] result = new FileStatus[1];
        call((arena, state) -> {
            MemorySegment buffer = arena.allocate(STATX_SIZE, Long.BYTES);
            int done = (int) FUNCTIONS.statx.invokeExact(
                    state, descriptor, arena.allocateFrom(""), AT_EMPTY_PATH, STATX_BASIC_STATS, buffer);
            result[0] = new FileStatus(
                    (long) buffer.get(ValueLayout.JAVA_INT, 136) << 32
                            | Integer.toUnsignedLong(buffer.get(ValueLayout.JAVA_INT, 140)),
                    buffer.get(ValueLayout.JAVA_LONG, 32),
                    typeOfMode(buffer.get(ValueLayout.JAVA_SHORT, 28)),
                    Integer.toUnsignedLong(buffer.get(ValueLayout.JAVA_INT, 16)),
                    buffer.get(ValueLayout.JAVA_LONG, 40),
                    time(buffer, 64),
                    time(buffer, 112),
                    time(buffer, 96));
            return done;
        });
        return result[0];
    }

    private static long time(MemorySegment buffer, long offset) {
        return buffer.get(ValueLayout.JAVA_LONG, offset) * NANOS + buffer.get(ValueLayout.JAVA_INT, offset + 8);
    }

    private static FileType typeOfMode(int mode) {
        return typeOfDirectoryEntry(mode >> 12 & 0xf);
    }

    /** The types of {@code struct dirent}, which are those of {@code st_mode} shifted. */
    static FileType typeOfDirectoryEntry(int type) {
        return switch (type) {
            case 1 -> FileType.FIFO;
            case 2 -> FileType.CHARACTER_DEVICE;
            case 4 -> FileType.DIRECTORY;
            case 6 -> FileType.BLOCK_DEVICE;
            case 8 -> FileType.REGULAR_FILE;
            case 10 -> FileType.SYMBOLIC_LINK;
            case 12 -> FileType.SOCKET;
            default -> FileType.UNKNOWN;
        };
    }

    /** The next entries of a directory as {@code struct linux_dirent64}; 0 bytes at the end. */
    static int readDirectory(int descriptor, MemorySegment buffer) throws WasiException {
        return (int) call((arena, state) ->
                (long) FUNCTIONS.getdents64.invokeExact(state, SYS_GETDENTS64, descriptor, buffer, buffer.byteSize()));
    }

    static void createDirectory(int parent, String name) throws WasiException {
        call((arena, state) ->
                (int) FUNCTIONS.mkdirat.invokeExact(state, parent, arena.allocateFrom(name), DIRECTORY_MODE));
    }

    static void link(int parent, String name, int newParent, String newName) throws WasiException {
        call((arena, state) -> (int) FUNCTIONS.linkat.invokeExact(
                state, parent, arena.allocateFrom(name), newParent, arena.allocateFrom(newName), 0));
    }

    static void createSymbolicLink(String target, int parent, String name) throws WasiException {
        call((arena, state) -> (int)
                FUNCTIONS.symlinkat.invokeExact(state, arena.allocateFrom(target), parent, arena.allocateFrom(name)));
    }

    /** What the symbolic link holds that was opened with {@code O_PATH | O_NOFOLLOW}. */
    static byte[] readSymbolicLink(int descriptor) throws WasiException {
        byte[] buffer = new byte[PATH_MAX];
        int length = (int) call((arena, state) -> {
            MemorySegment target = arena.allocate(PATH_MAX);
            long count = (long) FUNCTIONS.readlinkat.invokeExact(
                    state, descriptor, arena.allocateFrom(""), target, target.byteSize());
            MemorySegment.copy(target, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) Math.max(count, 0));
            return count;
        });
        return Arrays.copyOf(buffer, length);
    }

    static void unlink(int parent, String name, int flags) throws WasiException {
        call((arena, state) -> (int) FUNCTIONS.unlinkat.invokeExact(state, parent, arena.allocateFrom(name), flags));
    }

    static void rename(int parent, String name, int newParent, String newName) throws WasiException {
        call((arena, state) -> (int) FUNCTIONS.renameat.invokeExact(
                state, parent, arena.allocateFrom(name), newParent, arena.allocateFrom(newName)));
    }

    /** Sets the times of an open file. */
    static void setTimes(int descriptor, TimeChange access, TimeChange modification) throws WasiException {
        call((arena, state) ->
                (int) FUNCTIONS.futimens.invokeExact(state, descriptor, times(arena, access, modification)));
    }

    /** Sets the times of a file, or link, that was opened with {@code O_PATH}. */
    static void setTimesOfPath(int descriptor, TimeChange access, TimeChange modification) throws WasiException {
        call((arena, state) -> (int) FUNCTIONS.utimensat.invokeExact(
                state, descriptor, arena.allocateFrom(""), times(arena, access, modification), AT_EMPTY_PATH));
    }

    private static MemorySegment times(Arena arena, TimeChange access, TimeChange modification) {
        MemorySegment result = arena.allocate(ValueLayout.JAVA_LONG, 4);
        putTime(result, 0, access);
        putTime(result, 2, modification);
        return result;
    }

    private static void putTime(MemorySegment times, int index, TimeChange change) {
        long nanoseconds =
                switch (change) {
                    case TimeChange.Keep _ -> UTIME_OMIT;
                    case TimeChange.Now _ -> UTIME_NOW;
                    case TimeChange.At at -> Math.floorMod(at.nanoseconds(), NANOS);
                };
        long seconds = change instanceof TimeChange.At at ? Math.floorDiv(at.nanoseconds(), NANOS) : 0;
        times.setAtIndex(ValueLayout.JAVA_LONG, index, seconds);
        times.setAtIndex(ValueLayout.JAVA_LONG, index + 1, nanoseconds);
    }

    static void setSize(int descriptor, long size) throws WasiException {
        call((arena, state) -> (int) FUNCTIONS.ftruncate.invokeExact(state, descriptor, size));
    }

    static void allocate(int descriptor, long offset, long length) throws WasiException {
        callForError((arena, state) -> (int) FUNCTIONS.fallocate.invokeExact(state, descriptor, offset, length));
    }

    static void advise(int descriptor, long offset, long length, Advice advice) throws WasiException {
        int number =
                switch (advice) {
                    case NORMAL -> 0;
                    case RANDOM -> 1;
                    case SEQUENTIAL -> 2;
                    case WILL_NEED -> 3;
                    case DONT_NEED -> 4;
                    case NO_REUSE -> 5;
                };
        callForError((arena, state) -> (int) FUNCTIONS.fadvise.invokeExact(state, descriptor, offset, length, number));
    }

    static void sync(int descriptor, boolean metadata) throws WasiException {
        MethodHandle function = metadata ? FUNCTIONS.fsync : FUNCTIONS.fdatasync;
        call((arena, state) -> (int) function.invokeExact(state, descriptor));
    }

    static int read(int descriptor, MemorySegment target, long position) throws WasiException {
        return (int) call((arena, state) ->
                (long) FUNCTIONS.pread.invokeExact(state, descriptor, target, target.byteSize(), position));
    }

    static int write(int descriptor, MemorySegment source, long position) throws WasiException {
        return (int) call((arena, state) ->
                (long) FUNCTIONS.pwrite.invokeExact(state, descriptor, source, source.byteSize(), position));
    }

    /** Reads from a file that has no positions. */
    static int read(int descriptor, MemorySegment target) throws WasiException {
        return (int)
                call((arena, state) -> (long) FUNCTIONS.read.invokeExact(state, descriptor, target, target.byteSize()));
    }

    /** Writes to a file that has no positions. */
    static int write(int descriptor, MemorySegment source) throws WasiException {
        return (int) call(
                (arena, state) -> (long) FUNCTIONS.write.invokeExact(state, descriptor, source, source.byteSize()));
    }

    /** Writes at the end, atomically. */
    static int append(int descriptor, MemorySegment source) throws WasiException {
        return (int) call((arena, state) -> {
            MemorySegment vector = arena.allocate(ValueLayout.JAVA_LONG, 2);
            vector.setAtIndex(ValueLayout.JAVA_LONG, 0, source.address());
            vector.setAtIndex(ValueLayout.JAVA_LONG, 1, source.byteSize());
            return (long) FUNCTIONS.pwritev2.invokeExact(state, descriptor, vector, 1, 0L, RWF_APPEND);
        });
    }
}
