package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.Utf8;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The guest's memory as preview1 uses it. Pointers and sizes are unsigned 32-bit numbers; wrong ones trap. */
record GuestMemory(WasmMemory memory) {
    private static final int VECTOR_SIZE = 8;

    /** As many buffers as anybody uses; a guest must not keep the host busy with empty ones. */
    private static final int MAXIMUM_VECTORS = 1 << 16;

    /** More than any system's paths, so that nobody makes us copy gigabytes. */
    private static final int MAXIMUM_PATH = 1 << 16;

    /** A range that is going to be written last: checked first, so that nothing has happened when it traps. */
    void check(long address, long length) {
        memory.checkRange(address, length, null);
    }

    int u8(long address) {
        return Byte.toUnsignedInt(memory.readByte(address, null));
    }

    int u16(long address) {
        return Short.toUnsignedInt(memory.readShort(address, null));
    }

    long u32(long address) {
        return Integer.toUnsignedLong(memory.readInt(address, null));
    }

    long u64(long address) {
        return memory.readLong(address, null);
    }

    void putU8(long address, int value) {
        memory.writeByte(address, (byte) value, null);
    }

    void putU16(long address, int value) {
        memory.writeShort(address, (short) value, null);
    }

    void putU32(long address, long value) {
        memory.writeInt(address, (int) value, null);
    }

    void putU64(long address, long value) {
        memory.writeLong(address, value, null);
    }

    void put(long address, byte[] bytes, int length) {
        memory.write(address, bytes, 0, length, null);
    }

    void put(long address, byte[] bytes) {
        put(address, bytes, bytes.length);
    }

    /** Sets a structure to zeros, its padding included. */
    void clear(long address, long length) {
        memory.fill(address, (byte) 0, length, null);
    }

    /** The bytes of a range for reading or writing; a range of more than 2 GiB is cut. */
    ByteBuffer buffer(long address, long length) {
        memory.checkRange(address, length, null);
        return memory.buffer(address, (int) Math.min(length, Integer.MAX_VALUE), null);
    }

    /** A path. */
    String path(long address, long length) throws WasiException {
        memory.checkRange(address, length, null);
        if (length > MAXIMUM_PATH) {
            throw new WasiException(ErrorCode.NAME_TOO_LONG);
        }
        return Utf8.decode(memory.read(address, (int) length, null));
    }

    /** The buffers of a list of {@code iovec} or {@code ciovec} that are not empty. */
    List<ByteBuffer> vectors(long address, long count) throws WasiException {
        memory.checkRange(address, count * VECTOR_SIZE, null);
        if (count > MAXIMUM_VECTORS) {
            throw new WasiException(ErrorCode.INVALID);
        }
        List<ByteBuffer> result = new ArrayList<>();
        long total = 0;
        for (long i = 0; i < count; i++) {
            long vector = address + i * VECTOR_SIZE;
            ByteBuffer buffer = buffer(u32(vector), u32(vector + 4));
            // The number of bytes that are moved must fit in 32 bits; what is over is left for another call.
            total += buffer.remaining();
            if (total > Integer.MAX_VALUE) {
                break;
            }
            if (buffer.hasRemaining()) {
                result.add(buffer);
            }
        }
        return result;
    }
}
