package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Map;

/** What Java's file systems throw, which may be anybody's code, as error codes. */
final class JavaErrors {
    /** What {@link FileSystemException} has no class for: part of the system's message, in English. */
    private static final Map<String, ErrorCode> REASONS = Map.ofEntries(
            Map.entry("not a directory", ErrorCode.NOT_DIRECTORY),
            Map.entry("is a directory", ErrorCode.IS_DIRECTORY),
            Map.entry("directory not empty", ErrorCode.NOT_EMPTY),
            Map.entry("too many levels of symbolic links", ErrorCode.LOOP),
            Map.entry("operation not permitted", ErrorCode.NOT_PERMITTED),
            Map.entry("file name too long", ErrorCode.NAME_TOO_LONG),
            Map.entry("no space left", ErrorCode.INSUFFICIENT_SPACE),
            Map.entry("cross-device", ErrorCode.CROSS_DEVICE),
            Map.entry("read-only file system", ErrorCode.READ_ONLY),
            Map.entry("invalid argument", ErrorCode.INVALID),
            Map.entry("too many open files", ErrorCode.TOO_MANY_OPEN_FILES),
            Map.entry("resource busy", ErrorCode.BUSY),
            Map.entry("file too large", ErrorCode.FILE_TOO_LARGE),
            Map.entry("broken pipe", ErrorCode.PIPE));

    private JavaErrors() {}

    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException, WasiException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException, WasiException;
    }

    /** Runs a body; whatever a file system may throw becomes a {@link WasiException}. */
    static <T> T guard(Body<T> body) throws WasiException {
        try {
            return body.run();
        } catch (IOException | RuntimeException e) {
            throw convert(e);
        }
    }

    /** Runs an action in the same way. */
    static void guard(Action action) throws WasiException {
        JavaErrors.<Void>guard(() -> {
            action.run();
            return null;
        });
    }

    private static WasiException convert(Exception e) {
        if (e instanceof AbstractTruffleException guest) {
            throw guest;
        }
        return new WasiException(
                switch (e) {
                    case NoSuchFileException _ -> ErrorCode.NO_ENTRY;
                    case FileAlreadyExistsException _ -> ErrorCode.EXIST;
                    case DirectoryNotEmptyException _ -> ErrorCode.NOT_EMPTY;
                    case AccessDeniedException _ -> ErrorCode.ACCESS;
                    case NotDirectoryException _ -> ErrorCode.NOT_DIRECTORY;
                    case NotLinkException _ -> ErrorCode.INVALID;
                    case FileSystemLoopException _ -> ErrorCode.LOOP;
                    case AtomicMoveNotSupportedException _ -> ErrorCode.CROSS_DEVICE;
                    case ClosedChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
                    case NonReadableChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
                    case NonWritableChannelException _ -> ErrorCode.BAD_DESCRIPTOR;
                    case SecurityException _ -> ErrorCode.ACCESS;
                    case InvalidPathException _ -> ErrorCode.INVALID;
                    case ReadOnlyFileSystemException _ -> ErrorCode.READ_ONLY;
                    case UnsupportedOperationException _ -> ErrorCode.UNSUPPORTED;
                    case IllegalArgumentException _ -> ErrorCode.INVALID;
                    case DirectoryIteratorException directory ->
                        convert(directory.getCause()).code();
                    default -> byReason(e);
                });
    }

    private static ErrorCode byReason(Exception e) {
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return REASONS.entrySet().stream()
                .filter(entry -> reason.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ErrorCode.IO);
    }
}
