package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;
import java.util.Set;

/**
 * An open directory, and the only way to what lies below it.
 *
 * <p>A path is relative to the directory, its components separated by slashes. Wherever {@code ..} or a symbolic link
 * would lead out of the directory, and for an absolute path, an operation fails with {@link ErrorCode#NOT_PERMITTED}; an
 * empty path fails with {@link ErrorCode#NO_ENTRY}, one with a NUL character with {@link ErrorCode#INVALID}. Otherwise
 * everything behaves as the POSIX function of the similar name does. A trailing slash says that the last component is a
 * directory.
 */
public non-sealed interface DirectoryHandle extends Descriptor {
    /** Opens a file or directory ({@code openat}). */
    Descriptor open(String path, Set<OpenFlag> flags) throws WasiException;

    /** What is known about a file ({@code fstatat}); {@code follow} says what a link as the last component means. */
    FileStatus status(String path, boolean follow) throws WasiException;

    /** Sets the time stamps of a file ({@code utimensat}). */
    void setTimes(String path, boolean follow, TimeChange access, TimeChange modification) throws WasiException;

    /** The names in the directory at this moment, without {@code .} and {@code ..}. */
    List<DirectoryEntry> read() throws WasiException;

    /** Creates a directory ({@code mkdirat}). */
    void createDirectory(String path) throws WasiException;

    /** Gives a file a second name ({@code linkat} without following links). */
    void link(String path, DirectoryHandle newDirectory, String newPath) throws WasiException;

    /** Creates a symbolic link that holds {@code target}, which must be relative ({@code symlinkat}). */
    void createSymbolicLink(String target, String path) throws WasiException;

    /** What a symbolic link holds ({@code readlinkat}). */
    String readSymbolicLink(String path) throws WasiException;

    /** Removes an empty directory ({@code unlinkat} with {@code AT_REMOVEDIR}). */
    void removeDirectory(String path) throws WasiException;

    /** Removes a name that is no directory ({@code unlinkat}). */
    void unlink(String path) throws WasiException;

    /** Gives a file another name in place of its own ({@code renameat}). */
    void rename(String path, DirectoryHandle newDirectory, String newPath) throws WasiException;
}
