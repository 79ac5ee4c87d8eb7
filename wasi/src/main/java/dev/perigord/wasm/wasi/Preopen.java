package dev.perigord.wasm.wasi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleFile;
import dev.perigord.wasm.wasi.filesystem.DirectoryHandle;
import dev.perigord.wasm.wasi.filesystem.HostDirectory;
import dev.perigord.wasm.wasi.filesystem.ReadOnlyDirectory;
import dev.perigord.wasm.wasi.filesystem.VirtualDirectory;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.file.Path;

/**
 * A directory that a guest is granted.
 *
 * @param directory the directory in the context's file system
 * @param hostPath the same directory on the host, or {@code null} if the context's file system is not the host's or the
 *     guest may not get past it
 * @param guestPath what the guest calls it
 * @param readOnly whether nothing can be changed through it
 */
public record Preopen(TruffleFile directory, Path hostPath, String guestPath, boolean readOnly) {
    /**
     * Opens the directory, through the kernel where that is possible.
     *
     * @throws WasiException if there is no such directory
     */
    @TruffleBoundary
    public DirectoryHandle open() throws WasiException {
        DirectoryHandle opened;
        if (hostPath != null && HostDirectory.isSupported()) {
            opened = HostDirectory.open(hostPath);
        } else if (directory.isDirectory()) {
            opened = new VirtualDirectory(directory.getAbsoluteFile().normalize());
        } else {
            throw new WasiException(directory.exists() ? ErrorCode.NOT_DIRECTORY : ErrorCode.NO_ENTRY);
        }
        return readOnly ? new ReadOnlyDirectory(opened) : opened;
    }
}
