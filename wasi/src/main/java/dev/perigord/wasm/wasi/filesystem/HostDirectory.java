package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.Utf8;
import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An open directory of the host, on Linux.
 *
 * <p>The kernel resolves every path ({@code openat2} with {@code RESOLVE_BENEATH}), and it alone knows what a name means
 * at the moment of use: whoever swaps a directory for a link meanwhile leads nobody out. Functions for which there is no
 * such resolution get the parent directory resolved so, and a single component, which they never follow.
 */
public final class HostDirectory implements DirectoryHandle {
    private static final int ENTRIES_BUFFER = 1 << 15;
    private static final int ENTRY_INODE = 0;
    private static final int ENTRY_LENGTH = 16;
    private static final int ENTRY_TYPE = 18;
    private static final int ENTRY_NAME = 19;

    /** How often a resolution is tried that a simultaneous rename has disturbed; the kernel cannot tell it from an attack. */
    private static final int ATTEMPTS = 64;

    private final NativeDescriptor descriptor;

    private HostDirectory(NativeDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether this JVM and kernel can keep guests in a directory of the host. */
    @TruffleBoundary
    public static boolean isSupported() {
        return Linux.isAvailable();
    }

    /** Opens a directory by any path of the host. */
    @TruffleBoundary
    public static HostDirectory open(Path path) throws WasiException {
        return new HostDirectory(new NativeDescriptor(Linux.openDirectory(path.toString())));
    }

    // --- resolution ----------------------------------------------------------------------------------------------

    /** Opens below this directory; an attempt to leave it is {@code EXDEV} to the kernel. */
    private int resolve(String path, int flags) throws WasiException {
        GuestPath.check(path);
        return descriptor.use(number -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return Linux.openBeneath(number, path, flags);
                } catch (WasiException e) {
                    if (e.code() == ErrorCode.CROSS_DEVICE) {
                        throw new WasiException(ErrorCode.NOT_PERMITTED);
                    }
                    if (e.code() != ErrorCode.WOULD_BLOCK || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        });
    }

    /** Runs an action on what a path names, opened for nothing but that. */
    private <T> T withPath(String path, boolean follow, NativeDescriptor.Operation<T> operation) throws WasiException {
        int number = resolve(path, Linux.O_PATH | (follow ? 0 : Linux.O_NOFOLLOW));
        try {
            return operation.run(number);
        } finally {
            Linux.close(number);
        }
    }

    @FunctionalInterface
    private interface NameAction {
        void run(int parent, String name) throws WasiException;
    }

    /** Runs an action on the directory that holds the last component of a path, and that component. */
    private void withParent(String path, NameAction action) throws WasiException {
        GuestPath parts = GuestPath.of(path);
        if (parts.isDots()) {
            // The actions refuse these names, each in its way; but ".." at the top must be told as leaving.
            Linux.close(resolve(path, Linux.O_PATH));
        }
        if (parts.parent().equals(".")) {
            descriptor.act(number -> action.run(number, parts.nameWithSlash()));
            return;
        }
        int parent = resolve(parts.parent(), Linux.O_PATH | Linux.O_DIRECTORY);
        try {
            action.run(parent, parts.nameWithSlash());
        } finally {
            Linux.close(parent);
        }
    }

    /** Another directory as the target of a link or name. */
    private static HostDirectory target(DirectoryHandle directory) throws WasiException {
        return switch (directory) {
            case HostDirectory host -> host;
            case ReadOnlyDirectory _ -> throw new WasiException(ErrorCode.NOT_PERMITTED);
            default -> throw new WasiException(ErrorCode.CROSS_DEVICE);
        };
    }

    // --- operations on paths -------------------------------------------------------------------------------------

    @Override
    @TruffleBoundary
    public Descriptor open(String path, Set<OpenFlag> flags) throws WasiException {
        NativeDescriptor opened = new NativeDescriptor(resolve(path, nativeFlags(flags)));
        try {
            FileType type = opened.use(Linux::status).type();
            if (type == FileType.DIRECTORY) {
                return new HostDirectory(opened);
            }
            boolean writable = flags.contains(OpenFlag.WRITE);
            boolean readable = flags.contains(OpenFlag.READ) || !writable;
            return new HostFile(opened, type, readable, writable, flags.contains(OpenFlag.NON_BLOCKING));
        } catch (WasiException e) {
            opened.close();
            throw e;
        }
    }

    private static int nativeFlags(Set<OpenFlag> flags) {
        boolean write = flags.contains(OpenFlag.WRITE) || flags.contains(OpenFlag.TRUNCATE);
        boolean read = flags.contains(OpenFlag.READ) || !flags.contains(OpenFlag.WRITE);
        int result = Linux.O_NONBLOCK | Linux.O_NOCTTY;
        result |= write ? (read ? Linux.O_RDWR : Linux.O_WRONLY) : Linux.O_RDONLY;
        result |= flags.contains(OpenFlag.FOLLOW) ? 0 : Linux.O_NOFOLLOW;
        result |= flags.contains(OpenFlag.CREATE) ? Linux.O_CREAT : 0;
        result |= flags.contains(OpenFlag.EXCLUSIVE) ? Linux.O_EXCL : 0;
        result |= flags.contains(OpenFlag.TRUNCATE) ? Linux.O_TRUNC : 0;
        result |= flags.contains(OpenFlag.DIRECTORY) ? Linux.O_DIRECTORY : 0;
        result |= flags.contains(OpenFlag.DATA_SYNC) ? Linux.O_DSYNC : 0;
        result |= flags.contains(OpenFlag.FILE_SYNC) ? Linux.O_SYNC : 0;
        return result;
    }

    @Override
    @TruffleBoundary
    public FileStatus status(String path, boolean follow) throws WasiException {
        return withPath(path, follow, Linux::status);
    }

    @Override
    @TruffleBoundary
    public void setTimes(String path, boolean follow, TimeChange access, TimeChange modification) throws WasiException {
        withPath(path, follow, number -> {
            Linux.setTimesOfPath(number, access, modification);
            return null;
        });
    }

    @Override
    @TruffleBoundary
    public String readSymbolicLink(String path) throws WasiException {
        return withPath(path, false, number -> {
            if (Linux.status(number).type() != FileType.SYMBOLIC_LINK) {
                throw new WasiException(ErrorCode.INVALID);
            }
            return Utf8.decode(Linux.readSymbolicLink(number));
        });
    }

    @Override
    @TruffleBoundary
    public void createDirectory(String path) throws WasiException {
        withParent(path, Linux::createDirectory);
    }

    @Override
    @TruffleBoundary
    public void createSymbolicLink(String linkTarget, String path) throws WasiException {
        GuestPath.check(linkTarget);
        withParent(path, (parent, name) -> Linux.createSymbolicLink(linkTarget, parent, name));
    }

    @Override
    @TruffleBoundary
    public void removeDirectory(String path) throws WasiException {
        withParent(path, (parent, name) -> Linux.unlink(parent, name, Linux.AT_REMOVEDIR));
    }

    @Override
    @TruffleBoundary
    public void unlink(String path) throws WasiException {
        withParent(path, (parent, name) -> Linux.unlink(parent, name, 0));
    }

    @Override
    @TruffleBoundary
    public void rename(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        HostDirectory target = target(newDirectory);
        withParent(
                path,
                (parent, name) -> target.withParent(
                        newPath, (newParent, newName) -> Linux.rename(parent, name, newParent, newName)));
    }

    @Override
    @TruffleBoundary
    public void link(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        HostDirectory target = target(newDirectory);
        if (path.endsWith("/")) {
            // A slash would make linkat follow the last component. It must be a directory then, which has one name
            // only.
            Linux.close(resolve(path, Linux.O_PATH | Linux.O_DIRECTORY));
            throw new WasiException(ErrorCode.NOT_PERMITTED);
        }
        withParent(
                path,
                (parent, name) -> target.withParent(
                        newPath, (newParent, newName) -> Linux.link(parent, name, newParent, newName)));
    }

    // --- operations on the directory itself ----------------------------------------------------------------------

    @Override
    @TruffleBoundary
    public FileStatus status() throws WasiException {
        return descriptor.use(Linux::status);
    }

    @Override
    @TruffleBoundary
    public void setTimes(TimeChange access, TimeChange modification) throws WasiException {
        descriptor.act(number -> Linux.setTimes(number, access, modification));
    }

    @Override
    @TruffleBoundary
    public void sync(boolean metadata) throws WasiException {
        descriptor.act(number -> Linux.sync(number, metadata));
    }

    @Override
    @TruffleBoundary
    public List<DirectoryEntry> read() throws WasiException {
        List<DirectoryEntry> result = new ArrayList<>();
        // A descriptor of its own starts at the beginning and shares its position with nobody.
        int number = resolve(".", Linux.O_RDONLY | Linux.O_DIRECTORY);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(ENTRIES_BUFFER, Long.BYTES);
            for (int end = Linux.readDirectory(number, buffer); end > 0; end = Linux.readDirectory(number, buffer)) {
                for (int offset = 0; offset < end; ) {
                    int length = Short.toUnsignedInt(buffer.get(ValueLayout.JAVA_SHORT, offset + ENTRY_LENGTH));
                    addEntry(result, buffer.asSlice(offset, length));
                    offset += length;
                }
            }
        } finally {
            Linux.close(number);
        }
        return result;
    }

    private void addEntry(List<DirectoryEntry> entries, MemorySegment entry) throws WasiException {
        int length = 0;
        while (entry.get(ValueLayout.JAVA_BYTE, ENTRY_NAME + length) != 0) {
            length++;
        }
        String name = Utf8.decode(entry.asSlice(ENTRY_NAME, length).toArray(ValueLayout.JAVA_BYTE));
        if (name.equals(".") || name.equals("..")) {
            return;
        }
        FileType type = Linux.typeOfDirectoryEntry(entry.get(ValueLayout.JAVA_BYTE, ENTRY_TYPE));
        entries.add(new DirectoryEntry(
                name,
                type == FileType.UNKNOWN ? typeByName(name) : type,
                entry.get(ValueLayout.JAVA_LONG, ENTRY_INODE)));
    }

    /** Not every file system knows the types while listing. */
    private FileType typeByName(String name) {
        try {
            return status(name, false).type();
        } catch (WasiException e) {
            return FileType.UNKNOWN;
        }
    }

    @Override
    @TruffleBoundary
    public void close() {
        descriptor.close();
    }
}
