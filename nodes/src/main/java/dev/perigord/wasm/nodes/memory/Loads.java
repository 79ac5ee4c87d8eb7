package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.WasmMemory;

/** What the load instructions do (spec 4.4.7). Each traps out of bounds. */
public final class Loads {
    private Loads() {}

    /** {@code i32.load} */
    public static int i32Load(WasmMemory memory, long address, Node location) {
        return memory.readInt(address, location);
    }

    /** {@code i64.load} */
    public static long i64Load(WasmMemory memory, long address, Node location) {
        return memory.readLong(address, location);
    }

    /** {@code f32.load} */
    public static float f32Load(WasmMemory memory, long address, Node location) {
        return memory.readFloat(address, location);
    }

    /** {@code f64.load} */
    public static double f64Load(WasmMemory memory, long address, Node location) {
        return memory.readDouble(address, location);
    }

    /** {@code i32.load8_s} */
    public static int i32Load8S(WasmMemory memory, long address, Node location) {
        return memory.readByte(address, location);
    }

    /** {@code i32.load8_u} */
    public static int i32Load8U(WasmMemory memory, long address, Node location) {
        return memory.readByte(address, location) & 0xFF;
    }

    /** {@code i32.load16_s} */
    public static int i32Load16S(WasmMemory memory, long address, Node location) {
        return memory.readShort(address, location);
    }

    /** {@code i32.load16_u} */
    public static int i32Load16U(WasmMemory memory, long address, Node location) {
        return memory.readShort(address, location) & 0xFFFF;
    }

    /** {@code i64.load8_s} */
    public static long i64Load8S(WasmMemory memory, long address, Node location) {
        return memory.readByte(address, location);
    }

    /** {@code i64.load8_u} */
    public static long i64Load8U(WasmMemory memory, long address, Node location) {
        return memory.readByte(address, location) & 0xFFL;
    }

    /** {@code i64.load16_s} */
    public static long i64Load16S(WasmMemory memory, long address, Node location) {
        return memory.readShort(address, location);
    }

    /** {@code i64.load16_u} */
    public static long i64Load16U(WasmMemory memory, long address, Node location) {
        return memory.readShort(address, location) & 0xFFFFL;
    }

    /** {@code i64.load32_s} */
    public static long i64Load32S(WasmMemory memory, long address, Node location) {
        return memory.readInt(address, location);
    }

    /** {@code i64.load32_u} */
    public static long i64Load32U(WasmMemory memory, long address, Node location) {
        return memory.readInt(address, location) & 0xFFFF_FFFFL;
    }
}
