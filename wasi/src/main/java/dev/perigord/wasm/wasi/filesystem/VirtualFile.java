package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleFile;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file of the context's file system. Its channel has one position and no way to force bytes to a device: operations
 * take turns, and {@link #sync} has nothing to do.
 */
final class VirtualFile extends OpenedFile {
    private final TruffleFile file;
    private final SeekableByteChannel channel;

    VirtualFile(TruffleFile file, SeekableByteChannel channel, FileType type, boolean readable, boolean writable) {
        super(type, readable, writable);
        this.file = file;
        this.channel = channel;
    }

    private static void checkPosition(long position) throws WasiException {
        if (position < 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
    }

    @Override
    @TruffleBoundary
    public synchronized int read(ByteBuffer target, long position) throws WasiException {
        checkReadable();
        checkPosition(position);
        if (!target.hasRemaining()) {
            return 0;
        }
        return JavaErrors.guard(() -> {
            if (isSeekable()) {
                channel.position(position);
            }
            return channel.read(target);
        });
    }

    @Override
    @TruffleBoundary
    public synchronized int write(ByteBuffer source, long position) throws WasiException {
        checkWritable();
        checkPosition(position);
        return JavaErrors.guard(() -> writeAt(source, position));
    }

    @Override
    @TruffleBoundary
    public synchronized int append(ByteBuffer source) throws WasiException {
        checkWritable();
        return JavaErrors.guard(() -> writeAt(source, isSeekable() ? channel.size() : 0));
    }

    private int writeAt(ByteBuffer source, long position) throws IOException {
        if (isSeekable()) {
            channel.position(position);
        }
        return channel.write(source);
    }

    @Override
    @TruffleBoundary
    public synchronized void setSize(long size) throws WasiException {
        checkWritable();
        checkPosition(size);
        JavaErrors.guard(() -> {
            if (size > channel.size()) {
                writeAt(ByteBuffer.allocate(1), size - 1);
            } else {
                channel.truncate(size);
            }
        });
    }

    @Override
    @TruffleBoundary
    public synchronized void allocate(long offset, long length) throws WasiException {
        checkWritable();
        checkPosition(offset);
        if (length <= 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        if (offset + length < 0) {
            throw new WasiException(ErrorCode.FILE_TOO_LARGE);
        }
        if (offset + length > JavaErrors.<Long>guard(channel::size)) {
            setSize(offset + length);
        }
    }

    @Override
    public void advise(long offset, long length, Advice advice) throws WasiException {
        checkPosition(offset);
        checkPosition(length);
    }

    @Override
    public void setNonBlocking(boolean nonBlocking) {
        // Channels of a file system never wait.
    }

    @Override
    @TruffleBoundary
    public FileStatus status() throws WasiException {
        return JavaErrors.guard(() -> VirtualStatus.of(file));
    }

    @Override
    @TruffleBoundary
    public void setTimes(TimeChange access, TimeChange modification) throws WasiException {
        JavaErrors.guard(() -> VirtualStatus.setTimes(file, access, modification));
    }

    @Override
    public void sync(boolean metadata) {
        // The channels that Truffle gives have no means for it.
    }

    @Override
    @TruffleBoundary
    @SuppressWarnings("EmptyCatch")
    public synchronized void close() {
        try {
            JavaErrors.guard(channel::close);
        } catch (WasiException e) {
            // The guest has no more use for the file; POSIX leaves it closed as well.
        }
    }
}
