package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;

/**
 * A path of a guest, cut before its last component.
 *
 * @param parent the path of the directory that holds the last component; {@code .} if there is only one
 * @param name the last component, without slashes; never empty
 * @param slash whether slashes follow the name
 */
record GuestPath(String parent, String name, boolean slash) {
    /** Linux' limit, with which every system agrees about paths that can be opened at all. */
    private static final int MAXIMUM_LENGTH = 4096;

    /** Cuts a path that {@link #check} accepts. */
    static GuestPath of(String path) throws WasiException {
        check(path);
        int end = path.length();
        while (path.charAt(end - 1) == '/') {
            end--;
        }
        int start = path.lastIndexOf('/', end - 1) + 1;
        String parent = start == 0 ? "." : path.substring(0, start);
        return new GuestPath(parent, path.substring(start, end), end < path.length());
    }

    /** Refuses paths that are wrong whatever is in the file system. */
    static void check(String path) throws WasiException {
        if (path.isEmpty()) {
            throw new WasiException(ErrorCode.NO_ENTRY);
        }
        if (path.indexOf('\0') >= 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        if (path.charAt(0) == '/') {
            throw new WasiException(ErrorCode.NOT_PERMITTED);
        }
        if (path.length() >= MAXIMUM_LENGTH) {
            throw new WasiException(ErrorCode.NAME_TOO_LONG);
        }
    }

    /** Whether the last component names a directory that exists whenever its parent does. */
    boolean isDots() {
        return name.equals(".") || name.equals("..");
    }

    /** The last component as POSIX functions take it. */
    String nameWithSlash() {
        return slash ? name + "/" : name;
    }
}
