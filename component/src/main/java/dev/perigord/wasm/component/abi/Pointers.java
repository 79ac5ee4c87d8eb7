package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;

/** Addresses and lengths, unsigned, as core values and in linear memory (CanonicalABI.md {@code ptr_type}). */
final class Pointers {
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private Pointers() {}

    static long lift(PointerSize size, Object core) {
        return size == PointerSize.I64 ? (long) core : (int) core & UNSIGNED;
    }

    static Object lower(PointerSize size, long pointer) {
        if (size == PointerSize.I64) {
            return pointer;
        }
        return (int) pointer;
    }

    static long load(PointerSize size, WasmMemory memory, long address, Node location) {
        return size == PointerSize.I64
                ? memory.readLong(address, location)
                : memory.readInt(address, location) & UNSIGNED;
    }

    static void store(PointerSize size, WasmMemory memory, long address, long pointer, Node location) {
        if (size == PointerSize.I64) {
            memory.writeLong(address, pointer, location);
        } else {
            memory.writeInt(address, (int) pointer, location);
        }
    }

    /** The bit of a length that says that a latin1+utf16 string is UTF-16. */
    static long tag(PointerSize size) {
        return size == PointerSize.I64 ? Long.MIN_VALUE : 1L << 31;
    }

    /** Traps unless so many units of some bytes at an address are in the memory; the sizes never overflow. */
    static void checkRange(WasmMemory memory, long address, long count, long unitSize, String message, Node location) {
        long size = memory.byteSize();
        boolean fits =
                count >>> 32 == 0 && Long.compareUnsigned(address, size) <= 0 && count * unitSize <= size - address;
        if (!fits) {
            CompilerDirectives.transferToInterpreter();
            throw new TrapException(message, location);
        }
    }
}
