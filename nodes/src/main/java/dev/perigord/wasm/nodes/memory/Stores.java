package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.WasmMemory;

/** What the store instructions do (spec 4.4.7). Each traps out of bounds. */
public final class Stores {
    private Stores() {}

    /** {@code i32.store} */
    public static void i32Store(WasmMemory memory, long address, int value, Node location) {
        memory.writeInt(address, value, location);
    }

    /** {@code i64.store} */
    public static void i64Store(WasmMemory memory, long address, long value, Node location) {
        memory.writeLong(address, value, location);
    }

    /** {@code f32.store} */
    public static void f32Store(WasmMemory memory, long address, float value, Node location) {
        memory.writeFloat(address, value, location);
    }

    /** {@code f64.store} */
    public static void f64Store(WasmMemory memory, long address, double value, Node location) {
        memory.writeDouble(address, value, location);
    }

    /** {@code i32.store8} */
    public static void i32Store8(WasmMemory memory, long address, int value, Node location) {
        memory.writeByte(address, (byte) value, location);
    }

    /** {@code i32.store16} */
    public static void i32Store16(WasmMemory memory, long address, int value, Node location) {
        memory.writeShort(address, (short) value, location);
    }

    /** {@code i64.store8} */
    public static void i64Store8(WasmMemory memory, long address, long value, Node location) {
        memory.writeByte(address, (byte) value, location);
    }

    /** {@code i64.store16} */
    public static void i64Store16(WasmMemory memory, long address, long value, Node location) {
        memory.writeShort(address, (short) value, location);
    }

    /** {@code i64.store32} */
    public static void i64Store32(WasmMemory memory, long address, long value, Node location) {
        memory.writeInt(address, (int) value, location);
    }
}
