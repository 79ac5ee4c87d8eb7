package dev.perigord.wasm.nodes.simd;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmMemory;

/** What the vector loads do (spec 4.4.7). Each traps out of bounds. */
public final class VectorLoads {
    private VectorLoads() {}

    /** {@code v128.load} */
    public static Vector128 load(WasmMemory memory, long address, Node location) {
        return memory.readVector(address, location);
    }

    /** {@code v128.load64_zero} */
    public static Vector128 load64Zero(WasmMemory memory, long address, Node location) {
        return new Vector128(memory.readLong(address, location), 0);
    }

    /** {@code v128.load32_zero} */
    public static Vector128 load32Zero(WasmMemory memory, long address, Node location) {
        return new Vector128(Integer.toUnsignedLong(memory.readInt(address, location)), 0);
    }

    /** {@code v128.load8x8_s} */
    public static Vector128 load8x8S(WasmMemory memory, long address, Node location) {
        return LaneOperations.i16x8ExtendLowI8x16S(load64Zero(memory, address, location));
    }

    /** {@code v128.load8x8_u} */
    public static Vector128 load8x8U(WasmMemory memory, long address, Node location) {
        return LaneOperations.i16x8ExtendLowI8x16U(load64Zero(memory, address, location));
    }

    /** {@code v128.load16x4_s} */
    public static Vector128 load16x4S(WasmMemory memory, long address, Node location) {
        return LaneOperations.i32x4ExtendLowI16x8S(load64Zero(memory, address, location));
    }

    /** {@code v128.load16x4_u} */
    public static Vector128 load16x4U(WasmMemory memory, long address, Node location) {
        return LaneOperations.i32x4ExtendLowI16x8U(load64Zero(memory, address, location));
    }

    /** {@code v128.load32x2_s} */
    public static Vector128 load32x2S(WasmMemory memory, long address, Node location) {
        return LaneOperations.i64x2ExtendLowI32x4S(load64Zero(memory, address, location));
    }

    /** {@code v128.load32x2_u} */
    public static Vector128 load32x2U(WasmMemory memory, long address, Node location) {
        return LaneOperations.i64x2ExtendLowI32x4U(load64Zero(memory, address, location));
    }

    /** {@code v128.load8_splat} */
    public static Vector128 load8Splat(WasmMemory memory, long address, Node location) {
        return Splats.i8x16(memory.readByte(address, location));
    }

    /** {@code v128.load16_splat} */
    public static Vector128 load16Splat(WasmMemory memory, long address, Node location) {
        return Splats.i16x8(memory.readShort(address, location));
    }

    /** {@code v128.load32_splat} */
    public static Vector128 load32Splat(WasmMemory memory, long address, Node location) {
        return Splats.i32x4(memory.readInt(address, location));
    }

    /** {@code v128.load64_splat} */
    public static Vector128 load64Splat(WasmMemory memory, long address, Node location) {
        return Splats.i64x2(memory.readLong(address, location));
    }

    /** {@code v128.load8_lane} */
    public static Vector128 load8Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        return Vectors.i8x16ReplaceLane(vector, memory.readByte(address, location), lane);
    }

    /** {@code v128.load16_lane} */
    public static Vector128 load16Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        return Vectors.i16x8ReplaceLane(vector, memory.readShort(address, location), lane);
    }

    /** {@code v128.load32_lane} */
    public static Vector128 load32Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        return Vectors.i32x4ReplaceLane(vector, memory.readInt(address, location), lane);
    }

    /** {@code v128.load64_lane} */
    public static Vector128 load64Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        return Vectors.i64x2ReplaceLane(vector, memory.readLong(address, location), lane);
    }
}
