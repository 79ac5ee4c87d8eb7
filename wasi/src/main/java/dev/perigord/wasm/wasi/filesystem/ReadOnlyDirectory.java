package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;
import java.util.Set;

/**
 * A directory through which nothing can be changed, over any other. What would change something fails with {@link
 * ErrorCode#NOT_PERMITTED} before the file system is asked.
 */
public final class ReadOnlyDirectory implements DirectoryHandle {
    private final DirectoryHandle directory;

    /** A view of a directory, which it owns. */
    public ReadOnlyDirectory(DirectoryHandle directory) {
        this.directory = directory;
    }

    private static WasiException refused() {
        return new WasiException(ErrorCode.NOT_PERMITTED);
    }

    @Override
    public Descriptor open(String path, Set<OpenFlag> flags) throws WasiException {
        if (flags.contains(OpenFlag.WRITE) || flags.contains(OpenFlag.CREATE) || flags.contains(OpenFlag.TRUNCATE)) {
            throw refused();
        }
        return switch (directory.open(path, flags)) {
            case FileHandle file -> new ReadOnlyFile(file);
            case DirectoryHandle opened -> new ReadOnlyDirectory(opened);
        };
    }

    @Override
    public FileStatus status() throws WasiException {
        return directory.status();
    }

    @Override
    public FileStatus status(String path, boolean follow) throws WasiException {
        return directory.status(path, follow);
    }

    @Override
    public List<DirectoryEntry> read() throws WasiException {
        return directory.read();
    }

    @Override
    public String readSymbolicLink(String path) throws WasiException {
        return directory.readSymbolicLink(path);
    }

    @Override
    public void sync(boolean metadata) throws WasiException {
        directory.sync(metadata);
    }

    @Override
    public void close() {
        directory.close();
    }

    @Override
    public void setTimes(TimeChange access, TimeChange modification) throws WasiException {
        throw refused();
    }

    @Override
    public void setTimes(String path, boolean follow, TimeChange access, TimeChange modification) throws WasiException {
        throw refused();
    }

    @Override
    public void createDirectory(String path) throws WasiException {
        throw refused();
    }

    @Override
    public void link(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        throw refused();
    }

    @Override
    public void createSymbolicLink(String target, String path) throws WasiException {
        throw refused();
    }

    @Override
    public void removeDirectory(String path) throws WasiException {
        throw refused();
    }

    @Override
    public void unlink(String path) throws WasiException {
        throw refused();
    }

    @Override
    public void rename(String path, DirectoryHandle newDirectory, String newPath) throws WasiException {
        throw refused();
    }
}
