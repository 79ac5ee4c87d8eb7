package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.Descriptor;
import dev.perigord.wasm.wasi.filesystem.DirectoryHandle;
import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.filesystem.FileStatus;
import dev.perigord.wasm.wasi.filesystem.OpenFlag;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.Utf8;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is done with paths below open directories. */
final class PathFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("path_create_directory", "iii", PathFunctions::createDirectory),
            Binding.of("path_filestat_get", "iiiii", PathFunctions::status),
            Binding.of("path_filestat_set_times", "iiiilli", PathFunctions::setTimes),
            Binding.of("path_link", "iiiiiii", PathFunctions::link),
            Binding.of("path_open", "iiiiillii", PathFunctions::open),
            Binding.of("path_readlink", "iiiiii", PathFunctions::readLink),
            Binding.of("path_remove_directory", "iii", PathFunctions::removeDirectory),
            Binding.of("path_rename", "iiiiii", PathFunctions::rename),
            Binding.of("path_symlink", "iiiii", PathFunctions::createLink),
            Binding.of("path_unlink_file", "iii", PathFunctions::unlink));

    private PathFunctions() {}

    private static DirectoryHandle directory(Preview1 wasi, Arguments arguments, int index) throws WasiException {
        return wasi.directory(arguments.i32(index)).handle();
    }

    /** A path, whose pointer and length are two arguments. */
    private static String path(Preview1 wasi, Arguments arguments, int index) throws WasiException {
        return wasi.memory().path(arguments.u32(index), arguments.u32(index + 1));
    }

    private static boolean follows(int flags) {
        return (flags & Constants.LOOKUP_SYMLINK_FOLLOW) != 0;
    }

    /** path_create_directory: (fd, path). */
    private static void createDirectory(Preview1 wasi, Arguments arguments) throws WasiException {
        directory(wasi, arguments, 0).createDirectory(path(wasi, arguments, 1));
    }

    /** path_filestat_get: (fd, lookup, path, result). */
    private static void status(Preview1 wasi, Arguments arguments) throws WasiException {
        FileStatus status = directory(wasi, arguments, 0).status(path(wasi, arguments, 2), follows(arguments.i32(1)));
        Structures.putFileStatus(wasi.memory(), arguments.u32(4), status);
    }

    /** path_filestat_set_times: (fd, lookup, path, access, modification, flags). */
    private static void setTimes(Preview1 wasi, Arguments arguments) throws WasiException {
        int flags = arguments.i32(6);
        directory(wasi, arguments, 0)
                .setTimes(
                        path(wasi, arguments, 2),
                        follows(arguments.i32(1)),
                        Structures.accessChange(arguments.i64(4), flags),
                        Structures.modificationChange(arguments.i64(5), flags));
    }

    /** path_link: (fd, lookup, path, new fd, new path). A link to what another link names is refused, as wasmtime does. */
    private static void link(Preview1 wasi, Arguments arguments) throws WasiException {
        if (follows(arguments.i32(1))) {
            throw new WasiException(ErrorCode.INVALID);
        }
        directory(wasi, arguments, 0)
                .link(path(wasi, arguments, 2), directory(wasi, arguments, 4), path(wasi, arguments, 5));
    }

    /** path_open: (fd, lookup, path, open flags, base rights, inheriting rights, fd flags, result). */
    private static void open(Preview1 wasi, Arguments arguments) throws WasiException {
        DirectoryHandle directory = directory(wasi, arguments, 0);
        long result = arguments.u32(8);
        wasi.memory().check(result, Integer.BYTES);
        int descriptorFlags = arguments.i32(7);
        Set<OpenFlag> flags = openFlags(arguments.i32(1), arguments.i32(4), arguments.i64(5), descriptorFlags);
        Descriptor opened = directory.open(path(wasi, arguments, 2), flags);
        Entry entry =
                switch (opened) {
                    case FileHandle file -> new Entry.File(file, descriptorFlags);
                    case DirectoryHandle below -> new Entry.Directory(below, null);
                };
        wasi.memory().putU32(result, wasi.addEntry(entry));
    }

    private static Set<OpenFlag> openFlags(int lookup, int open, long rights, int descriptor) throws WasiException {
        Set<OpenFlag> result = EnumSet.noneOf(OpenFlag.class);
        addIf(result, OpenFlag.FOLLOW, lookup, Constants.LOOKUP_SYMLINK_FOLLOW);
        addIf(result, OpenFlag.CREATE, open, Constants.OFLAGS_CREAT);
        addIf(result, OpenFlag.DIRECTORY, open, Constants.OFLAGS_DIRECTORY);
        addIf(result, OpenFlag.EXCLUSIVE, open, Constants.OFLAGS_EXCL);
        addIf(result, OpenFlag.TRUNCATE, open, Constants.OFLAGS_TRUNC);
        addIf(result, OpenFlag.READ, rights, Constants.RIGHT_FD_READ);
        addIf(result, OpenFlag.WRITE, rights, Constants.RIGHT_FD_WRITE);
        addIf(result, OpenFlag.DATA_SYNC, descriptor, Constants.FDFLAGS_DSYNC);
        addIf(result, OpenFlag.FILE_SYNC, descriptor, Constants.FDFLAGS_SYNC | Constants.FDFLAGS_RSYNC);
        addIf(result, OpenFlag.NON_BLOCKING, descriptor, Constants.FDFLAGS_NONBLOCK);
        if (result.contains(OpenFlag.DIRECTORY) && result.contains(OpenFlag.CREATE)) {
            throw new WasiException(ErrorCode.INVALID);
        }
        return result;
    }

    private static void addIf(Set<OpenFlag> flags, OpenFlag flag, long bits, long mask) {
        if ((bits & mask) != 0) {
            flags.add(flag);
        }
    }

    /** path_readlink: (fd, path, buffer, length, result). What does not fit is cut. */
    private static void readLink(Preview1 wasi, Arguments arguments) throws WasiException {
        long length = arguments.u32(4);
        wasi.memory().check(arguments.u32(3), length);
        byte[] target = Utf8.encode(directory(wasi, arguments, 0).readSymbolicLink(path(wasi, arguments, 1)));
        int count = (int) Math.min(length, target.length);
        wasi.memory().put(arguments.u32(3), target, count);
        wasi.memory().putU32(arguments.u32(5), count);
    }

    /** path_remove_directory: (fd, path). */
    private static void removeDirectory(Preview1 wasi, Arguments arguments) throws WasiException {
        directory(wasi, arguments, 0).removeDirectory(path(wasi, arguments, 1));
    }

    /** path_rename: (fd, path, new fd, new path). */
    private static void rename(Preview1 wasi, Arguments arguments) throws WasiException {
        directory(wasi, arguments, 0)
                .rename(path(wasi, arguments, 1), directory(wasi, arguments, 3), path(wasi, arguments, 4));
    }

    /** path_symlink: (target, fd, path). */
    private static void createLink(Preview1 wasi, Arguments arguments) throws WasiException {
        directory(wasi, arguments, 2).createSymbolicLink(path(wasi, arguments, 0), path(wasi, arguments, 3));
    }

    /** path_unlink_file: (fd, path). */
    private static void unlink(Preview1 wasi, Arguments arguments) throws WasiException {
        directory(wasi, arguments, 0).unlink(path(wasi, arguments, 1));
    }
}
