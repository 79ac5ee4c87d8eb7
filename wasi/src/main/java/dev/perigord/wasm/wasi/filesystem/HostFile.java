package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.wasi.io.Blocking;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * An open file of the host. The kernel never blocks in it for long: pipes are opened without blocking, and waiting for
 * them is ours, so that closing the context ends it.
 */
final class HostFile extends OpenedFile {
    private static final int MAXIMUM_COPY = 1 << 20;
    private static final long PAUSE_NANOS = 2_000_000;

    private final NativeDescriptor descriptor;
    private volatile boolean nonBlocking;

    HostFile(NativeDescriptor descriptor, FileType type, boolean readable, boolean writable, boolean nonBlocking) {
        super(type, readable, writable);
        this.descriptor = descriptor;
        this.nonBlocking = nonBlocking;
    }

    @FunctionalInterface
    private interface Transfer {
        int run(MemorySegment bytes) throws WasiException;
    }

    @Override
    @TruffleBoundary
    public int read(ByteBuffer target, long position) throws WasiException {
        checkReadable();
        if (!target.hasRemaining()) {
            return 0;
        }
        Transfer transfer = bytes -> descriptor.use(
                number -> isSeekable() ? Linux.read(number, bytes, position) : Linux.read(number, bytes));
        int count;
        if (target.isDirect()) {
            count = waiting(transfer, MemorySegment.ofBuffer(target));
            target.position(target.position() + count);
        } else {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment copy = arena.allocate(Math.min(target.remaining(), MAXIMUM_COPY));
                count = waiting(transfer, copy);
                target.put(copy.asSlice(0, count).asByteBuffer());
            }
        }
        return count == 0 ? END : count;
    }

    @Override
    @TruffleBoundary
    public int write(ByteBuffer source, long position) throws WasiException {
        checkWritable();
        return write(
                source,
                bytes -> descriptor.use(
                        number -> isSeekable() ? Linux.write(number, bytes, position) : Linux.write(number, bytes)));
    }

    @Override
    @TruffleBoundary
    public int append(ByteBuffer source) throws WasiException {
        checkWritable();
        return write(
                source,
                bytes -> descriptor.use(
                        number -> isSeekable() ? Linux.append(number, bytes) : Linux.write(number, bytes)));
    }

    private int write(ByteBuffer source, Transfer transfer) throws WasiException {
        if (!source.hasRemaining()) {
            return 0;
        }
        int count;
        if (source.isDirect()) {
            count = waiting(transfer, MemorySegment.ofBuffer(source));
        } else {
            try (Arena arena = Arena.ofConfined()) {
                int length = Math.min(source.remaining(), MAXIMUM_COPY);
                MemorySegment copy = arena.allocate(length);
                copy.copyFrom(MemorySegment.ofBuffer(source).asSlice(0, length));
                count = waiting(transfer, copy);
            }
        }
        source.position(source.position() + count);
        return count;
    }

    private int waiting(Transfer transfer, MemorySegment bytes) throws WasiException {
        while (true) {
            try {
                return transfer.run(bytes);
            } catch (WasiException e) {
                if (e.code() != ErrorCode.WOULD_BLOCK || nonBlocking) {
                    throw e;
                }
            }
            Blocking.sleep(PAUSE_NANOS);
        }
    }

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
    public void setSize(long size) throws WasiException {
        checkWritable();
        descriptor.act(number -> Linux.setSize(number, size));
    }

    @Override
    @TruffleBoundary
    public void allocate(long offset, long length) throws WasiException {
        checkWritable();
        descriptor.act(number -> Linux.allocate(number, offset, length));
    }

    @Override
    @TruffleBoundary
    public void advise(long offset, long length, Advice advice) throws WasiException {
        descriptor.act(number -> Linux.advise(number, offset, length, advice));
    }

    @Override
    public void setNonBlocking(boolean value) {
        nonBlocking = value;
    }

    @Override
    @TruffleBoundary
    public void close() {
        descriptor.close();
    }
}
