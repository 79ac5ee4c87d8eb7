package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.filesystem.FileHandle;
import dev.perigord.wasm.wasi.io.ByteSource;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;

/** Reading, writing and positions. */
final class TransferFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("fd_read", "iiii", TransferFunctions::read),
            Binding.of("fd_write", "iiii", TransferFunctions::write),
            Binding.of("fd_pread", "iiili", TransferFunctions::readAt),
            Binding.of("fd_pwrite", "iiili", TransferFunctions::writeAt),
            Binding.of("fd_seek", "ilii", TransferFunctions::seek),
            Binding.of("fd_tell", "ii", TransferFunctions::tell));

    private static final int WHENCE_SET = 0;
    private static final int WHENCE_CURRENT = 1;
    private static final int WHENCE_END = 2;

    private TransferFunctions() {}

    /** Moves bytes between a buffer and a file from a position on; gives their number, or less than 0 at the end. */
    @FunctionalInterface
    private interface Transfer {
        int run(ByteBuffer buffer, long position) throws WasiException;
    }

    /** Fills or empties buffers until one is left unfinished; an error counts only if nothing was moved before it. */
    private static long transfer(List<ByteBuffer> buffers, long position, Transfer transfer) throws WasiException {
        long total = 0;
        for (ByteBuffer buffer : buffers) {
            int count;
            try {
                count = transfer.run(buffer, position + total);
            } catch (WasiException e) {
                if (total == 0) {
                    throw e;
                }
                break;
            }
            total += Math.max(count, 0);
            if (buffer.hasRemaining()) {
                break;
            }
        }
        return total;
    }

    /** fd_read: (fd, vectors, count, result). */
    private static void read(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry entry = wasi.entries().get(arguments.i32(0));
        GuestMemory memory = wasi.memory();
        memory.check(arguments.u32(3), Integer.BYTES);
        List<ByteBuffer> buffers = memory.vectors(arguments.u32(1), arguments.u32(2));
        try {
            long total =
                    switch (entry) {
                        case Entry.Input input -> readInput(input.source(), buffers);
                        case Entry.File file -> {
                            synchronized (file) {
                                long count = transfer(buffers, file.position(), readable(file)::read);
                                file.setPosition(file.position() + count);
                                yield count;
                            }
                        }
                        case Entry.Output _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
                        case Entry.Directory _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
                    };
            memory.putU32(arguments.u32(3), total);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** Only the first buffer may wait for input, or a guest would hang with what it has asked for already there. */
    private static long readInput(ByteSource source, List<ByteBuffer> buffers) throws WasiException {
        return transfer(buffers, 0, (buffer, position) -> {
            if (position > 0 && !source.awaitReady(0)) {
                return 0;
            }
            return source.read(buffer);
        });
    }

    private static FileHandle readable(Entry.File file) throws WasiException {
        if (!file.handle().isReadable()) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        return file.handle();
    }

    private static FileHandle writable(Entry.File file) throws WasiException {
        if (!file.handle().isWritable()) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
        return file.handle();
    }

    /** fd_write: (fd, vectors, count, result). */
    private static void write(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry entry = wasi.entries().get(arguments.i32(0));
        GuestMemory memory = wasi.memory();
        memory.check(arguments.u32(3), Integer.BYTES);
        List<ByteBuffer> buffers = memory.vectors(arguments.u32(1), arguments.u32(2));
        try {
            long total =
                    switch (entry) {
                        case Entry.Output output ->
                            transfer(buffers, 0, (buffer, _) -> {
                                int count = buffer.remaining();
                                output.sink().write(buffer);
                                return count;
                            });
                        case Entry.File file -> {
                            synchronized (file) {
                                yield writeFile(file, buffers);
                            }
                        }
                        case Entry.Input _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
                        case Entry.Directory _ -> throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
                    };
            memory.putU32(arguments.u32(3), total);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private static long writeFile(Entry.File file, List<ByteBuffer> buffers) throws WasiException {
        FileHandle handle = writable(file);
        if (!file.isAppending()) {
            long count = transfer(buffers, file.position(), handle::write);
            file.setPosition(file.position() + count);
            return count;
        }
        long count = transfer(buffers, 0, (buffer, _) -> handle.append(buffer));
        if (handle.isSeekable()) {
            file.setPosition(handle.status().size());
        }
        return count;
    }

    private static FileHandle seekable(FileHandle handle) throws WasiException {
        if (!handle.isSeekable()) {
            throw new WasiException(ErrorCode.INVALID_SEEK);
        }
        return handle;
    }

    private static Entry.File positioned(Preview1 wasi, int number) throws WasiException {
        if (wasi.entries().get(number) instanceof Entry.Input || wasi.entries().get(number) instanceof Entry.Output) {
            throw new WasiException(ErrorCode.INVALID_SEEK);
        }
        Entry.File file = wasi.file(number);
        seekable(file.handle());
        return file;
    }

    private static long offset(long value) throws WasiException {
        if (value < 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        return value;
    }

    /** fd_pread: (fd, vectors, count, offset, result). */
    private static void readAt(Preview1 wasi, Arguments arguments) throws WasiException {
        FileHandle handle = readable(positioned(wasi, arguments.i32(0)));
        move(wasi, arguments, handle::read);
    }

    /** fd_pwrite: (fd, vectors, count, offset, result). */
    private static void writeAt(Preview1 wasi, Arguments arguments) throws WasiException {
        FileHandle handle = writable(positioned(wasi, arguments.i32(0)));
        move(wasi, arguments, handle::write);
    }

    private static void move(Preview1 wasi, Arguments arguments, Transfer transfer) throws WasiException {
        GuestMemory memory = wasi.memory();
        memory.check(arguments.u32(4), Integer.BYTES);
        List<ByteBuffer> buffers = memory.vectors(arguments.u32(1), arguments.u32(2));
        try {
            memory.putU32(arguments.u32(4), transfer(buffers, offset(arguments.i64(3)), transfer));
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** fd_seek: (fd, delta, whence, result). */
    private static void seek(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry.File file = positioned(wasi, arguments.i32(0));
        synchronized (file) {
            long base =
                    switch (arguments.i32(2)) {
                        case WHENCE_SET -> 0;
                        case WHENCE_CURRENT -> file.position();
                        case WHENCE_END -> file.handle().status().size();
                        default -> throw new WasiException(ErrorCode.INVALID);
                    };
            // An overflow is negative as well.
            long position = offset(base + arguments.i64(1));
            wasi.memory().putU64(arguments.u32(3), position);
            file.setPosition(position);
        }
    }

    /** fd_tell: (fd, result). */
    private static void tell(Preview1 wasi, Arguments arguments) throws WasiException {
        Entry.File file = positioned(wasi, arguments.i32(0));
        synchronized (file) {
            wasi.memory().putU64(arguments.u32(1), file.position());
        }
    }
}
