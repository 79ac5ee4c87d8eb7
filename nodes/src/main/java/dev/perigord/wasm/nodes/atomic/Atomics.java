package dev.perigord.wasm.nodes.atomic;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.AtomicAccess;
import dev.perigord.wasm.runtime.AtomicUpdate;
import dev.perigord.wasm.runtime.WasmMemory;

/** What the atomic instructions do (proposal threads). Each traps out of bounds and where the address is not aligned. */
public final class Atomics {
    private Atomics() {}

    /** {@code memory.atomic.notify} */
    public static int notify(WasmMemory memory, long address, int count, Node location) {
        return AtomicAccess.notify(memory, address, count, location);
    }

    /** {@code memory.atomic.wait32} */
    public static int wait32(WasmMemory memory, long address, int expected, long timeout, Node location) {
        return AtomicAccess.wait32(memory, address, expected, timeout, location);
    }

    /** {@code memory.atomic.wait64} */
    public static int wait64(WasmMemory memory, long address, long expected, long timeout, Node location) {
        return AtomicAccess.wait64(memory, address, expected, timeout, location);
    }

    /** {@code i32.atomic.load} */
    public static int i32Load(WasmMemory memory, long address, Node location) {
        return AtomicAccess.load32(memory, address, location);
    }

    /** {@code i64.atomic.load} */
    public static long i64Load(WasmMemory memory, long address, Node location) {
        return AtomicAccess.load64(memory, address, location);
    }

    /** {@code i32.atomic.load8_u} */
    public static int i32Load8(WasmMemory memory, long address, Node location) {
        return AtomicAccess.load8(memory, address, location);
    }

    /** {@code i32.atomic.load16_u} */
    public static int i32Load16(WasmMemory memory, long address, Node location) {
        return AtomicAccess.load16(memory, address, location);
    }

    /** {@code i64.atomic.load8_u} */
    public static long i64Load8(WasmMemory memory, long address, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.load8(memory, address, location));
    }

    /** {@code i64.atomic.load16_u} */
    public static long i64Load16(WasmMemory memory, long address, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.load16(memory, address, location));
    }

    /** {@code i64.atomic.load32_u} */
    public static long i64Load32(WasmMemory memory, long address, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.load32(memory, address, location));
    }

    /** {@code i32.atomic.store} */
    public static void i32Store(WasmMemory memory, long address, int value, Node location) {
        AtomicAccess.store32(memory, address, value, location);
    }

    /** {@code i64.atomic.store} */
    public static void i64Store(WasmMemory memory, long address, long value, Node location) {
        AtomicAccess.store64(memory, address, value, location);
    }

    /** {@code i32.atomic.store8} */
    public static void i32Store8(WasmMemory memory, long address, int value, Node location) {
        AtomicAccess.store8(memory, address, value, location);
    }

    /** {@code i32.atomic.store16} */
    public static void i32Store16(WasmMemory memory, long address, int value, Node location) {
        AtomicAccess.store16(memory, address, value, location);
    }

    /** {@code i64.atomic.store8} */
    public static void i64Store8(WasmMemory memory, long address, long value, Node location) {
        AtomicAccess.store8(memory, address, (int) value, location);
    }

    /** {@code i64.atomic.store16} */
    public static void i64Store16(WasmMemory memory, long address, long value, Node location) {
        AtomicAccess.store16(memory, address, (int) value, location);
    }

    /** {@code i64.atomic.store32} */
    public static void i64Store32(WasmMemory memory, long address, long value, Node location) {
        AtomicAccess.store32(memory, address, (int) value, location);
    }

    /** {@code i32.atomic.rmw.add} */
    public static int i32Add(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.ADD, value, location);
    }

    /** {@code i64.atomic.rmw.add} */
    public static long i64Add(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.ADD, value, location);
    }

    /** {@code i32.atomic.rmw8.add_u} */
    public static int i32Add8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.ADD, value, location);
    }

    /** {@code i32.atomic.rmw16.add_u} */
    public static int i32Add16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.ADD, value, location);
    }

    /** {@code i64.atomic.rmw8.add_u} */
    public static long i64Add8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update8(memory, address, AtomicUpdate.ADD, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.add_u} */
    public static long i64Add16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update16(memory, address, AtomicUpdate.ADD, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.add_u} */
    public static long i64Add32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update32(memory, address, AtomicUpdate.ADD, (int) value, location));
    }

    /** {@code i32.atomic.rmw.sub} */
    public static int i32Sub(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.SUBTRACT, value, location);
    }

    /** {@code i64.atomic.rmw.sub} */
    public static long i64Sub(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.SUBTRACT, value, location);
    }

    /** {@code i32.atomic.rmw8.sub_u} */
    public static int i32Sub8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.SUBTRACT, value, location);
    }

    /** {@code i32.atomic.rmw16.sub_u} */
    public static int i32Sub16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.SUBTRACT, value, location);
    }

    /** {@code i64.atomic.rmw8.sub_u} */
    public static long i64Sub8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update8(memory, address, AtomicUpdate.SUBTRACT, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.sub_u} */
    public static long i64Sub16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update16(memory, address, AtomicUpdate.SUBTRACT, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.sub_u} */
    public static long i64Sub32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update32(memory, address, AtomicUpdate.SUBTRACT, (int) value, location));
    }

    /** {@code i32.atomic.rmw.and} */
    public static int i32And(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.AND, value, location);
    }

    /** {@code i64.atomic.rmw.and} */
    public static long i64And(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.AND, value, location);
    }

    /** {@code i32.atomic.rmw8.and_u} */
    public static int i32And8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.AND, value, location);
    }

    /** {@code i32.atomic.rmw16.and_u} */
    public static int i32And16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.AND, value, location);
    }

    /** {@code i64.atomic.rmw8.and_u} */
    public static long i64And8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update8(memory, address, AtomicUpdate.AND, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.and_u} */
    public static long i64And16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update16(memory, address, AtomicUpdate.AND, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.and_u} */
    public static long i64And32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update32(memory, address, AtomicUpdate.AND, (int) value, location));
    }

    /** {@code i32.atomic.rmw.or} */
    public static int i32Or(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.OR, value, location);
    }

    /** {@code i64.atomic.rmw.or} */
    public static long i64Or(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.OR, value, location);
    }

    /** {@code i32.atomic.rmw8.or_u} */
    public static int i32Or8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.OR, value, location);
    }

    /** {@code i32.atomic.rmw16.or_u} */
    public static int i32Or16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.OR, value, location);
    }

    /** {@code i64.atomic.rmw8.or_u} */
    public static long i64Or8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update8(memory, address, AtomicUpdate.OR, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.or_u} */
    public static long i64Or16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update16(memory, address, AtomicUpdate.OR, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.or_u} */
    public static long i64Or32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update32(memory, address, AtomicUpdate.OR, (int) value, location));
    }

    /** {@code i32.atomic.rmw.xor} */
    public static int i32Xor(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.XOR, value, location);
    }

    /** {@code i64.atomic.rmw.xor} */
    public static long i64Xor(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.XOR, value, location);
    }

    /** {@code i32.atomic.rmw8.xor_u} */
    public static int i32Xor8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.XOR, value, location);
    }

    /** {@code i32.atomic.rmw16.xor_u} */
    public static int i32Xor16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.XOR, value, location);
    }

    /** {@code i64.atomic.rmw8.xor_u} */
    public static long i64Xor8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update8(memory, address, AtomicUpdate.XOR, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.xor_u} */
    public static long i64Xor16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update16(memory, address, AtomicUpdate.XOR, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.xor_u} */
    public static long i64Xor32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.update32(memory, address, AtomicUpdate.XOR, (int) value, location));
    }

    /** {@code i32.atomic.rmw.xchg} */
    public static int i32Xchg(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update32(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** {@code i64.atomic.rmw.xchg} */
    public static long i64Xchg(WasmMemory memory, long address, long value, Node location) {
        return AtomicAccess.update64(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** {@code i32.atomic.rmw8.xchg_u} */
    public static int i32Xchg8(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update8(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** {@code i32.atomic.rmw16.xchg_u} */
    public static int i32Xchg16(WasmMemory memory, long address, int value, Node location) {
        return AtomicAccess.update16(memory, address, AtomicUpdate.EXCHANGE, value, location);
    }

    /** {@code i64.atomic.rmw8.xchg_u} */
    public static long i64Xchg8(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update8(memory, address, AtomicUpdate.EXCHANGE, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.xchg_u} */
    public static long i64Xchg16(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update16(memory, address, AtomicUpdate.EXCHANGE, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.xchg_u} */
    public static long i64Xchg32(WasmMemory memory, long address, long value, Node location) {
        return Integer.toUnsignedLong(
                AtomicAccess.update32(memory, address, AtomicUpdate.EXCHANGE, (int) value, location));
    }

    /** {@code i32.atomic.rmw.cmpxchg} */
    public static int i32Cmpxchg(WasmMemory memory, long address, int expected, int value, Node location) {
        return AtomicAccess.compareExchange32(memory, address, Integer.toUnsignedLong(expected), value, location);
    }

    /** {@code i64.atomic.rmw.cmpxchg} */
    public static long i64Cmpxchg(WasmMemory memory, long address, long expected, long value, Node location) {
        return AtomicAccess.compareExchange64(memory, address, expected, value, location);
    }

    /** {@code i32.atomic.rmw8.cmpxchg_u} */
    public static int i32Cmpxchg8(WasmMemory memory, long address, int expected, int value, Node location) {
        return AtomicAccess.compareExchange8(memory, address, Integer.toUnsignedLong(expected), value, location);
    }

    /** {@code i32.atomic.rmw16.cmpxchg_u} */
    public static int i32Cmpxchg16(WasmMemory memory, long address, int expected, int value, Node location) {
        return AtomicAccess.compareExchange16(memory, address, Integer.toUnsignedLong(expected), value, location);
    }

    /** {@code i64.atomic.rmw8.cmpxchg_u} */
    public static long i64Cmpxchg8(WasmMemory memory, long address, long expected, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.compareExchange8(memory, address, expected, (int) value, location));
    }

    /** {@code i64.atomic.rmw16.cmpxchg_u} */
    public static long i64Cmpxchg16(WasmMemory memory, long address, long expected, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.compareExchange16(memory, address, expected, (int) value, location));
    }

    /** {@code i64.atomic.rmw32.cmpxchg_u} */
    public static long i64Cmpxchg32(WasmMemory memory, long address, long expected, long value, Node location) {
        return Integer.toUnsignedLong(AtomicAccess.compareExchange32(memory, address, expected, (int) value, location));
    }
}
