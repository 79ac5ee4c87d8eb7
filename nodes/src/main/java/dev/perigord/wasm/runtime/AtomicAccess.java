package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sequentially consistent accesses to a memory (proposal threads). Numbers smaller than 32 bits are updated within the
 * word around them, because Java has atomic updates of words only. A memory in a Java array is locked instead: Java has no
 * atomic access to numbers in a byte array.
 */
public final class AtomicAccess {
    private static final MemorySegment ALL = NativeMemory.all();
    private static final VarHandle INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final VarHandle LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
    private static final int WORD = Integer.BYTES;

    private AtomicAccess() {}

    private static void check(WasmMemory memory, long address, int size, Node location) {
        if ((address & (size - 1)) != 0) {
            throw Trap.UNALIGNED_ATOMIC.at(location);
        }
        memory.checkRange(address, size, location);
    }

    /** How far a number of less than a word is shifted in its word. */
    private static int shift(long address) {
        return (int) (address & (WORD - 1)) * Byte.SIZE;
    }

    private static long word(WasmMemory memory, long address) {
        return memory.base() + (address & -WORD);
    }

    // --- loads -------------------------------------------------------------------------------------------------

    /** Reads a byte, unsigned. */
    public static int load8(WasmMemory memory, long address, Node location) {
        check(memory, address, 1, location);
        return loadSmall(memory, address, 0xFF);
    }

    /** Reads two bytes, unsigned. */
    public static int load16(WasmMemory memory, long address, Node location) {
        check(memory, address, Short.BYTES, location);
        return loadSmall(memory, address, 0xFFFF);
    }

    private static int loadSmall(WasmMemory memory, long address, int mask) {
        if (WasmMemory.isNative()) {
            return (int) INT.getVolatile(ALL, word(memory, address)) >>> shift(address) & mask;
        }
        return (int) memory.lockedRead(address, mask == 0xFF ? 1 : Short.BYTES);
    }

    /** Reads four bytes. */
    public static int load32(WasmMemory memory, long address, Node location) {
        check(memory, address, Integer.BYTES, location);
        return WasmMemory.isNative()
                ? (int) INT.getVolatile(ALL, memory.base() + address)
                : (int) memory.lockedRead(address, Integer.BYTES);
    }

    /** Reads eight bytes. */
    public static long load64(WasmMemory memory, long address, Node location) {
        check(memory, address, Long.BYTES, location);
        return WasmMemory.isNative()
                ? (long) LONG.getVolatile(ALL, memory.base() + address)
                : memory.lockedRead(address, Long.BYTES);
    }

    // --- stores ------------------------------------------------------------------------------------------------

    /** Writes a byte. */
    public static void store8(WasmMemory memory, long address, int value, Node location) {
        update8(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** Writes two bytes. */
    public static void store16(WasmMemory memory, long address, int value, Node location) {
        update16(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** Writes four bytes. */
    public static void store32(WasmMemory memory, long address, int value, Node location) {
        check(memory, address, Integer.BYTES, location);
        if (WasmMemory.isNative()) {
            INT.setVolatile(ALL, memory.base() + address, value);
        } else {
            memory.lockedUpdate(address, Integer.BYTES, AtomicUpdate.EXCHANGE, value);
        }
    }

    /** Writes eight bytes. */
    public static void store64(WasmMemory memory, long address, long value, Node location) {
        check(memory, address, Long.BYTES, location);
        if (WasmMemory.isNative()) {
            LONG.setVolatile(ALL, memory.base() + address, value);
        } else {
            memory.lockedUpdate(address, Long.BYTES, AtomicUpdate.EXCHANGE, value);
        }
    }

    // --- updates -----------------------------------------------------------------------------------------------

    /** Updates a byte and gives what was there, unsigned. */
    public static int update8(WasmMemory memory, long address, AtomicUpdate update, int operand, Node location) {
        check(memory, address, 1, location);
        return updateSmall(memory, address, 0xFF, update, operand);
    }

    /** Updates two bytes and gives what was there, unsigned. */
    public static int update16(WasmMemory memory, long address, AtomicUpdate update, int operand, Node location) {
        check(memory, address, Short.BYTES, location);
        return updateSmall(memory, address, 0xFFFF, update, operand);
    }

    private static int updateSmall(WasmMemory memory, long address, int mask, AtomicUpdate update, int operand) {
        if (!WasmMemory.isNative()) {
            return (int) memory.lockedUpdate(address, mask == 0xFF ? 1 : Short.BYTES, update, operand);
        }
        long place = word(memory, address);
        int shift = shift(address);
        while (true) {
            int old = (int) INT.getVolatile(ALL, place);
            int found = old >>> shift & mask;
            int changed = (int) update.apply(found, operand) & mask;
            if (INT.compareAndSet(ALL, place, old, (old & ~(mask << shift)) | changed << shift)) {
                return found;
            }
        }
    }

    /** Updates four bytes and gives what was there. */
    public static int update32(WasmMemory memory, long address, AtomicUpdate update, int operand, Node location) {
        check(memory, address, Integer.BYTES, location);
        if (!WasmMemory.isNative()) {
            return (int) memory.lockedUpdate(address, Integer.BYTES, update, operand);
        }
        long place = memory.base() + address;
        return switch (update) {
            case ADD -> (int) INT.getAndAdd(ALL, place, operand);
            case SUBTRACT -> (int) INT.getAndAdd(ALL, place, -operand);
            case AND -> (int) INT.getAndBitwiseAnd(ALL, place, operand);
            case OR -> (int) INT.getAndBitwiseOr(ALL, place, operand);
            case XOR -> (int) INT.getAndBitwiseXor(ALL, place, operand);
            case EXCHANGE -> (int) INT.getAndSet(ALL, place, operand);
        };
    }

    /** Updates eight bytes and gives what was there. */
    public static long update64(WasmMemory memory, long address, AtomicUpdate update, long operand, Node location) {
        check(memory, address, Long.BYTES, location);
        if (!WasmMemory.isNative()) {
            return memory.lockedUpdate(address, Long.BYTES, update, operand);
        }
        long place = memory.base() + address;
        return switch (update) {
            case ADD -> (long) LONG.getAndAdd(ALL, place, operand);
            case SUBTRACT -> (long) LONG.getAndAdd(ALL, place, -operand);
            case AND -> (long) LONG.getAndBitwiseAnd(ALL, place, operand);
            case OR -> (long) LONG.getAndBitwiseOr(ALL, place, operand);
            case XOR -> (long) LONG.getAndBitwiseXor(ALL, place, operand);
            case EXCHANGE -> (long) LONG.getAndSet(ALL, place, operand);
        };
    }

    // --- compare and exchange ----------------------------------------------------------------------------------

    /** Sets a byte if it is the expected number, and gives what was there, unsigned. */
    public static int compareExchange8(WasmMemory memory, long address, long expected, int value, Node location) {
        check(memory, address, 1, location);
        return compareExchangeSmall(memory, address, 0xFF, expected, value);
    }

    /** Sets two bytes if they are the expected number, and gives what was there, unsigned. */
    public static int compareExchange16(WasmMemory memory, long address, long expected, int value, Node location) {
        check(memory, address, Short.BYTES, location);
        return compareExchangeSmall(memory, address, 0xFFFF, expected, value);
    }

    private static int compareExchangeSmall(WasmMemory memory, long address, int mask, long expected, int value) {
        if (!WasmMemory.isNative()) {
            return (int) memory.lockedCompareExchange(address, mask == 0xFF ? 1 : Short.BYTES, expected, value);
        }
        long place = word(memory, address);
        int shift = shift(address);
        while (true) {
            int old = (int) INT.getVolatile(ALL, place);
            int found = old >>> shift & mask;
            if (found != expected
                    || INT.compareAndSet(ALL, place, old, (old & ~(mask << shift)) | (value & mask) << shift)) {
                return found;
            }
        }
    }

    /** Sets four bytes if they are the expected number, unsigned, and gives what was there. */
    public static int compareExchange32(WasmMemory memory, long address, long expected, int value, Node location) {
        check(memory, address, Integer.BYTES, location);
        if (!WasmMemory.isNative()) {
            return (int) memory.lockedCompareExchange(address, Integer.BYTES, expected, value);
        }
        long place = memory.base() + address;
        return expected >>> Integer.SIZE == 0
                ? (int) INT.compareAndExchange(ALL, place, (int) expected, value)
                : (int) INT.getVolatile(ALL, place);
    }

    /** Sets eight bytes if they are the expected number, and gives what was there. */
    public static long compareExchange64(WasmMemory memory, long address, long expected, long value, Node location) {
        check(memory, address, Long.BYTES, location);
        return WasmMemory.isNative()
                ? (long) LONG.compareAndExchange(ALL, memory.base() + address, expected, value)
                : memory.lockedCompareExchange(address, Long.BYTES, expected, value);
    }

    // --- waiting -----------------------------------------------------------------------------------------------

    /** Waits at four bytes; see {@link WaitQueues#await}. */
    @TruffleBoundary
    public static int wait32(WasmMemory memory, long address, int expected, long timeout, Node location) {
        check(memory, address, Integer.BYTES, location);
        return waitQueues(memory, location)
                .await(address, () -> load32(memory, address, location) == expected, timeout, location);
    }

    /** Waits at eight bytes; see {@link WaitQueues#await}. */
    @TruffleBoundary
    public static int wait64(WasmMemory memory, long address, long expected, long timeout, Node location) {
        check(memory, address, Long.BYTES, location);
        return waitQueues(memory, location)
                .await(address, () -> load64(memory, address, location) == expected, timeout, location);
    }

    private static WaitQueues waitQueues(WasmMemory memory, Node location) {
        if (memory.waitQueues() == null) {
            throw Trap.EXPECTED_SHARED_MEMORY.at(location);
        }
        return memory.waitQueues();
    }

    /** Wakes up to {@code count} (unsigned) threads that wait at an address, and gives how many they were. */
    @TruffleBoundary
    public static int notify(WasmMemory memory, long address, int count, Node location) {
        check(memory, address, Integer.BYTES, location);
        return memory.waitQueues() == null ? 0 : memory.waitQueues().notify(address, count, location);
    }
}
