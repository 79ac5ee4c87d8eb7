package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleFile;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A directory of the context's file system, whichever that is.
 *
 * <p>Paths are resolved here, component by component: a link is read and followed as text, never by the file system, so
 * that it cannot lead out. But between looking at a component and using the result, somebody outside the guest may
 * put a link in its place: this is <b>not proof against such races</b>, as {@link HostDirectory} is. Neither does the
 * directory stay the same when it is renamed.
 */
public final class VirtualDirectory implements DirectoryHandle {
    private static final int MAXIMUM_LINKS = 40;
    private static final int MAXIMUM_NAME = 255;

    private final TruffleFile directory;
    private volatile boolean closed;

    /** A directory that exists. */
    public VirtualDirectory(TruffleFile directory) {
        this.directory = directory;
    }

    // --- resolution ----------------------------------------------------------------------------------------------

    /** The file that a path names, which need not exist; a slash at the end makes it a directory that does. */
    private TruffleFile resolve(String path, boolean follow) throws IOException, WasiException {
        if (closed) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        Deque<String> pending = new ArrayDeque<>();
        prepend(path, pending);
        Deque<TruffleFile> visited = new ArrayDeque<>();
        visited.push(directory);
        int links = 0;
        while (!pending.isEmpty()) {
            String name = pending.pop();
            TruffleFile current = visited.element();
            if (name.equals(".") || name.equals("..")) {
                requireDirectory(current);
                if (name.equals("..")) {
                    visited.pop();
                    if (visited.isEmpty()) {
                        throw new WasiException(ErrorCode.NOT_PERMITTED);
                    }
                }
                continue;
            }
            TruffleFile next = child(current, name);
            if ((follow || !pending.isEmpty()) && next.isSymbolicLink()) {
                links++;
                if (links > MAXIMUM_LINKS) {
                    throw new WasiException(ErrorCode.LOOP);
                }
                prepend(next.readSymbolicLink().getPath(), pending);
                continue;
            }
            if (!pending.isEmpty()) {
                requireDirectory(next);
            }
            visited.push(next);
        }
        return visited.element();
    }

    private static void prepend(String path, Deque<String> pending) throws WasiException {
        GuestPath.check(path);
        if (path.endsWith("/")) {
            pending.push(".");
        }
        List<String> components = Arrays.stream(path.split("/", -1))
                .filter(component -> !component.isEmpty())
                .toList();
        components.reversed().forEach(pending::push);
    }

    /** A component that the file system takes for more than one, as a backslash may make it, is refused. */
    private static TruffleFile child(TruffleFile parent, String name) throws WasiException {
        if (name.length() > MAXIMUM_NAME) {
            throw new WasiException(ErrorCode.NAME_TOO_LONG);
        }
        TruffleFile result = parent.resolve(name);
        if (!name.equals(result.getName()) || !parent.equals(result.getParent())) {
            throw new WasiException(ErrorCode.NOT_PERMITTED);
        }
        return result;
    }

    private static void requireDirectory(TruffleFile file) throws WasiException {
        if (!file.isDirectory(LinkOption.NOFOLLOW_LINKS)) {
            throw new WasiException(exists(file) ? ErrorCode.NOT_DIRECTORY : ErrorCode.NO_ENTRY);
        }
    }

    private static boolean exists(TruffleFile file) {
        return file.exists(LinkOption.NOFOLLOW_LINKS);
    }

    /** Where a path's last component is, or would be created: neither it nor a slash after it is looked at. */
    private TruffleFile resolveName(GuestPath path) throws IOException, WasiException {
        TruffleFile parent = resolve(path.parent(), true);
        requireDirectory(parent);
        return child(parent, path.name());
    }

    /** The same for a path whose last component must not be {@code .} or {@code ..}, which gives an error. */
    private TruffleFile resolveName(GuestPath path, ErrorCode dots) throws IOException, WasiException {
        if (path.isDots()) {
            resolve(path.parent() + "/" + path.name(), true);
            throw new WasiException(dots);
        }
        return resolveName(path);
    }

    private static VirtualDirectory target(DirectoryHandle directory) throws WasiException {
        return switch (directory) {
            case VirtualDirectory virtual -> virtual;
            case ReadOnlyDirectory _ -> throw new WasiException(ErrorCode.NOT_PERMITTED);
            default -> throw new WasiException(ErrorCode.CROSS_DEVICE);
        };
    }

    // --- operations on paths -------------------------------------------------------------------------------------

    @Override
    @TruffleBoundary
    public Descriptor open(String path, Set<OpenFlag> flags) throws WasiException {
        return JavaErrors.guard(() -> {
            boolean create = flags.contains(OpenFlag.CREATE);
            boolean exclusive = create && flags.contains(OpenFlag.EXCLUSIVE);
            TruffleFile file = resolve(path, flags.contains(OpenFlag.FOLLOW) && !exclusive);
            boolean missing = !exists(file);
            if (!missing && exclusive) {
                throw new WasiException(ErrorCode.EXIST);
            }
            if (missing && !create) {
                throw new WasiException(ErrorCode.NO_ENTRY);
            }
            FileType type =
                    missing ? FileType.REGULAR_FILE : VirtualStatus.of(file).type();
            if (type == FileType.DIRECTORY) {
                return openDirectory(file, flags);
            }
            if (flags.contains(OpenFlag.DIRECTORY)) {
                throw new WasiException(missing ? ErrorCode.INVALID : ErrorCode.NOT_DIRECTORY);
            }
            if (type == FileType.SYMBOLIC_LINK) {
                throw new WasiException(ErrorCode.LOOP);
            }
            return openFile(file, flags, type, missing);
        });
    }

    private static Descriptor openDirectory(TruffleFile file, Set<OpenFlag> flags) throws WasiException {
        if (flags.contains(OpenFlag.WRITE) || flags.contains(OpenFlag.CREATE) || flags.contains(OpenFlag.TRUNCATE)) {
            throw new WasiException(ErrorCode.IS_DIRECTORY);
        }
        return new VirtualDirectory(file);
    }

    private static Descriptor openFile(TruffleFile file, Set<OpenFlag> flags, FileType type, boolean create)
            throws IOException {
        boolean writable = flags.contains(OpenFlag.WRITE);
        boolean readable = flags.contains(OpenFlag.READ) || !writable;
        Set<OpenOption> options = new HashSet<>();
        options.add(LinkOption.NOFOLLOW_LINKS);
        if (readable) {
            options.add(StandardOpenOption.READ);
        }
        if (writable || create || flags.contains(OpenFlag.TRUNCATE)) {
            options.add(StandardOpenOption.WRITE);
        }
        if (create) {
            options.add(flags.contains(OpenFlag.EXCLUSIVE) ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
        }
        if (flags.contains(OpenFlag.TRUNCATE)) {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (flags.contains(OpenFlag.DATA_SYNC)) {
            options.add(StandardOpenOption.DSYNC);
        }
        if (flags.contains(OpenFlag.FILE_SYNC)) {
            options.add(StandardOpenOption.SYNC);
        }
        SeekableByteChannel channel = file.newByteChannel(options);
        return new VirtualFile(file, channel, type, readable, writable);
    }

    @Override
    @TruffleBoundary
    public FileStatus status(String path, boolean follow) throws WasiException {
        return JavaErrors.guard(() -> VirtualStatus.of(resolve(path, follow)));
    }

    @Override
    @TruffleBoundary
    public void setTimes(String path, boolean follow, TimeChange access, TimeChange modification) throws WasiException {
        JavaErrors.guard(() -> VirtualStatus.setTimes(resolve(path, follow), access, modification));
    }

    @Override
    @TruffleBoundary
    public String readSymbolicLink(String path) throws WasiException {
        return JavaErrors.guard(() -> resolve(path, false).readSymbolicLink().getPath());
    }

    @Override
    @TruffleBoundary
    public void createDirectory(String path) throws WasiException {
        JavaErrors.guard(() -> resolveName(GuestPath.of(path), ErrorCode.EXIST).createDirectory());
    }

    @Override
    @TruffleBoundary
    public void createSymbolicLink(String target, String path) throws WasiException {
        GuestPath.check(target);
        JavaErrors.guard(() -> {
            GuestPath parts = GuestPath.of(path);
            TruffleFile link = resolveName(parts, ErrorCode.EXIST);
            requireNewName(link, parts);
            TruffleFile parent = link.getParent();
            link.createSymbolicLink(parent.relativize(parent.resolve(target)));
        });
    }

    /** What is no directory can have no name with a slash. */
    private static void requireNewName(TruffleFile file, GuestPath path) throws WasiException {
        if (exists(file)) {
            throw new WasiException(ErrorCode.EXIST);
        }
        if (path.slash()) {
            throw new WasiException(ErrorCode.NO_ENTRY);
        }
    }

    @Override
    @TruffleBoundary
    public void removeDirectory(String path) throws WasiException {
        JavaErrors.guard(() -> {
            TruffleFile file = resolveName(GuestPath.of(path), ErrorCode.INVALID);
            requireDirectory(file);
            file.delete();
        });
    }

    @Override
    @TruffleBoundary
    public void unlink(String path) throws WasiException {
        JavaErrors.guard(() -> {
            GuestPath parts = GuestPath.of(path);
            TruffleFile file = resolveName(parts, ErrorCode.IS_DIRECTORY);
            if (file.isDirectory(LinkOption.NOFOLLOW_LINKS)) {
                throw new WasiException(ErrorCode.IS_DIRECTORY);
            }
            if (parts.slash()) {
                requireDirectory(file);
            }
            file.delete();
        });
    }

    @Override
    @TruffleBoundary
    public void rename(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        VirtualDirectory target = target(newDirectory);
        JavaErrors.guard(() -> {
            GuestPath oldParts = GuestPath.of(path);
            GuestPath newParts = GuestPath.of(newPath);
            TruffleFile from = resolveName(oldParts, ErrorCode.BUSY);
            TruffleFile to = target.resolveName(newParts, ErrorCode.BUSY);
            boolean isDirectory = from.isDirectory(LinkOption.NOFOLLOW_LINKS);
            boolean toDirectory = to.isDirectory(LinkOption.NOFOLLOW_LINKS);
            if (!exists(from)) {
                throw new WasiException(ErrorCode.NO_ENTRY);
            }
            if (!isDirectory && toDirectory) {
                throw new WasiException(ErrorCode.IS_DIRECTORY);
            }
            if (isDirectory ? exists(to) && !toDirectory : oldParts.slash() || newParts.slash()) {
                throw new WasiException(ErrorCode.NOT_DIRECTORY);
            }
            if (isDirectory && to.startsWith(from) && !to.equals(from)) {
                throw new WasiException(ErrorCode.INVALID);
            }
            move(from, to);
        });
    }

    private static void move(TruffleFile from, TruffleFile to) throws IOException {
        try {
            from.move(to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            from.move(to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    @TruffleBoundary
    public void link(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        VirtualDirectory target = target(newDirectory);
        JavaErrors.guard(() -> {
            TruffleFile from = resolve(path, false);
            if (from.isDirectory(LinkOption.NOFOLLOW_LINKS)) {
                throw new WasiException(ErrorCode.NOT_PERMITTED);
            }
            if (!exists(from)) {
                throw new WasiException(ErrorCode.NO_ENTRY);
            }
            GuestPath newParts = GuestPath.of(newPath);
            TruffleFile to = target.resolveName(newParts, ErrorCode.EXIST);
            requireNewName(to, newParts);
            to.createLink(from);
        });
    }

    // --- operations on the directory itself ----------------------------------------------------------------------

    @Override
    @TruffleBoundary
    public FileStatus status() throws WasiException {
        return status(".", false);
    }

    @Override
    @TruffleBoundary
    public void setTimes(TimeChange access, TimeChange modification) throws WasiException {
        setTimes(".", false, access, modification);
    }

    @Override
    @TruffleBoundary
    public List<DirectoryEntry> read() throws WasiException {
        return JavaErrors.guard(() -> {
            List<DirectoryEntry> result = new ArrayList<>();
            try (DirectoryStream<TruffleFile> files = resolve(".", false).newDirectoryStream()) {
                for (TruffleFile file : files) {
                    result.add(entry(file));
                }
            }
            return result;
        });
    }

    private static DirectoryEntry entry(TruffleFile file) {
        try {
            FileStatus status = VirtualStatus.of(file);
            return new DirectoryEntry(file.getName(), status.type(), status.inode());
        } catch (IOException e) {
            return new DirectoryEntry(file.getName(), FileType.UNKNOWN, 0);
        }
    }

    @Override
    public void sync(boolean metadata) {
        // The directories that Truffle gives have no means for it.
    }

    @Override
    public void close() {
        closed = true;
    }
}
