package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.Advice;
import dev.perigord.wasm.wasi.filesystem.DirectoryEntry;
import dev.perigord.wasm.wasi.filesystem.FileStatus;
import dev.perigord.wasm.wasi.filesystem.FileType;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.Utf8;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What is done with open files and directories, apart from moving bytes. */
final class DescriptorFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("fd_advise", "illi", DescriptorFunctions::advise),
            Binding.of("fd_allocate", "ill", DescriptorFunctions::allocate),
            Binding.of("fd_close", "i", DescriptorFunctions::close),
            Binding.of("fd_datasync", "i", (wasi, arguments) -> sync(wasi, arguments, false)),
            Binding.of("fd_sync", "i", (wasi, arguments) -> sync(wasi, arguments, true)),
            Binding.of("fd_fdstat_get", "ii", DescriptorFunctions::state),
            Binding.of("fd_fdstat_set_flags", "ii", DescriptorFunctions::setFlags),
            Binding.of("fd_fdstat_set_rights", "ill", DescriptorFunctions::setRights),
            Binding.of("fd_filestat_get", "ii", DescriptorFunctions::status),
            Binding.of("fd_filestat_set_size", "il", DescriptorFunctions::setSize),
            Binding.of("fd_filestat_set_times", "illi", DescriptorFunctions::setTimes),
            Binding.of("fd_prestat_get", "ii", DescriptorFunctions::preopen),
            Binding.of("fd_prestat_dir_name", "iii", DescriptorFunctions::preopenName),
            Binding.of("fd_readdir", "iiili", DescriptorFunctions::readDirectory),
            Binding.of("fd_renumber", "ii", DescriptorFunctions::renumber));

    private static final int FDSTAT_SIZE = 24;
    private static final int DIRENT_SIZE = 24;

    private DescriptorFunctions() {}

    /** fd_advise: (fd, offset, length, advice). */
    private static void advise(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry.File file = wasi.file(arguments.i32(0));
        int advice = arguments.i32(3);
        Advice[] values = Advice.values();
        if (advice < 0 || advice >= values.length) {
            throw new WasiException(ErrorCode.INVALID);
        }
        file.handle().advise(arguments.i64(1), arguments.i64(2), values[advice]);
    }

    /** fd_allocate: (fd, offset, length). */
    private static void allocate(Preview1 wasi, Arguments arguments) throws WasiException {
        wasi.file(arguments.i32(0)).handle().allocate(arguments.i64(1), arguments.i64(2));
    }

    /** fd_close: (fd). */
    private static void close(Preview1 wasi, Arguments arguments) throws WasiException {
        wasi.entries().remove(arguments.i32(0)).close();
    }

    /** fd_datasync, fd_sync: (fd). */
    private static void sync(Preview1 wasi, Arguments arguments, boolean metadata) throws WasiException {
        switch (wasi.entries().get(arguments.i32(0))) {
            case Entry.Opened opened -> opened.descriptor().sync(metadata);
            case Entry.Output output -> output.sink().flush();
            case Entry.Input _ -> throw new WasiException(ErrorCode.INVALID);
        }
    }

    /** fd_fdstat_get: (fd, result). Rights are those that can be of use, as wasmtime reports them. */
    private static void state(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry entry = wasi.entries().get(arguments.i32(0));
        GuestMemory memory = wasi.memory();
        long result = arguments.u32(1);
        memory.clear(result, FDSTAT_SIZE);
        switch (entry) {
            case Entry.Input input -> {
                memory.putU8(result, streamType(input.source().isTerminal()));
                memory.putU64(result + 8, Constants.RIGHT_FD_READ);
            }
            case Entry.Output output -> {
                memory.putU8(result, streamType(output.sink().isTerminal()));
                memory.putU64(result + 8, Constants.RIGHT_FD_WRITE);
            }
            case Entry.File file -> {
                long rights = Constants.RIGHTS_FILE;
                rights &= file.handle().isReadable() ? -1 : ~Constants.RIGHT_FD_READ;
                rights &= file.handle().isWritable() ? -1 : ~Constants.RIGHT_FD_WRITE;
                rights &= file.handle().isSeekable() ? -1 : ~Constants.RIGHTS_POSITION;
                memory.putU8(result, Constants.fileType(file.handle().type()));
                memory.putU16(result + 2, file.flags());
                memory.putU64(result + 8, rights);
            }
            case Entry.Directory _ -> {
                memory.putU8(result, Constants.FILETYPE_DIRECTORY);
                memory.putU64(result + 8, Constants.RIGHTS_DIRECTORY);
                memory.putU64(result + 16, Constants.RIGHTS_INHERITED);
            }
        }
    }

    private static int streamType(boolean terminal) {
        return terminal ? Constants.FILETYPE_CHARACTER_DEVICE : Constants.FILETYPE_UNKNOWN;
    }

    /** fd_fdstat_set_flags: (fd, flags). What decides how writes reach the device was fixed by opening. */
    private static void setFlags(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry.File file = wasi.file(arguments.i32(0));
        int flags = arguments.i32(1);
        int changeable = Constants.FDFLAGS_APPEND | Constants.FDFLAGS_NONBLOCK;
        if (((flags ^ file.flags()) & ~changeable) != 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        file.handle().setNonBlocking((flags & Constants.FDFLAGS_NONBLOCK) != 0);
        file.setFlags(flags);
    }

    /** fd_fdstat_set_rights: (fd, base, inheriting). Rights were given up by WASI itself. */
    private static void setRights(Preview1 wasi, Arguments arguments) throws WasiException {
        wasi.entries().get(arguments.i32(0));
        throw new WasiException(ErrorCode.UNSUPPORTED);
    }

    /** fd_filestat_get: (fd, result). */
    private static void status(Preview1 wasi, Arguments arguments) throws WasiException {
        FileStatus status =
                switch (wasi.entries().get(arguments.i32(0))) {
                    case Entry.Opened opened -> opened.descriptor().status();
                    case Entry.Input input -> streamStatus(input.source().isTerminal());
                    case Entry.Output output -> streamStatus(output.sink().isTerminal());
                };
        Structures.putFileStatus(wasi.memory(), arguments.u32(1), status);
    }

    private static FileStatus streamStatus(boolean terminal) {
        return new FileStatus(0, 0, terminal ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN, 0, 0, 0, 0, 0);
    }

    /** fd_filestat_set_size: (fd, size). */
    private static void setSize(Preview1 wasi, Arguments arguments) throws WasiException {
        wasi.file(arguments.i32(0)).handle().setSize(arguments.i64(1));
    }

    /** fd_filestat_set_times: (fd, access, modification, flags). */
    private static void setTimes(Preview1 wasi, Arguments arguments) throws WasiException {
        int flags = arguments.i32(3);
        if (!(wasi.entries().get(arguments.i32(0)) instanceof Entry.Opened opened)) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        opened.descriptor()
                .setTimes(
                        Structures.accessChange(arguments.i64(1), flags),
                        Structures.modificationChange(arguments.i64(2), flags));
    }

    private static byte[] nameOfPreopen(Preview1 wasi, int number) throws WasiException {
        if (wasi.entries().get(number) instanceof Entry.Directory directory && directory.preopenName() != null) {
            return Utf8.encode(directory.preopenName());
        }
        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
    }

    /** fd_prestat_get: (fd, result). */
    private static void preopen(Preview1 wasi, Arguments arguments) throws WasiException {
        byte[] name = nameOfPreopen(wasi, arguments.i32(0));
        long result = arguments.u32(1);
        wasi.memory().putU32(result, 0);
        wasi.memory().putU32(result + 4, name.length);
    }

    /** fd_prestat_dir_name: (fd, name, length). */
    private static void preopenName(Preview1 wasi, Arguments arguments) throws WasiException {
        byte[] name = nameOfPreopen(wasi, arguments.i32(0));
        if (arguments.u32(2) < name.length) {
            throw new WasiException(ErrorCode.NAME_TOO_LONG);
        }
        wasi.memory().put(arguments.u32(1), name);
    }

    /** fd_readdir: (fd, buffer, length, cookie, result). A cookie is the index of an entry in what was there at first. */
    private static void readDirectory(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry.Directory directory = wasi.directory(arguments.i32(0));
        GuestMemory memory = wasi.memory();
        long buffer = arguments.u32(1);
        long length = arguments.u32(2);
        long cookie = arguments.i64(3);
        memory.check(buffer, length);
        List<DirectoryEntry> listing;
        synchronized (directory) {
            if (cookie == 0 || directory.listing() == null) {
                directory.setListing(list(directory));
            }
            listing = directory.listing();
        }
        long used = 0;
        for (long i = cookie; i >= 0 && i < listing.size() && used < length; i++) {
            used += putEntry(memory, buffer + used, length - used, listing.get((int) i), i + 1);
        }
        memory.putU32(arguments.u32(4), used);
    }

    private static List<DirectoryEntry> list(Entry.Directory directory) throws WasiException {
        List<DirectoryEntry> result = new ArrayList<>();
        result.add(new DirectoryEntry(
                ".", FileType.DIRECTORY, directory.handle().status().inode()));
        result.add(new DirectoryEntry("..", FileType.DIRECTORY, 0));
        result.addAll(directory.handle().read());
        return result;
    }

    /** Writes a {@code dirent} and the name behind it, or as much of both as there is room for. */
    private static long putEntry(GuestMemory memory, long address, long room, DirectoryEntry entry, long next) {
        byte[] name = Utf8.encode(entry.name());
        ByteBuffer bytes = ByteBuffer.allocate(DIRENT_SIZE + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(next)
                .putLong(entry.inode())
                .putInt(name.length)
                .putInt(Constants.fileType(entry.type()))
                .put(name);
        int count = (int) Math.min(room, bytes.capacity());
        memory.put(address, bytes.array(), count);
        return count;
    }

    /** fd_renumber: (fd, to). */
    private static void renumber(Preview1 wasi, Arguments arguments) throws WasiException {
        int from = arguments.i32(0);
        int to = arguments.i32(1);
        wasi.entries().get(from);
        wasi.entries().get(to);
        if (from != to) {
            wasi.entries().replace(from, to).close();
        }
    }
}
